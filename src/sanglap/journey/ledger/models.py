"""What the log keeps: lines that wait for their place, leaves in their order, hashes of whole subtrees, signed heads.

The log is one, over all districts, so these rows are keyed by place in it; only the waiting ones belong to a district.
"""

from __future__ import annotations

from django.db import models

from sanglap.foundation.districts import DISTRICT_CODE_LENGTH


class WaitingLine(models.Model):
    """A history line without a place in the log yet. A trigger writes it in the transaction that writes the line.

    So a line that is committed late is noted late, but is never passed over, in whatever order transactions end; and
    those who write history wait for nobody.
    """

    id = models.UUIDField()  # the history line's
    district_id = models.CharField(max_length=DISTRICT_CODE_LENGTH)

    pk = models.CompositePrimaryKey("id", "district_id")


class Leaf(models.Model):
    """A line's place in the log. Appended, never edited – but the salt goes when personal data must be forgotten."""

    position = models.BigIntegerField(primary_key=True)  # from 0, without gaps
    district_id = models.CharField(max_length=DISTRICT_CODE_LENGTH)
    line_id = models.UUIDField()
    hash = models.BinaryField()  # 32 bytes, of the line's open part
    commitment = models.BinaryField()  # 32 bytes, to the line's private part
    salt = models.BinaryField(null=True)  # 16 bytes; null: the private part was erased

    class Meta:
        """A line stands in the log once."""

        constraints = [models.UniqueConstraint(fields=["line_id", "district_id"], name="leaf_once_a_line")]


class Subtree(models.Model):
    """The hash of a complete subtree of 256, 65 536, … leaves (level 8, 16, …); what lies between is hashed when needed."""

    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField()

    pk = models.CompositePrimaryKey("level", "index")


class SignedHead(models.Model):
    """A signed head as it was published, with the key it is checked with."""

    at = models.DateTimeField(primary_key=True)
    size = models.BigIntegerField()
    note = models.TextField()
    key = models.CharField(max_length=400)
