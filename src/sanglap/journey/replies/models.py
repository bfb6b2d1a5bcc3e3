"""What citizens are told: every reply with its author, its way out and its fate."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanglap.channels.contract import ReplyMode
from sanglap.directory.charter.models import Topic
from sanglap.directory.people.models import Officer
from sanglap.foundation.districts import DistrictForeignKey, DistrictModel, DistrictReference
from sanglap.foundation.ids import new_id


class Reply(DistrictModel):
    """One reply. Its sending lives in the channels' outbox under the reference ``reply:<id>``."""

    QUEUED, SENT, UNKNOWN, STUCK, CANCELLED, SEEN_THERE = "queued", "sent", "unknown", "stuck", "cancelled", "seen_there"

    case_id = models.UUIDField()
    case = DistrictForeignKey("cases.Case", "case_id")
    post_id = models.UUIDField()  # the citizen's post that is answered
    post = DistrictForeignKey("arrivals.Post", "post_id")
    kind = models.CharField(max_length=20)  # acknowledgement | answer | resolution | question | notice
    mode = models.CharField(max_length=16)
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )  # null: sent by a rule
    text = models.TextField()
    written_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=QUEUED)
    sent_at = models.DateTimeField(null=True)
    remote_id = models.CharField(max_length=160, blank=True)
    trouble = models.CharField(max_length=500, blank=True)
    form_token = models.CharField(max_length=64)  # from the composer: pressing twice queues once

    class Meta:
        """The same form, sent twice, is one reply."""

        constraints = [
            models.UniqueConstraint(fields=["district_id", "case_id", "form_token"], name="reply_once_a_form"),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "sent", "unknown", "stuck", "cancelled", "seen_there"]),
                name="reply_state_known",
            ),
            models.CheckConstraint(condition=Q(mode__in=[mode.value for mode in ReplyMode]), name="reply_mode_known"),
            DistrictReference(column="case_id", to_table="cases_case", name="reply_of_case"),
            DistrictReference(column="post_id", to_table="arrivals_post", name="reply_to_post"),
        ]
        indexes = [
            models.Index(fields=["district_id", "case_id", "written_at"], name="reply_by_case"),
            models.Index(fields=["state", "written_at"], condition=Q(state__in=["unknown", "stuck"]), name="reply_in_trouble"),
        ]


class Template(models.Model):
    """A reply that may be used again, in both languages, with ``{number}``-like blanks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=48, unique=True)
    kind = models.CharField(max_length=20)
    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    title_en = models.CharField(max_length=120)
    title_bn = models.CharField(max_length=120)
    text_en = models.TextField()
    text_bn = models.TextField()


class Composing(DistrictModel):
    """An officer has the composer of a case open right now: "someone else is answering"."""

    case_id = models.UUIDField()
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="+", db_index=False)
    seen_at = models.DateTimeField()

    class Meta:
        """One line per officer and case."""

        constraints = [
            models.UniqueConstraint(fields=["district_id", "case_id", "officer"], name="composing_once"),
            DistrictReference(column="case_id", to_table="cases_case", name="composing_of_case"),
        ]
