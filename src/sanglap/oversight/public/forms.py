"""The citizen's form: one page, few questions, nothing lost when something is missing (R6)."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_MESSAGE = 8_000
PRIVACY_CHOICES = (
    ("name_hidden", _("The responsible office knows my name and phone; nobody else does")),
    ("public", _("My name may be shown to everybody")),
    ("hidden_from_office", _("Hide my name from the office too. It is locked; two officers must agree to open it, and I am told")),
    ("anonymous", _("Nobody: keep neither name nor phone. I read the answer with the number and the link on the receipt")),
)
LARGEST_PICTURE = 5 * 1024 * 1024


class WriteForm(forms.Form):
    """A problem, question or suggestion. Only the words and a place (or an office) are needed."""

    message = forms.CharField(
        label=_("What is the matter?"),
        help_text=_("Write as you speak, in any script. Say where it is and since when."),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Please write what the matter is.")},
    )
    place = forms.CharField(label=_("Where?"), help_text=_("Upazila or district, in any spelling"), max_length=120, required=False)
    wish = forms.CharField(label=_("What should be done?"), max_length=500, required=False)
    author = forms.CharField(label=_("Your name"), max_length=120, required=False)
    phone = forms.CharField(
        label=_("Your phone"),
        help_text=_("Only the responsible office sees it."),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail"), max_length=254, required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    privacy = forms.ChoiceField(
        label=_("Who may know who you are?"),
        choices=PRIVACY_CHOICES,
        required=False,
        initial="name_hidden",
        widget=forms.RadioSelect,
    )
    about = forms.BooleanField(
        label=_("It is about the office itself, or somebody who works there"),
        help_text=_("Then the office above decides, and this office does not see it."),
        required=False,
    )
    about_which = forms.CharField(label=_("Which office is it about?"), max_length=120, required=False)
    about_officer = forms.CharField(label=_("Who is it? (as you call them)"), max_length=120, required=False)
    picture = forms.FileField(label=_("A picture"), required=False, widget=forms.ClearableFileInput(attrs={"accept": "image/*"}))
    latitude = forms.FloatField(required=False, min_value=-90, max_value=90, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, min_value=-180, max_value=180, widget=forms.HiddenInput)
    office = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    area = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    same = forms.CharField(
        required=False, max_length=40, widget=forms.HiddenInput
    )  # the number of the case whose problem is shared
    website = forms.CharField(required=False, max_length=200)  # people never see it; machines fill it in

    def clean_privacy(self) -> str:
        """Hide the name from the public where nothing was chosen."""
        return self.cleaned_data.get("privacy") or "name_hidden"

    def clean_picture(self) -> object:
        """Refuse what is too large, kindly."""
        picture = self.cleaned_data.get("picture")
        if picture and picture.size > LARGEST_PICTURE:
            raise forms.ValidationError(_("The picture is larger than 5 MB. Please choose a smaller one."))
        return picture
