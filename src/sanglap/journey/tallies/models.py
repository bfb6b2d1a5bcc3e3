"""Counters for the screens. Every counter is a sum over cases of what each case truly is; see tallies.rules."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sanglap.foundation.districts import DistrictForeignKey, DistrictModel, DistrictReference


class CountedCase(DistrictModel):
    """What was last counted for a case (``id`` is the case's). The next count adds only the difference.

    ``revision`` rises with every count: of two workers counting a case at once, one finds it changed and looks again.
    """

    case = DistrictForeignKey("cases.Case", "id")
    office_code = models.CharField(max_length=64, blank=True)
    topic = models.CharField(max_length=48, blank=True)
    counted = ArrayField(models.IntegerField(), default=list)  # rules.contributions
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        """One per case, by its key."""

        constraints = [DistrictReference(column="id", to_table="cases_case", name="counted_of_case")]


class Tally(models.Model):
    """How many, for an office with everything below it on either tree, on a day, for a topic ("" is all topics).

    The columns are ``rules.MEASURES``; standing measures (open, overdue …) use the day 0001-01-01. Null is nought, which keeps
    the many small rows small. The two arrays are durations in ``rules.BUCKETS`` buckets, kept for all topics together.
    """

    scope = models.CharField(max_length=64)  # an office code
    topic = models.CharField(max_length=48)
    day = models.DateField()

    received = models.IntegerField(null=True)
    answered = models.IntegerField(null=True)
    answered_on_time = models.IntegerField(null=True)
    resolved = models.IntegerField(null=True)
    resolved_on_time = models.IntegerField(null=True)
    confirmed = models.IntegerField(null=True)
    unconfirmed = models.IntegerField(null=True)
    reopened = models.IntegerField(null=True)
    escalated = models.IntegerField(null=True)
    forwarded = models.IntegerField(null=True)
    promise_broken = models.IntegerField(null=True)

    of_answered = models.IntegerField(null=True)
    of_resolved = models.IntegerField(null=True)
    of_on_time = models.IntegerField(null=True)
    of_confirmed = models.IntegerField(null=True)
    of_broken = models.IntegerField(null=True)

    open = models.IntegerField(null=True)
    unanswered = models.IntegerField(null=True)
    overdue = models.IntegerField(null=True)
    waiting_citizen = models.IntegerField(null=True)
    danger = models.IntegerField(null=True)
    confidential = models.IntegerField(null=True)

    first_answer_times = ArrayField(models.IntegerField(), null=True)
    resolution_times = ArrayField(models.IntegerField(), null=True)

    pk = models.CompositePrimaryKey("scope", "topic", "day")
