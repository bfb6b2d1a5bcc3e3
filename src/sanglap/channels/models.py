"""Accounts and pages on outside networks, what arrived from them untouched, and what must leave to them once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanglap.channels.contract import ReplyMode
from sanglap.directory.offices.models import Office
from sanglap.foundation.districts import DISTRICT_CODE_LENGTH, DistrictModel
from sanglap.foundation.ids import new_id

PARTITIONS = 16


class Account(models.Model):
    """One webhook address and its secrets: an app of a network that may serve one page or thousands."""

    key = models.CharField(primary_key=True, max_length=64)
    kind = models.CharField(max_length=24)  # a growing list: no choices
    name = models.CharField(max_length=120)
    app_id = models.CharField(max_length=80, blank=True)
    app_secret = models.BinaryField(default=b"")  # encrypted; read through channels.secrets only
    verify_token = models.BinaryField(default=b"")
    api_root = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)


class Page(models.Model):
    """An office's page on a network (R2)."""

    LIVE, DORMANT, LOST, FAKE, BROKEN = "live", "dormant", "lost", "fake", "broken"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="pages")
    kind = models.CharField(max_length=24)
    remote_id = models.CharField(max_length=80)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    district_id = models.CharField(max_length=DISTRICT_CODE_LENGTH)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    token = models.BinaryField(default=b"")  # encrypted
    status = models.CharField(max_length=12, default=LIVE)
    status_reason = models.CharField(max_length=300, blank=True)
    opened_on = models.DateField(null=True)
    paused_until = models.DateTimeField(null=True)  # the network asked us to slow down
    uncovered_since = models.DateTimeField(null=True)  # we may have missed posts from here on
    read_until = models.DateTimeField(null=True)  # the sweeper has read the page again up to here
    read_tried_at = models.DateTimeField(null=True)  # and tried to, so that a page that fails never keeps others waiting
    checked_at = models.DateTimeField(null=True)

    class Meta:
        """A page of a network belongs to one office."""

        constraints = [
            models.UniqueConstraint(fields=["kind", "remote_id"], name="page_once"),
            models.CheckConstraint(condition=Q(status__in=["live", "dormant", "lost", "fake", "broken"]), name="page_status_known"),
        ]
        indexes = [models.Index(fields=["office", "kind"], name="page_by_office")]


class Envelope(DistrictModel):
    """A webhook's body exactly as it came, stored before it is answered. Never edited but for ``state``."""

    WAITING, READ, PARKED = "waiting", "read", "parked"

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    partition = models.PositiveSmallIntegerField()  # one page's envelopes are always read by one worker at a time
    headers = models.JSONField()
    body = models.BinaryField()
    received_at = models.DateTimeField()
    state = models.CharField(max_length=8, default=WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=500, blank=True)  # why it is parked

    class Meta:
        """The waiting ones are found by partition, in the order of arrival."""

        indexes = [
            models.Index(fields=["partition", "id"], condition=Q(state="waiting"), name="envelope_waiting"),
            models.Index(fields=["id"], condition=Q(state="parked"), name="envelope_parked"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["waiting", "read", "parked"]), name="envelope_state_known"),
        ]


class OutboxItem(DistrictModel):
    """One thing that must leave to a network once, and what became of it."""

    WAITING, SENDING, SENT, UNKNOWN, STUCK, CANCELLED = "waiting", "sending", "sent", "unknown", "stuck", "cancelled"

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    reference = models.CharField(max_length=80)  # our own key of this sending; the same reference is never queued twice
    mode = models.CharField(max_length=16)
    target_id = models.CharField(max_length=160)
    thread_id = models.CharField(max_length=160, blank=True)
    parent_id = models.CharField(max_length=160, blank=True)  # what the target itself hangs under
    addressee_name = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    by_human = models.BooleanField(default=True)
    last_from_citizen = models.DateTimeField(null=True)  # private messages have a window that begins here
    commented_at = models.DateTimeField(null=True)  # when the post or comment that is answered was written
    state = models.CharField(max_length=10, default=WAITING)
    due_at = models.DateTimeField()  # not sent (while its fate is unknown: not looked up) before this moment
    attempts = models.PositiveSmallIntegerField(default=0)
    looked_up = models.PositiveSmallIntegerField(default=0)  # how often its fate was looked up in vain
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    remote_id = models.CharField(max_length=160, blank=True)
    permalink = models.CharField(max_length=300, blank=True)
    code = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        """The reference makes a second queueing of the same reply impossible."""

        constraints = [
            models.UniqueConstraint(fields=["district_id", "reference"], name="outbox_reference_once"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sending", "sent", "unknown", "stuck", "cancelled"]),
                name="outbox_state_known",
            ),
            models.CheckConstraint(condition=Q(mode__in=[mode.value for mode in ReplyMode]), name="outbox_mode_known"),
        ]
        indexes = [
            models.Index(fields=["page", "id"], condition=Q(state="waiting"), name="outbox_waiting"),
            models.Index(fields=["page", "started_at"], condition=Q(state="sending"), name="outbox_sending"),
            models.Index(fields=["page", "state"], condition=Q(state__in=["unknown", "stuck"]), name="outbox_trouble"),
        ]
