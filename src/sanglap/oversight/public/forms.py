"""The citizen's form: one page, few questions, nothing lost when something is missing (R6)."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_MESSAGE = 8_000
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
    picture = forms.FileField(label=_("A picture"), required=False, widget=forms.ClearableFileInput(attrs={"accept": "image/*"}))
    latitude = forms.FloatField(required=False, min_value=-90, max_value=90, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, min_value=-180, max_value=180, widget=forms.HiddenInput)
    office = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    area = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    same = forms.CharField(
        required=False, max_length=40, widget=forms.HiddenInput
    )  # the number of the case whose problem is shared
    website = forms.CharField(required=False, max_length=200)  # people never see it; machines fill it in

    def clean_picture(self) -> object:
        """Refuse what is too large, kindly."""
        picture = self.cleaned_data.get("picture")
        if picture and picture.size > LARGEST_PICTURE:
            raise forms.ValidationError(_("The picture is larger than 5 MB. Please choose a smaller one."))
        return picture
