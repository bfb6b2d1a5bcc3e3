"""Offices in two trees – the line that orders them and the territory that brings them together – and who works there."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from sanglap.directory.people.models import Officer
from sanglap.directory.places.models import Area
from sanglap.foundation.districts import DISTRICT_CODE_LENGTH
from sanglap.foundation.ids import new_id

PATH_LENGTH = 400


class OfficeType(models.Model):
    """What kind of office: a Deputy Commissioner's, an Upazila Social Services Office …"""

    code = models.CharField(primary_key=True, max_length=40)
    area_level = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=120)
    name_bn = models.CharField(max_length=120)
    head_title_en = models.CharField(max_length=120)
    head_title_bn = models.CharField(max_length=120)


class OfficeQuerySet(models.QuerySet["Office"]):
    """Questions about many offices."""

    def inside(self, office: Office) -> Self:
        """Return the office and all below it, on either tree, in one indexed query."""
        return self.filter(Q(line_path__startswith=office.line_path) | Q(territory_path__startswith=office.territory_path))

    def in_area(self, path: str) -> Self:
        """Return the offices of an area and of everything inside it."""
        return self.filter(area__path__startswith=path)


class Office(models.Model):
    """An office. ``code`` is ``<type>-<area>``, e.g. ``uno-BD302614``, and never changes meaning."""

    code = models.CharField(primary_key=True, max_length=64)
    type = models.ForeignKey(OfficeType, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    district_code = models.CharField(max_length=DISTRICT_CODE_LENGTH)
    name_en = models.CharField(max_length=200)
    name_bn = models.CharField(max_length=200)
    line_parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    coordinator = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    line_path = models.CharField(max_length=PATH_LENGTH)  # "/cab/…/dc-BD3026/": codes from the root down to itself
    territory_path = models.CharField(max_length=PATH_LENGTH)
    grievance_office = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    appeal_office = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=200, blank=True)
    website = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField(null=True)  # when its head last confirmed these facts
    is_active = models.BooleanField(default=True)
    succeeded_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[Office]] = OfficeQuerySet.as_manager()

    class Meta:
        """Both trees answer "my subtree" by a prefix."""

        indexes = [
            models.Index(fields=["line_path"], name="office_by_line", opclasses=["text_pattern_ops"]),
            models.Index(fields=["territory_path"], name="office_by_territory", opclasses=["text_pattern_ops"]),
            models.Index(fields=["area", "type"], name="office_by_area_and_type"),
            models.Index(fields=["coordinator"], name="office_by_coordinator"),
            models.Index(fields=["line_parent"], name="office_by_line_parent"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(line_parent=F("code")), name="office_is_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        """Return the English name."""
        return self.name_en


class Posting(models.Model):
    """An officer holds a role in an office from one day to another. Roles decide what they see and may do."""

    HEAD = "head"
    GRIEVANCE_OFFICER = "grievance_officer"
    APPEAL_OFFICER = "appeal_officer"
    SERVICE_OFFICER = "service_officer"
    PAGE_ADMIN = "page_admin"
    DEPUTY = "deputy"
    ROLES = (HEAD, GRIEVANCE_OFFICER, APPEAL_OFFICER, SERVICE_OFFICER, PAGE_ADMIN, DEPUTY)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="postings")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="postings")
    role = models.CharField(max_length=24)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    handed_over_to = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """An officer holds a role in an office once at a time."""

        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["head", "grievance_officer", "appeal_officer", "service_officer", "page_admin", "deputy"]),
                name="posting_role_known",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="posting_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["officer", "office", "role"], condition=Q(ended_on__isnull=True), name="posting_once_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["office", "role"], condition=Q(ended_on__isnull=True), name="posting_current")]


class Substitution(models.Model):
    """While the holder of a posting is away, somebody else acts for them (guideline 5): sees and may do what they do."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="substitutions")
    substitute = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField()
    until = models.DateField()  # the last day of the absence; it ends by itself the day after
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """A posting has one substitute at a time."""

        constraints = [
            models.UniqueConstraint(fields=["posting"], condition=Q(ended_at__isnull=True), name="substitution_once_at_a_time")
        ]
        indexes = [models.Index(fields=["substitute"], condition=Q(ended_at__isnull=True), name="substitution_current")]


LEADING_ROLES = frozenset({Posting.HEAD, Posting.PAGE_ADMIN})  # who decides for an office
