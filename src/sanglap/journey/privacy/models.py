"""Who asked for a hidden name and who agreed; reports of pressure; the question after ninety days."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanglap.directory.offices.models import Office
from sanglap.directory.people.models import Officer
from sanglap.foundation.districts import DistrictForeignKey, DistrictModel, DistrictReference


class Unmasking(DistrictModel):
    """One officer asks for a hidden name with a reason, another one decides (R9)."""

    case_id = models.UUIDField()
    case = DistrictForeignKey("cases.Case", "case_id")
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    reason = models.TextField()
    decided_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    words = models.CharField(max_length=300, blank=True)  # of whoever decided
    seen_at = models.DateTimeField(null=True)  # the first look

    class Meta:
        """One open request a case and officer; never decided by whoever asked."""

        constraints = [
            DistrictReference(column="case_id", to_table="cases_case", name="unmasking_of_case"),
            models.UniqueConstraint(
                fields=["district_id", "case_id", "asked_by"], condition=Q(decided_at__isnull=True), name="unmasking_open_once"
            ),
            models.CheckConstraint(condition=~Q(decided_by=models.F("asked_by")), name="unmasking_by_two"),
        ]
        indexes = [
            models.Index(fields=["district_id", "case_id"], name="unmasking_by_case"),
            models.Index(fields=["asked_at"], condition=Q(decided_at__isnull=True), name="unmasking_open"),
        ]


class Retaliation(DistrictModel):
    """Somebody is pressed because of a case. It has an owner above, and a clock of its own."""

    case_id = models.UUIDField()
    case = DistrictForeignKey("cases.Case", "case_id")
    at = models.DateTimeField()
    words = models.TextField()
    owner = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    due_at = models.DateTimeField()
    climbed = models.PositiveSmallIntegerField(default=0)  # how many times nobody took it in time
    taken_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    taken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True)  # what was done to protect them

    class Meta:
        """Open ones are read by owner and by date."""

        constraints = [DistrictReference(column="case_id", to_table="cases_case", name="retaliation_of_case")]
        indexes = [
            models.Index(fields=["district_id", "case_id"], name="retaliation_by_case"),
            models.Index(fields=["owner", "due_at"], condition=Q(ended_at__isnull=True), name="retaliation_open"),
            models.Index(fields=["due_at"], condition=Q(taken_at__isnull=True, ended_at__isnull=True), name="retaliation_due"),
        ]


class CheckIn(DistrictModel):
    """Ninety days after a sensitive case has ended the citizen is asked how they are, once."""

    case_id = models.UUIDField()
    case = DistrictForeignKey("cases.Case", "case_id")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    is_well = models.BooleanField(null=True)

    class Meta:
        """Once a case."""

        constraints = [
            DistrictReference(column="case_id", to_table="cases_case", name="check_in_of_case"),
            models.UniqueConstraint(fields=["district_id", "case_id"], name="check_in_once"),
        ]
