"""What is promised to citizens: topics, clocks with their paragraph, holidays and office hours, all as dated data."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanglap.foundation.ids import new_id


class Topic(models.Model):
    """What a case is about, from the country's catalogue."""

    code = models.CharField(primary_key=True, max_length=48)
    number = models.PositiveSmallIntegerField(unique=True)
    group = models.CharField(max_length=48)
    name_en = models.CharField(max_length=120)
    name_bn = models.CharField(max_length=120)
    clock_code = models.CharField(max_length=24)
    sustainable_goals = models.CharField(max_length=40, blank=True)
    sensitivity = models.CharField(max_length=2)
    open311_code = models.CharField(max_length=48, blank=True)
    routing_edited_at = models.DateTimeField(null=True)  # from then on the country pack no longer changes this topic's routes

    class Meta:
        """Sensitivity: P public, N name hidden, X confidential, XX emergency."""

        constraints = [models.CheckConstraint(condition=Q(sensitivity__in=["P", "N", "X", "XX"]), name="topic_sensitivity")]

    def __str__(self) -> str:
        """Return the English name."""
        return self.name_en


class Route(models.Model):
    """Which type of office answers a topic at an area level; the lowest ``priority`` first."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    area_level = models.PositiveSmallIntegerField()
    office_type = models.CharField(max_length=40)
    priority = models.PositiveSmallIntegerField()

    class Meta:
        """Each office type once per topic and level."""

        constraints = [
            models.UniqueConstraint(fields=["topic", "area_level", "office_type"], name="route_once"),
        ]


class Clock(models.Model):
    """A time limit with the paragraph it comes from, in force between two dates."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=24)
    name_en = models.CharField(max_length=120)
    name_bn = models.CharField(max_length=120)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=16)  # working_days | days | hours | working_hours | months
    starts_at = models.CharField(max_length=40)
    paragraph = models.CharField(max_length=300)
    paragraph_bn = models.CharField(max_length=300, blank=True, default="", db_default="")  # in the country's first language
    is_law = models.BooleanField()  # False: the project's own default, and said to be so wherever it is shown
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        """A clock is never edited; a new version begins when the old one ends."""

        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="clock_version_once")]


class Holiday(models.Model):
    """A dated day off (or, with ``works``, a weekend day worked in exchange)."""

    day = models.DateField()
    name_en = models.CharField(max_length=120)
    name_bn = models.CharField(max_length=120)
    kind = models.CharField(max_length=16)  # general | executive | optional | exchange
    works = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        """A day may carry several names."""

        constraints = [models.UniqueConstraint(fields=["day", "name_en"], name="holiday_once")]


class OfficeHours(models.Model):
    """Opening hours between two dates; the narrowest period that holds a day wins (Ramadan inside the year)."""

    label = models.CharField(max_length=60)
    opens = models.TimeField()
    closes = models.TimeField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)


class Country(models.Model):
    """The country that is loaded: one row, from its pack."""

    code = models.CharField(primary_key=True, max_length=8)
    name_en = models.CharField(max_length=80)
    name_bn = models.CharField(max_length=80)
    languages = models.JSONField()  # ["bn", "en"], the first is the country's own
    time_zone = models.CharField(max_length=40)
    weekend = models.JSONField()  # ISO weekdays, Monday is 1: [5, 6]
    levels = models.JSONField()  # [{"level": 1, "en": "Division", "bn": "বিভাগ"}, …]
    district_level = models.PositiveSmallIntegerField()
    place_words = models.JSONField(default=list)  # [["উপজেলা", 3, "after"], ["ের", null, "suffix"], …]
    calendar_version = models.PositiveIntegerField(default=1)  # rises whenever holidays or hours change
    routing_version = models.PositiveIntegerField(default=1, db_default=1)  # rises whenever routes change
    pack_version = models.CharField(max_length=40)
    loaded_at = models.DateTimeField()
