"""What the foundation remembers: which batches of news were already handled."""

from __future__ import annotations

from django.db import models


class HandledBatch(models.Model):
    """One batch of announcements that one handler has finished. Written in the handler's own transaction."""

    batch_id = models.UUIDField()
    handler = models.CharField(max_length=120)
    handled_at = models.DateTimeField()

    pk = models.CompositePrimaryKey("batch_id", "handler")

    class Meta:
        """Old lines are swept by age."""

        indexes = [models.Index(fields=["handled_at"], name="handled_batch_by_age")]
