"""Incidents: what many citizens report, each in a case of their own, and the likenesses that suggest them."""

from __future__ import annotations

from django.db import models

from sanglap.directory.people.models import Officer
from sanglap.foundation.districts import DISTRICT_CODE_LENGTH, DistrictForeignKey, DistrictModel, DistrictReference
from sanglap.foundation.ids import new_id


class Incident(models.Model):
    """One broken bridge. It has no words of its own: they stand in its cases."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    begun_at = models.DateTimeField()


class Membership(DistrictModel):
    """A case of an incident. Every citizen keeps their own number, and their own clock."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="memberships")
    case_id = models.UUIDField()
    case = DistrictForeignKey("cases.Case", "case_id")
    joined_at = models.DateTimeField()
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)  # null: the citizen

    class Meta:
        """A case tells of one incident."""

        constraints = [
            models.UniqueConstraint(fields=["district_id", "case_id"], name="case_in_one_incident"),
            DistrictReference(column="case_id", to_table="cases_case", name="membership_of_case"),
        ]


class Likeness(DistrictModel):
    """A case and an older one that may tell of the same incident: a suggestion, until a person confirms or declines it."""

    case_id = models.UUIDField()
    case = DistrictForeignKey("cases.Case", "case_id")
    other_district_id = models.CharField(max_length=DISTRICT_CODE_LENGTH)  # a neighbouring district's page may have heard of it
    other_id = models.UUIDField()
    probability = models.FloatField()
    reasons = models.JSONField(default=list)  # the words and things that both share
    found_at = models.DateTimeField()
    declined_at = models.DateTimeField(null=True)
    declined_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        """A pair stands once; it is found from either side."""

        constraints = [
            models.UniqueConstraint(fields=["district_id", "case_id", "other_id"], name="likeness_once"),
            DistrictReference(column="case_id", to_table="cases_case", name="likeness_of_case"),
        ]
        indexes = [models.Index(fields=["other_district_id", "other_id"], name="likeness_by_other")]


class LookedUpTo(models.Model):
    """Up to which case a district's new cases were compared with the ones before."""

    district_id = models.CharField(max_length=DISTRICT_CODE_LENGTH, primary_key=True)
    case_id = models.UUIDField()
    at = models.DateTimeField()
