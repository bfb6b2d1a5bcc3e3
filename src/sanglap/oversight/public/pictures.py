"""Pictures that citizens send: opened with distrust, turned upright, made small, stripped of hidden data.

A picture's own note of where it was taken is read once, before it is lost: it helps to find the place, and only the
responsible office sees it (R69).
"""

from __future__ import annotations

import math
import secrets
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.conf import settings
from PIL import ExifTags, Image, ImageOps

if TYPE_CHECKING:
    from pathlib import Path

    from django.core.files.uploadedfile import UploadedFile

LONGEST_SIDE = 1600  # pixels
MOST_PIXELS = 40_000_000
FINGERPRINT_SIDE = 8  # points
ADDRESS = "/pictures/"
_MINUTES_A_DEGREE, _SECONDS_A_DEGREE = 60, 3600
_SOUTH, _WEST = "S", "W"


class UnableToReadPicture(ValueError):
    """The file is not a picture we can open; nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """The address of a clean copy, and what the picture looks like: the same for the same picture, however it was saved."""

    address: str
    fingerprint: str


def keep_picture(uploaded: UploadedFile[Any]) -> KeptPicture:
    """Store a clean copy. The original, with its place and camera, is not kept. Raises :class:`UnableToReadPicture`."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        uploaded.seek(0)
        with Image.open(uploaded) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    except Exception:  # noqa: BLE001 – a stranger's bytes make the opener fail in ways that no list is complete of
        message = "This file is not a picture."
        raise UnableToReadPicture(message) from None
    upright.info.clear()  # comments and colour notes would be written into the copy
    name = f"{secrets.token_urlsafe(18)}.jpg"
    folder = picture_folder()
    folder.mkdir(parents=True, exist_ok=True)
    upright.save(folder / name, "JPEG", quality=82, optimize=True)
    return KeptPicture(f"{ADDRESS}{name}", fingerprint_of(upright))


def fingerprint_of(picture: Image.Image) -> str:
    """Return 64 bits in hexadecimal: whether each of 8 × 8 points is lighter than its right neighbour (difference hash).

    "" for a picture without any contrast: all such would look the same.
    """
    small = picture.convert("L").resize((FINGERPRINT_SIDE + 1, FINGERPRINT_SIDE), Image.Resampling.BOX)
    light = list(small.tobytes())
    rows = [light[start : start + FINGERPRINT_SIDE + 1] for start in range(0, len(light), FINGERPRINT_SIDE + 1)]
    bits = "".join("1" if left > right else "0" for row in rows for left, right in pairwise(row))
    return f"{int(bits, 2):016x}" if "1" in bits else ""


def place_of_picture(uploaded: UploadedFile[Any]) -> tuple[float, float] | None:
    """Return the degrees (north, east) that the camera noted in a picture; None without such a note. Never fails."""
    try:
        uploaded.seek(0)
        with Image.open(uploaded) as picture:
            noted = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        north = _degrees(noted[ExifTags.GPS.GPSLatitude], turned=noted.get(ExifTags.GPS.GPSLatitudeRef) == _SOUTH)
        east = _degrees(noted[ExifTags.GPS.GPSLongitude], turned=noted.get(ExifTags.GPS.GPSLongitudeRef) == _WEST)
    except Exception:  # noqa: BLE001 – whatever is wrong with a note that strangers wrote: then there is none
        return None
    finally:
        uploaded.seek(0)
    nowhere = (north, east) == (0.0, 0.0)  # what cameras write before they know where they are
    return None if nowhere or not (abs(north) <= 90 and abs(east) <= 180) else (north, east)  # noqa: PLR2004 – degrees


def _degrees(noted: tuple[Any, Any, Any], *, turned: bool) -> float:
    """Return degrees, minutes and seconds as degrees. Raises ValueError for what is no number."""
    degrees, minutes, seconds = (float(part) for part in noted)
    found = degrees + minutes / _MINUTES_A_DEGREE + seconds / _SECONDS_A_DEGREE
    if not math.isfinite(found):
        message = "These degrees are no number."
        raise ValueError(message)
    return round(-found if turned else found, 6)


def picture_folder() -> Path:
    """Return where pictures lie."""
    return settings.MEDIA_ROOT / "pictures"


def picture_file(name: str) -> Path | None:
    """Return a picture's file by its unguessable name; None for anything else."""
    if "/" in name or ".." in name or not name.endswith(".jpg"):
        return None
    file = picture_folder() / name
    return file if file.is_file() else None
