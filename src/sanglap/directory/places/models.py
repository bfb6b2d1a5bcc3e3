"""Areas, their many names, and their boundaries. Codes are the country pack's own (P-codes for Bangladesh)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanglap.foundation.districts import DISTRICT_CODE_LENGTH


class Area(models.Model):
    """A country, division, district, upazila, union …: level 0 is the country, each step down one more."""

    code = models.CharField(primary_key=True, max_length=DISTRICT_CODE_LENGTH)
    level = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=32)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=120)  # "/BD/BD30/BD3026/": the codes from the country down to itself
    district_code = models.CharField(max_length=DISTRICT_CODE_LENGTH)  # its district; the country's code above districts
    name_en = models.CharField(max_length=120)
    name_bn = models.CharField(max_length=120)  # in the country's first language, whichever that is
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    website = models.CharField(max_length=200, blank=True)

    class Meta:
        """``path`` answers "everything inside" by its prefix."""

        indexes = [
            models.Index(fields=["path"], name="area_by_path", opclasses=["text_pattern_ops"]),
            models.Index(fields=["parent"], name="area_by_parent"),
            models.Index(fields=["level", "code"], name="area_by_level"),
        ]

    def __str__(self) -> str:
        """Return the English name and the code, which keeps namesakes apart."""
        return f"{self.name_en} ({self.code})"


class AreaName(models.Model):
    """One spelling of an area's name, in one language."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)  # official | variant | former

    class Meta:
        """The same spelling is kept once."""

        constraints = [
            models.UniqueConstraint(fields=["area", "language", "name"], name="area_name_once"),
        ]


class Boundary(models.Model):
    """The simplified outline of an area, for finding places and drawing maps; never a legal boundary."""

    area = models.OneToOneField(Area, primary_key=True, on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField()
    shape = models.BinaryField()  # well-known binary, degrees, EPSG:4326
    drawing = models.TextField()  # the same as an SVG path in the country's drawing frame
    loaded_at = models.DateTimeField()

    class Meta:
        """The newest ``loaded_at`` tells a running process that the map has changed."""

        indexes = [models.Index(fields=["loaded_at"], name="boundary_by_age")]
        constraints = [models.CheckConstraint(condition=Q(level__gte=0), name="boundary_level_not_negative")]
