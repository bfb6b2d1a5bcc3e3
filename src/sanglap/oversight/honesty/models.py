"""Closures that a person should look at, and calls in which another office asks the citizen."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanglap.directory.offices.models import Office
from sanglap.directory.people.models import Officer
from sanglap.foundation.districts import DistrictForeignKey, DistrictModel, DistrictReference


class Flag(DistrictModel):
    """A closure that looks made up. It punishes nobody: a person of the appeal office, or above, says what it is."""

    SOUND, ASKED, OPENED_AGAIN = "sound", "asked", "opened_again"
    ANSWERS = ("", SOUND, ASKED, OPENED_AGAIN)

    case_id = models.UUIDField()
    case = DistrictForeignKey("cases.Case", "case_id")
    disposal_id = models.UUIDField()
    disposal = DistrictForeignKey("handling.Disposal", "disposal_id")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)  # that closed it
    told_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    score = models.FloatField()
    reasons = models.JSONField(
        default=list
    )  # [{"sign": …, "weight": …, "facts": {…}}] of honesty.rules: codes and counts, no words
    at = models.DateTimeField()
    answer = models.CharField(max_length=16, blank=True, default="")
    answered_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        """A disposal is flagged once, however often the night looks."""

        constraints = [
            models.UniqueConstraint(fields=["district_id", "disposal_id"], name="flag_once_a_disposal"),
            models.CheckConstraint(condition=Q(answer__in=["", "sound", "asked", "opened_again"]), name="flag_answer_known"),
            DistrictReference(column="case_id", to_table="cases_case", name="flag_of_case"),
            DistrictReference(column="disposal_id", to_table="handling_disposal", name="flag_of_disposal"),
        ]
        indexes = [models.Index(fields=["told_office", "-score"], condition=Q(answer=""), name="flag_waiting")]


class CallBack(DistrictModel):
    """One closure about which another office asks the citizen. While it is open, whoever calls may see the number."""

    DRAWN, UNCONFIRMED, ASKED = "drawn", "unconfirmed", "asked"
    CONFIRMED, PARTLY, NOT_SOLVED, NOT_REACHED, OVERTAKEN = "confirmed", "partly", "not_solved", "not_reached", "overtaken"

    case_id = models.UUIDField()
    case = DistrictForeignKey("cases.Case", "case_id")
    disposal_id = models.UUIDField()
    disposal = DistrictForeignKey("handling.Disposal", "disposal_id")
    closing_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    calling_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=12)  # drawn | unconfirmed | asked
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)  # in which nobody answered
    tried_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(
        Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )  # last saw the number
    seen_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=12, blank=True, default="")
    was_contacted = models.BooleanField(null=True)  # by the office, says the citizen
    was_pressed = models.BooleanField(null=True)  # for money, or to say that it is solved; kept from the office's own history
    words = models.TextField(blank=True)
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)  # who called
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """About one disposal a citizen is asked once."""

        constraints = [
            models.UniqueConstraint(fields=["district_id", "disposal_id"], name="call_back_once"),
            models.CheckConstraint(condition=Q(reason__in=["drawn", "unconfirmed", "asked"]), name="call_back_reason_known"),
            models.CheckConstraint(
                condition=Q(result__in=["", "confirmed", "partly", "not_solved", "not_reached", "overtaken"]),
                name="call_back_result_known",
            ),
            DistrictReference(column="case_id", to_table="cases_case", name="call_back_of_case"),
            DistrictReference(column="disposal_id", to_table="handling_disposal", name="call_back_of_disposal"),
        ]
        indexes = [models.Index(fields=["calling_office", "made_at"], condition=Q(result=""), name="call_back_open")]

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to call."""
        return not self.result
