"""Every move of a case between offices: from, to, by whom, by which rule, why."""

from __future__ import annotations

from django.db import models

from sanglap.directory.charter.models import Topic
from sanglap.directory.offices.models import Office
from sanglap.directory.people.models import Officer
from sanglap.foundation.districts import DistrictForeignKey, DistrictModel, DistrictReference
from sanglap.foundation.ids import new_id


class RoutingChange(models.Model):
    """An administrator changed which office types answer a topic: before, after, who, why. Never edited, only followed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    before = models.JSONField()  # [[area level, office type, priority], …]
    after = models.JSONField()


class Move(DistrictModel):
    """One move. ``candidates`` keeps the best three offices with their score and reason, as they were then."""

    case_id = models.UUIDField()
    case = DistrictForeignKey("cases.Case", "case_id")
    at = models.DateTimeField()
    from_office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    to_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    rule = models.CharField(max_length=40)  # a code of dispatch.rules
    reason = models.JSONField(default=dict)  # what the rule saw: topic, area, words; told in the reader's language
    candidates = models.JSONField(default=list)  # [{"office", "score", "rule"}, …]
    officer = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )  # null: the rule itself
    words = models.CharField(max_length=500, blank=True)  # the officer's reason

    class Meta:
        """Read by case."""

        constraints = [DistrictReference(column="case_id", to_table="cases_case", name="move_of_case")]
        indexes = [models.Index(fields=["district_id", "case_id", "at"], name="move_by_case")]
