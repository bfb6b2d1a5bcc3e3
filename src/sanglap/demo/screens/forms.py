"""What people type, made fit to be kept; and the pictures they attach."""

from __future__ import annotations

import io
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest
from django.urls import reverse
from PIL import Image, ImageOps

from sanglap.demo.models import PretendPage, PretendPicture
from sanglap.foundation import clock

LONGEST_NAME, LONGEST_WORDS, LONGEST_ADDRESS = 200, 100_000, 300
LARGEST_PICTURE, LONGEST_SIDE = 6 * 1024 * 1024, 1_280  # bytes, pixels
MOST_PIXELS = 40_000_000


def page_named(name: str) -> PretendPage:
    """Return a page by its id or its office's code. Raises Http404."""
    pages, name = PretendPage.objects.select_related("app"), clean(name)
    found = pages.filter(remote_id=name).first() or pages.filter(office_code=name).first()
    if found is None:
        raise Http404
    return found


def clean(text: str) -> str:
    """Return words without what a database cannot keep."""
    return text.replace("\0", "").strip()


def word(request: HttpRequest, name: str, longest: int = LONGEST_NAME) -> str:
    """Return a posted word, no longer than it may be."""
    return clean(request.POST.get(name, ""))[:longest]


def picture_address(request: HttpRequest) -> str:
    """Keep an attached picture and return its address; "" without one or when it is no picture."""
    given = request.FILES.get("photo")
    if isinstance(given, UploadedFile):
        content = _make_small(given)
        if content is None:
            return ""
        kept = PretendPicture.objects.create(content=content, made_at=clock.now())
        return settings.PUBLIC_ADDRESS + reverse("demo:picture", args=[kept.id])
    told = word(request, "photo", LONGEST_ADDRESS)
    return told if told.startswith(("http://", "https://")) else ""


def _make_small(given: UploadedFile[Any]) -> bytes | None:
    """Return the picture as a small JPEG, turned upright and without hidden data; None when it is none."""
    if (given.size or 0) > LARGEST_PICTURE:
        return None
    try:
        with Image.open(given, formats=("JPEG", "PNG", "WEBP", "GIF")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            kept = io.BytesIO()
            upright.save(kept, "JPEG", quality=80)
            return kept.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
