"""What a citizen adds to their own case."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sanglap.oversight.public.forms import LARGEST_PICTURE, LONGEST_MESSAGE


class AddForm(forms.Form):
    """Words, a picture, or both."""

    words = forms.CharField(
        label=_("What do you want to add?"), max_length=LONGEST_MESSAGE, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    picture = forms.FileField(label=_("A picture"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"}))

    def clean_picture(self) -> object:
        """Refuse what is too large, kindly."""
        picture = self.cleaned_data.get("picture")
        if picture and picture.size > LARGEST_PICTURE:
            raise forms.ValidationError(_("The picture is larger than 5 MB. Please choose a smaller one."))
        return picture
