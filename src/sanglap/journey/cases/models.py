"""The case, the posts that belong to it, and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from sanglap.channels.models import Page
from sanglap.directory.charter.models import Topic
from sanglap.directory.offices.models import Office
from sanglap.directory.people.models import Officer
from sanglap.directory.places.models import Area
from sanglap.foundation.districts import DistrictForeignKey, DistrictModel, DistrictReference
from sanglap.journey.cases.hiding import REVIEWS
from sanglap.journey.cases.querysets import CaseQuerySet
from sanglap.journey.cases.states import OPEN_STATES, CaseState
from sanglap.journey.cases.urgency import DANGERS

if TYPE_CHECKING:
    from django.db.models.manager import Manager


CASE_KINDS = ("citizen", "staff", "office")  # whose grievance it is: guideline 4
OUTCOMES = ("", "confirmed", "partly", "disputed", "unconfirmed")
PRIVACY_MODES = ("public", "name_hidden", "hidden_from_office", "anonymous")  # R9, each more silent than the one before
HIDDEN_NAME = PRIVACY_MODES[2:]
SENSITIVE = Q(sensitivity__in=["X", "XX"]) | Q(privacy__in=HIDDEN_NAME) | Q(has_accused=True)  # the citizen may be pressed


class Case(DistrictModel):
    """One citizen's matter on one thread, owned by one office at a time."""

    number = models.CharField(max_length=16)  # canonical tracking number, without dashes
    thread_key = models.CharField(max_length=400)  # network, page, thread and author: what joins it
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    citizen_id = models.UUIDField(null=True)
    citizen = DistrictForeignKey("people.Citizen", "citizen_id", null=True)
    citizen_name = models.CharField(max_length=200, blank=True)  # as the network gave it; shown only where rules allow
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    topic = models.ForeignKey(Topic, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=20, default=CaseState.RECEIVED)
    privacy = models.CharField(max_length=20, default="name_hidden")  # public | name_hidden | hidden_from_office | anonymous
    sensitivity = models.CharField(max_length=2, default="N")  # P, N, X, XX; never lowered by a rule
    danger = models.CharField(max_length=9, default="none", db_default="none")  # of cases.urgency, as read at dispatch
    hidden_rule = models.CharField(max_length=24, default="", db_default="")  # why its words are not public, of cases.hiding
    hidden_review = models.CharField(max_length=10, default="", db_default="")  # waiting | appealed: a person has to look
    kind = models.CharField(max_length=8, default="citizen", db_default="citizen")  # citizen | staff | office (R27)
    has_accused = models.BooleanField(default=False, db_default=False)  # some of :class:`Accused` stand against it
    disposal_kind = models.CharField(max_length=24, default="", db_default="")  # the newest official disposal, of handling.rules
    outcome = models.CharField(max_length=12, default="", db_default="")  # confirmed | partly | disputed | unconfirmed
    satisfaction = models.PositiveSmallIntegerField(null=True)  # 1 to 5, the citizen's own
    told_at = models.DateTimeField(null=True)  # when the newest disposal reached the citizen
    merged_into_id = models.UUIDField(null=True)  # the case of the same citizen and district that it goes on in
    excerpt = models.CharField(max_length=280, blank=True)  # the first words, personal data masked; written at dispatch
    language = models.CharField(max_length=8, blank=True)
    received_at = models.DateTimeField()
    expected_at = models.DateTimeField(null=True)  # the first promised date, never changed
    due_at = models.DateTimeField(null=True)  # the promised date as it stands now
    claimed_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    claimed_at = models.DateTimeField(null=True)
    first_answered_at = models.DateTimeField(null=True)  # the office's own first answer, not the acknowledgement
    answered_at = models.DateTimeField(null=True)  # the newest
    citizen_wrote_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    overdue_at = models.DateTimeField(null=True)  # when the promised date passed while it was open
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)  # rises with every change: two officers never lose text

    objects: ClassVar[Manager[Case]] = CaseQuerySet.as_manager()

    class Meta:
        """A citizen has one case a thread; an office's desk reads by its own indexes."""

        constraints = [
            models.UniqueConstraint(fields=["district_id", "thread_key"], name="case_once_a_thread"),
            models.UniqueConstraint(fields=["district_id", "number"], name="case_number_once"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in CaseState]), name="case_state_known"),
            models.CheckConstraint(condition=Q(sensitivity__in=["P", "N", "X", "XX"]), name="case_sensitivity_known"),
            models.CheckConstraint(condition=Q(danger__in=DANGERS), name="case_danger_known"),
            models.CheckConstraint(condition=Q(hidden_review__in=["", *REVIEWS]), name="case_hidden_review_known"),
            models.CheckConstraint(
                condition=Q(privacy__in=PRIVACY_MODES),
                name="case_privacy_known",
            ),
            models.CheckConstraint(condition=Q(state=CaseState.RECEIVED) | Q(office__isnull=False), name="case_has_owner"),
            models.CheckConstraint(condition=Q(kind__in=CASE_KINDS), name="case_kind_known"),
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="case_outcome_known"),
            models.CheckConstraint(condition=Q(satisfaction=None) | Q(satisfaction__range=(1, 5)), name="case_satisfaction_known"),
            DistrictReference(column="citizen_id", to_table="people_citizen", name="case_of_citizen"),
        ]
        indexes = [
            models.Index(fields=["number"], name="case_by_number"),
            models.Index(
                fields=["office", "due_at", "id"],
                condition=Q(state__in=sorted(OPEN_STATES)),
                name="open_case_by_office",
            ),
            models.Index(fields=["due_at", "id"], condition=Q(state__in=sorted(OPEN_STATES)), name="open_case_by_due"),
            models.Index(
                fields=["district_id", "merged_into_id"], condition=Q(merged_into_id__isnull=False), name="case_merged_into"
            ),
            models.Index(fields=["ended_at"], condition=SENSITIVE & Q(ended_at__isnull=False), name="case_sensitive_ended"),
            models.Index(fields=["office", "-received_at", "id"], name="case_by_office"),
            models.Index(fields=["claimed_by", "state"], name="case_by_officer"),
            models.Index(fields=["area", "-received_at"], name="case_by_area"),
            models.Index(fields=["office"], condition=Q(state="resolved"), name="case_resolved_by_office"),
            models.Index(fields=["resolved_at"], condition=Q(state="resolved"), name="case_waiting_for_citizen"),
        ]

    def __str__(self) -> str:
        """Return the number."""
        return self.number

    @property
    def is_open(self) -> bool:
        """Tell whether the office still owes something."""
        return self.state in OPEN_STATES


class CasePost(DistrictModel):
    """A post that belongs to a case: the citizen's, a later comment, or the office's own answer."""

    case_id = models.UUIDField()
    case = DistrictForeignKey(Case, "case_id")
    post_id = models.UUIDField()
    post = DistrictForeignKey("arrivals.Post", "post_id")

    class Meta:
        """A post belongs to one case."""

        constraints = [
            models.UniqueConstraint(fields=["district_id", "post_id"], name="post_in_one_case"),
            DistrictReference(column="case_id", to_table="cases_case", name="case_post_of_case"),
            DistrictReference(column="post_id", to_table="arrivals_post", name="case_post_of_post"),
        ]
        indexes = [models.Index(fields=["district_id", "case_id"], name="case_post_by_case")]


class Filing(DistrictModel):
    """How a case was filed in the form: what the citizen chose, and by whose hands. Written before the case exists.

    A name that the office may not know is in no other table and in no envelope: only here, locked (``channels.secrets``).
    """

    remote_id = models.CharField(max_length=160)  # of the form's post
    privacy = models.CharField(max_length=20, default="name_hidden")
    kind = models.CharField(max_length=8, default="citizen")
    about_office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    about_officer = models.CharField(max_length=120, blank=True)  # as the citizen calls them
    email = models.CharField(max_length=254, blank=True)  # of the citizen; empty where the name is hidden
    locked_identity = models.BinaryField(default=bytes)  # name, phone, e-mail and the words as written; empty unless hidden
    filed_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    filed_at_office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    relation = models.CharField(max_length=24, blank=True)  # self | parent | spouse | child | nominee | head | helper
    consent = models.CharField(max_length=200, blank=True)  # how consent was given: signed, thumb print, said before whom
    continues = models.UUIDField(null=True)  # the case that this one follows from: retaliation, a matter split off
    at = models.DateTimeField()

    class Meta:
        """One filing a form."""

        constraints = [
            models.UniqueConstraint(fields=["district_id", "remote_id"], name="filing_once"),
            models.CheckConstraint(condition=Q(privacy__in=PRIVACY_MODES), name="filing_privacy_known"),
            models.CheckConstraint(condition=Q(kind__in=CASE_KINDS), name="filing_kind_known"),
        ]


class Accused(DistrictModel):
    """Whom a case is about: an office, or one officer. Neither they nor their subordinates decide it (R24)."""

    case_id = models.UUIDField()
    case = DistrictForeignKey(Case, "case_id")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=200, blank=True)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        """Read by case."""

        constraints = [DistrictReference(column="case_id", to_table="cases_case", name="accused_of_case")]
        indexes = [models.Index(fields=["district_id", "case_id"], name="accused_by_case")]


class HistoryLine(DistrictModel):
    """One thing that happened to a case: appended, never edited. ``words`` are kept apart from ``facts`` (ids, codes)."""

    case_id = models.UUIDField()
    case = DistrictForeignKey(Case, "case_id")
    at = models.DateTimeField()
    kind = models.CharField(max_length=32)  # opened, joined, dispatched, claimed, … see cases.history
    actor = models.CharField(max_length=200, blank=True)  # who, as text: officers leave, history stays
    officer_id = models.UUIDField(null=True)
    office_code = models.CharField(max_length=64, blank=True)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    is_public = models.BooleanField(default=False)  # may stand, without names, on the public page of the case

    class Meta:
        """Read by case, in order."""

        constraints = [DistrictReference(column="case_id", to_table="cases_case", name="history_of_case")]
        indexes = [models.Index(fields=["district_id", "case_id", "at"], name="history_by_case")]
