"""Wrong tries at the door where number and telephone open a case. No number, no telephone and no address stands here."""

from __future__ import annotations

from django.db import models

from sanglap.foundation.ids import new_id


class WrongTry(models.Model):
    """Somebody named a pair that does not belong together; forgotten after a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.CharField(max_length=32)  # a keyed digest of the number, or of the network address
    at = models.DateTimeField()

    class Meta:
        """Counted by subject, forgotten by age."""

        indexes = [
            models.Index(fields=["subject", "at"], name="wrong_try_by_subject"),
            models.Index(fields=["at"], name="wrong_try_by_age"),
        ]
