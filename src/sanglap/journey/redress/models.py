"""Instructions, inquiries and appeals, each with its own date."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanglap.directory.offices.models import Office
from sanglap.directory.people.models import Officer
from sanglap.foundation.districts import DistrictForeignKey, DistrictModel, DistrictReference
from sanglap.journey.redress.rules import DECISIONS, FILERS, FINDINGS, LEVELS


class Instruction(DistrictModel):
    """An office is told to do something by a day. What is late opens the question of an inquiry (guideline 7.1 চ)."""

    case_id = models.UUIDField()
    case = DistrictForeignKey("cases.Case", "case_id")
    from_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    to_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    words = models.TextField()
    due_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)
    met_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.TextField(blank=True)  # what was done about it, and what shows it
    late_told_at = models.DateTimeField(null=True)

    class Meta:
        """Open ones are read by the office that has to act, and by date."""

        constraints = [DistrictReference(column="case_id", to_table="cases_case", name="instruction_of_case")]
        indexes = [
            models.Index(fields=["district_id", "case_id"], name="instruction_by_case"),
            models.Index(fields=["to_office", "due_at"], condition=Q(met_at__isnull=True), name="instruction_open"),
            models.Index(fields=["due_at"], condition=Q(met_at__isnull=True, late_told_at__isnull=True), name="instruction_due"),
        ]


class Inquiry(DistrictModel):
    """An officer one step senior, or up to three, hear both sides and report within twenty working days (7.1.2)."""

    case_id = models.UUIDField()
    case = DistrictForeignKey("cases.Case", "case_id")
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", db_index=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    permission = models.CharField(max_length=200, blank=True)  # of the head, where another officer orders it
    words = models.TextField()  # what is to be found out
    came_from = models.CharField(max_length=20)  # the state it returns to
    due_at = models.DateTimeField()
    citizen_statement = models.TextField(blank=True)
    citizen_refused = models.BooleanField(default=False)
    office_statement = models.TextField(blank=True)
    office_refused = models.BooleanField(default=False)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    finding = models.CharField(max_length=12, blank=True)
    report = models.TextField(blank=True)
    late_told_at = models.DateTimeField(null=True)

    class Meta:
        """One open inquiry a case."""

        constraints = [
            DistrictReference(column="case_id", to_table="cases_case", name="inquiry_of_case"),
            models.UniqueConstraint(
                fields=["district_id", "case_id"], condition=Q(reported_at__isnull=True), name="inquiry_open_once"
            ),
            models.CheckConstraint(condition=Q(finding__in=["", *FINDINGS]), name="inquiry_finding_known"),
        ]
        indexes = [
            models.Index(fields=["district_id", "case_id"], name="inquiry_by_case"),
            models.Index(fields=["due_at"], condition=Q(reported_at__isnull=True, late_told_at__isnull=True), name="inquiry_due"),
        ]

    @property
    def hears_both(self) -> bool:
        """Whether each side has spoken, or has refused to on record (R19)."""
        return bool(self.citizen_statement or self.citizen_refused) and bool(self.office_statement or self.office_refused)


class InquiryMember(DistrictModel):
    """Who inquires: one officer, or a committee of at most three."""

    inquiry_id = models.UUIDField()
    inquiry = DistrictForeignKey(Inquiry, "inquiry_id", related_name="members")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Each officer once."""

        constraints = [
            DistrictReference(column="inquiry_id", to_table="redress_inquiry", name="member_of_inquiry"),
            models.UniqueConstraint(fields=["district_id", "inquiry_id", "officer"], name="inquiry_member_once"),
        ]


class Appeal(DistrictModel):
    """A decision, or its absence, is put before the appeal officer; after that, before the central cell (6.2, 7.2, 7.3)."""

    case_id = models.UUIDField()
    case = DistrictForeignKey("cases.Case", "case_id")
    level = models.CharField(max_length=8)  # appeal | cell
    filed_at = models.DateTimeField()
    filed_by = models.CharField(max_length=16)  # citizen | service_officer | accused
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    words = models.TextField(blank=True)
    from_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    to_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    due_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    decision = models.CharField(max_length=12, blank=True)  # upheld | ordered | corrected | discipline
    decision_words = models.TextField(blank=True)

    class Meta:
        """One open appeal a case."""

        constraints = [
            DistrictReference(column="case_id", to_table="cases_case", name="appeal_of_case"),
            models.UniqueConstraint(
                fields=["district_id", "case_id"], condition=Q(decided_at__isnull=True), name="appeal_open_once"
            ),
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="appeal_level_known"),
            models.CheckConstraint(condition=Q(filed_by__in=FILERS), name="appeal_filer_known"),
            models.CheckConstraint(condition=Q(decision__in=["", *DECISIONS]), name="appeal_decision_known"),
        ]
        indexes = [
            models.Index(fields=["district_id", "case_id"], name="appeal_by_case"),
            models.Index(fields=["to_office", "filed_at"], name="appeal_by_office"),
            models.Index(fields=["from_office", "filed_at"], name="appeal_against_office"),
        ]
