"""Pictures that citizens send: opened with distrust, turned upright, made small, stripped of hidden data."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

if TYPE_CHECKING:
    from pathlib import Path

    from django.core.files.uploadedfile import UploadedFile

LONGEST_SIDE = 1600  # pixels
MOST_PIXELS = 40_000_000
ADDRESS = "/pictures/"


class UnableToReadPicture(ValueError):
    """The file is not a picture we can open; nothing of it is kept."""


def keep_picture(uploaded: UploadedFile[Any]) -> str:
    """Store a clean copy and return its address. The original, with its place and camera, is not kept."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(uploaded) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError, SyntaxError):
        message = "This file is not a picture."
        raise UnableToReadPicture(message) from None
    name = f"{secrets.token_urlsafe(18)}.jpg"
    folder = picture_folder()
    folder.mkdir(parents=True, exist_ok=True)
    upright.save(folder / name, "JPEG", quality=82, optimize=True)
    return f"{ADDRESS}{name}"


def picture_folder() -> Path:
    """Return where pictures lie."""
    return settings.MEDIA_ROOT / "pictures"


def picture_file(name: str) -> Path | None:
    """Return a picture's file by its unguessable name; None for anything else."""
    if "/" in name or ".." in name or not name.endswith(".jpg"):
        return None
    file = picture_folder() / name
    return file if file.is_file() else None
