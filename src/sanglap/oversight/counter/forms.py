"""The counter's forms: the citizen's own form, and what a helper has to add to it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sanglap.oversight.public.forms import WriteForm

RELATIONS = (
    ("helper", _("I help somebody who is here")),
    ("parent", _("for my father or mother")),
    ("spouse", _("for my husband or wife")),
    ("child", _("for my child")),
    ("nominee", _("named by an organisation")),
    ("head", _("as head of an office")),
)
CONSENTS = (
    ("thumb", _("thumb print on paper")),
    ("signature", _("signature on paper")),
    ("spoken", _("spoken, before a witness")),
)
KINDS = (("staff", _("my own: pay, pension, posting")), ("office", _("of my office, against another one")))
LONGEST_WITNESS = 120


class CounterForm(WriteForm):
    """For somebody else: in which relation, and how they agreed (guideline 6.1 চ, ঞ)."""

    relation = forms.ChoiceField(label=_("In whose name?"), choices=RELATIONS, widget=forms.RadioSelect)
    consent = forms.ChoiceField(
        label=_("How did they agree?"),
        choices=CONSENTS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Without consent nothing is filed. Please ask, and choose how it was given.")},
    )
    witness = forms.CharField(label=_("Before whom? (witness)"), max_length=LONGEST_WITNESS, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, object]:
        """Ask for the witness of spoken consent."""
        cleaned: dict[str, object] = super().clean() or {}
        if cleaned.get("consent") == "spoken" and not str(cleaned.get("witness") or "").strip():
            self.add_error("witness", _("Spoken consent needs the name of a witness."))
        return cleaned

    @property
    def consent_record(self) -> str:
        """Return how consent was given, as it is kept."""
        witness = str(self.cleaned_data.get("witness") or "").strip()
        return f"{self.cleaned_data['consent']}: {witness}" if witness else str(self.cleaned_data["consent"])


class OwnForm(WriteForm):
    """An official's own grievance, or an office's."""

    grievance = forms.ChoiceField(label=_("Whose grievance is it?"), choices=KINDS, widget=forms.RadioSelect)
    token = forms.UUIDField(widget=forms.HiddenInput)
