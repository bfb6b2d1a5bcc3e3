"""Every post that reached us, accepted or set aside with its reason, with all its versions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanglap.channels.contract import PostKind
from sanglap.channels.models import Page
from sanglap.foundation.districts import DistrictForeignKey, DistrictModel, DistrictReference


class Post(DistrictModel):
    """A post, comment, message, rating or form as it stands on the network now."""

    ACCEPTED, SET_ASIDE = "accepted", "set_aside"

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    kind = models.CharField(max_length=12)
    remote_id = models.CharField(max_length=160)
    thread_id = models.CharField(max_length=160)
    parent_id = models.CharField(max_length=160, blank=True)  # the remote id it answers
    citizen_id = models.UUIDField(null=True)
    citizen = DistrictForeignKey("people.Citizen", "citizen_id", null=True)
    from_office = models.BooleanField(default=False)
    author_name = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    attachments = models.JSONField(default=list)
    permalink = models.CharField(max_length=300, blank=True)
    posted_at = models.DateTimeField()  # the network's time of the first version
    changed_at = models.DateTimeField()  # the network's time of the newest action that we know
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    verdict = models.CharField(max_length=10)
    reason = models.CharField(max_length=40, blank=True)  # why it was set aside, a code of arrivals.rules
    envelope_id = models.UUIDField(null=True)

    class Meta:
        """A network's id stands once on a page."""

        constraints = [
            models.UniqueConstraint(fields=["district_id", "page", "kind", "remote_id"], name="post_once"),
            models.CheckConstraint(condition=Q(verdict__in=["accepted", "set_aside"]), name="post_verdict_known"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in PostKind]), name="post_kind_known"),
            DistrictReference(column="citizen_id", to_table="people_citizen", name="post_of_citizen"),
        ]
        indexes = [
            models.Index(fields=["district_id", "page", "thread_id", "posted_at"], name="post_by_thread"),
            models.Index(fields=["district_id", "citizen_id", "received_at"], name="post_by_citizen"),
        ]


class PostVersion(DistrictModel):
    """What a post said before it was edited; kept, never shown in public."""

    post_id = models.UUIDField()
    post = DistrictForeignKey(Post, "post_id")
    text = models.TextField(blank=True)
    until = models.DateTimeField()

    class Meta:
        """Belongs to its post."""

        constraints = [DistrictReference(column="post_id", to_table="arrivals_post", name="version_of_post")]
        indexes = [models.Index(fields=["district_id", "post_id"], name="version_by_post")]
