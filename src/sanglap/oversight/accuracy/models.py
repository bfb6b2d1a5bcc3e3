"""What was read in a case beside what officers made of it, and the sums of that by week and office."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanglap.foundation.districts import DistrictForeignKey, DistrictModel, DistrictReference


class JudgedReading(DistrictModel):
    """The reading of a case that a person has worked with (``id`` is the case's). Written anew whenever the case changes."""

    case = DistrictForeignKey("cases.Case", "id")
    week = models.DateField()  # the Monday of the week in which the case was received
    script = models.CharField(max_length=8)  # bn, bn-Latn, en, mixed, other
    office_code = models.CharField(max_length=64)  # where the reading sent it
    is_automatic = models.BooleanField()  # sent by a sure topic; otherwise topics were offered to a person
    topic_read = models.CharField(max_length=48, blank=True)  # the sure or the likeliest one
    topic = models.CharField(max_length=48, blank=True)  # as it stands now; "" while nobody has said
    place_kept = models.BooleanField()
    office_kept = models.BooleanField()
    changed_at = models.DateTimeField()

    class Meta:
        """Weeks that changed are summed anew; what was put right is listed, the newest first."""

        constraints = [DistrictReference(column="id", to_table="cases_case", name="judged_reading_of_case")]
        indexes = [
            models.Index(fields=["week"], name="judged_by_week"),
            models.Index(fields=["changed_at"], name="judged_by_change"),
            models.Index(
                fields=["-changed_at"], condition=~Q(topic="") & ~Q(topic=models.F("topic_read")), name="judged_wrong_topic"
            ),
        ]


class WeekOfReading(models.Model):
    """How many readings of a week were judged, for an office with everything below it on either tree."""

    scope = models.CharField(max_length=64)  # an office code
    week = models.DateField()
    script = models.CharField(max_length=8)
    is_automatic = models.BooleanField()
    judged = models.IntegerField()
    topic_judged = models.IntegerField()
    topic_kept = models.IntegerField()
    place_kept = models.IntegerField()
    office_kept = models.IntegerField()

    pk = models.CompositePrimaryKey("scope", "week", "script", "is_automatic")


class WeekOfConfusion(models.Model):
    """How often one topic was read where another one was meant, in a week, for an office with everything below it."""

    scope = models.CharField(max_length=64)
    week = models.DateField()
    script = models.CharField(max_length=8)
    topic_read = models.CharField(max_length=48)
    topic = models.CharField(max_length=48)
    times = models.IntegerField()

    pk = models.CompositePrimaryKey("scope", "week", "script", "topic_read", "topic")


class SummedUp(models.Model):
    """When the weeks were last summed: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    at = models.DateTimeField()
