"""The index: what a case can be found by."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from sanglap.foundation.districts import DistrictForeignKey, DistrictModel, DistrictReference


class Findable(DistrictModel):
    """One case in the index; ``id`` is the case's own. It holds nothing personal: keys of masked words, a keyed hash."""

    case = DistrictForeignKey("cases.Case", "id")
    office_code = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    keys = ArrayField(models.CharField(max_length=80))
    phone_key = models.CharField(max_length=32, blank=True)

    class Meta:
        """Read by keys, by telephone, and by office."""

        constraints = [DistrictReference(column="id", to_table="cases_case", name="findable_of_case")]
        indexes = [
            GinIndex(fields=["keys"], name="findable_by_keys", fastupdate=True),
            models.Index(fields=["phone_key"], condition=~models.Q(phone_key=""), name="findable_by_phone"),
            models.Index(fields=["office_code", "-received_at"], name="findable_by_office"),
            models.Index(fields=["-received_at"], name="findable_newest"),
        ]
