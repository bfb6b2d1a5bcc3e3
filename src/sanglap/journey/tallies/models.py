"""Counters for the screens. Every counter is a sum over cases of what each case truly is; see tallies.rules."""

from __future__ import annotations

from django.db import models

from sanglap.foundation.districts import DistrictForeignKey, DistrictModel, DistrictReference


class CountedCase(DistrictModel):
    """What was last counted for a case. The next count adds the difference, so counting twice changes nothing."""

    case_id = models.UUIDField()
    case = DistrictForeignKey("cases.Case", "case_id")
    contributions = models.JSONField(default=dict)

    class Meta:
        """One per case."""

        constraints = [
            models.UniqueConstraint(fields=["district_id", "case_id"], name="counted_once"),
            DistrictReference(column="case_id", to_table="cases_case", name="counted_of_case"),
        ]


class Tally(models.Model):
    """How many, for an office with everything below it, on a day, for a topic ("" is all topics).

    ``measure`` is a code of tallies.rules: received, answered, … Standing measures (open, overdue …) use the day 0001-01-01.
    """

    scope = models.CharField(max_length=64)  # an office code; the numbers include all offices below on either tree
    day = models.DateField()
    topic = models.CharField(max_length=48)
    measure = models.CharField(max_length=32)
    amount = models.BigIntegerField()

    pk = models.CompositePrimaryKey("scope", "day", "topic", "measure")
