"""What officers do with a case, and the clocks that run meanwhile."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanglap.directory.charter.models import Clock
from sanglap.directory.offices.models import Office
from sanglap.directory.people.models import Officer
from sanglap.foundation.districts import DistrictForeignKey, DistrictModel, DistrictReference
from sanglap.journey.handling.disposals import SERVED
from sanglap.journey.handling.rules import FEWEST_STARS, MOST_STARS


class Deadline(DistrictModel):
    """One clock running for one case. The next stage is an indexed moment, so finding what is due never scans."""

    case_id = models.UUIDField()
    case = DistrictForeignKey("cases.Case", "case_id")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    clock = models.ForeignKey(
        Clock, on_delete=models.PROTECT, related_name="+", db_index=False
    )  # the version in force at the start
    started_at = models.DateTimeField()
    first_due_at = models.DateTimeField()  # never changed
    due_at = models.DateTimeField()
    extended_by = models.PositiveSmallIntegerField(null=True)  # more of the clock's own units, given once with a public reason
    added_by_inquiry = models.PositiveSmallIntegerField(default=0, db_default=0)  # working days, once (guideline 7.4.1 ক)
    next_stage = models.PositiveSmallIntegerField(null=True)  # 50, 80 or 100 percent; null: the ladder is climbed
    next_stage_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)  # met or given up
    met = models.BooleanField(null=True)
    calendar_version = models.PositiveIntegerField()

    class Meta:
        """One running clock of a kind per case."""

        constraints = [
            DistrictReference(column="case_id", to_table="cases_case", name="deadline_of_case"),
            models.UniqueConstraint(
                fields=["district_id", "case_id", "clock"], condition=Q(stopped_at__isnull=True), name="deadline_running_once"
            ),
        ]
        indexes = [
            models.Index(fields=["district_id", "case_id"], name="deadline_by_case"),  # stopped ones too
            models.Index(
                fields=["next_stage_at"],
                condition=Q(stopped_at__isnull=True, paused_at__isnull=True, next_stage__isnull=False),
                name="deadline_next_stage",
            ),
            models.Index(fields=["calendar_version"], condition=Q(stopped_at__isnull=True), name="deadline_by_calendar"),
        ]


class Pause(DistrictModel):
    """A time in which a clock stood still, with its reason."""

    deadline_id = models.UUIDField()
    deadline = DistrictForeignKey(Deadline, "deadline_id")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=40)  # a code of handling.rules
    words = models.CharField(max_length=500, blank=True)
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        """Belongs to its deadline."""

        constraints = [DistrictReference(column="deadline_id", to_table="handling_deadline", name="pause_of_deadline")]


class Escalation(DistrictModel):
    """A deadline passed a stage: who was told, on which rung of the ladder. Each office once a stage."""

    deadline_id = models.UUIDField()
    deadline = DistrictForeignKey(Deadline, "deadline_id")
    case_id = models.UUIDField()
    stage = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=24)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        """A stage is escalated once, however many workers look."""

        constraints = [
            models.UniqueConstraint(fields=["district_id", "deadline_id", "stage", "office"], name="escalation_once"),
            DistrictReference(column="deadline_id", to_table="handling_deadline", name="escalation_of_deadline"),
            DistrictReference(column="case_id", to_table="cases_case", name="escalation_of_case"),
        ]
        indexes = [models.Index(fields=["office", "-at"], name="escalation_by_office")]


class Opinion(DistrictModel):
    """One office asks another what it thinks. No answer in time does not stop the case."""

    case_id = models.UUIDField()
    case = DistrictForeignKey("cases.Case", "case_id")
    asked_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    question = models.TextField()
    due_at = models.DateTimeField()
    answered_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        """Open questions are read by the office asked."""

        constraints = [DistrictReference(column="case_id", to_table="cases_case", name="opinion_of_case")]
        indexes = [
            models.Index(fields=["asked_office", "due_at"], condition=Q(answered_at__isnull=True), name="opinion_open"),
            models.Index(fields=["district_id", "case_id"], name="opinion_by_case"),
        ]


class Disposal(DistrictModel):
    """What the office says it did, when, and the proof. Words alone are not enough (R20)."""

    case_id = models.UUIDField()
    case = DistrictForeignKey("cases.Case", "case_id")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", db_index=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    kind = models.CharField(max_length=24, default=SERVED, db_default=SERVED)  # of handling.disposals
    what_was_done = models.TextField()
    done_on = models.DateField()
    proof = models.TextField()  # an order number, the address of a picture, a name and number of who confirms
    proof_picture = models.CharField(max_length=200, blank=True)
    legal_ground = models.CharField(max_length=300, default="", db_default="")  # of a refusal: act and section
    contact = models.CharField(max_length=120, default="", db_default="")  # whom the citizen may ask: a number or address
    tell_by = models.DateTimeField(null=True)  # within seven working days of the disposal (guideline 7.4 ছ)
    told_at = models.DateTimeField(null=True)  # when the citizen could read it

    class Meta:
        """A case may be resolved again after it was reopened."""

        constraints = [DistrictReference(column="case_id", to_table="cases_case", name="disposal_of_case")]
        indexes = [
            models.Index(fields=["district_id", "case_id"], name="disposal_by_case"),
            models.Index(fields=["tell_by"], condition=Q(told_at__isnull=True, tell_by__isnull=False), name="disposal_untold"),
        ]


class CitizenWord(DistrictModel):
    """What the citizen says of a case that the office calls done: yes, partly or no, one to five, and what it brought (R21)."""

    case_id = models.UUIDField()
    case = DistrictForeignKey("cases.Case", "case_id")
    at = models.DateTimeField()
    verdict = models.CharField(max_length=12)  # an outcome of handling.rules, as it stood with these words
    stars = models.PositiveSmallIntegerField(null=True)  # 1 to 5; null: only the verdict was given
    effects = models.JSONField(default=list)  # codes of handling.rules.EFFECTS
    words = models.TextField(blank=True)

    class Meta:
        """The newest is what they mean now; the earlier ones stay."""

        constraints = [
            DistrictReference(column="case_id", to_table="cases_case", name="citizen_word_of_case"),
            models.CheckConstraint(
                condition=Q(stars=None) | Q(stars__range=(FEWEST_STARS, MOST_STARS)), name="citizen_word_stars_known"
            ),
        ]
        indexes = [models.Index(fields=["district_id", "case_id", "at"], name="citizen_word_by_case")]
