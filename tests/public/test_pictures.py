"""Pictures from citizens: nothing hidden in them reaches anybody, their place helps, and a broken one harms nobody."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.models import Case
from sanglap.oversight.public.pictures import (
    UnableToReadPicture,
    fingerprint_of,
    keep_picture,
    picture_file,
    place_of_picture,
)
from sanglap.stage import do_all_work

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

SAVAR_TOWN = ((23.0, 51.0, 29.88), (90.0, 16.0, 0.12))
SECRET = b"Rahima 01712345678"


def photograph(latitude: Any = SAVAR_TOWN[0], longitude: Any = SAVAR_TOWN[1], *, south: bool = False) -> bytes:
    """Return a picture as a telephone writes it: with its place, its camera and a remark."""
    noted = Image.Exif()
    noted[ExifTags.Base.Artist] = SECRET.decode()
    gps = noted.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "S" if south else "N", latitude
    gps[ExifTags.GPS.GPSLongitudeRef], gps[ExifTags.GPS.GPSLongitude] = "E", longitude
    written = BytesIO()
    Image.new("RGB", (64, 48), "green").save(written, "JPEG", exif=noted, comment=SECRET)
    return written.getvalue()


def upload(body: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_0001.jpg", body, content_type="image/jpeg")


@pytest.fixture(autouse=True)
def _pictures_lie_apart(settings: SettingsWrapper, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


class TestAPictureThatIsKept:
    def test_has_lost_its_place_its_camera_and_every_remark(self) -> None:
        assert SECRET in photograph()
        file = picture_file(keep_picture(upload(photograph())).address.rsplit("/", 1)[-1])
        assert file is not None
        body = file.read_bytes()
        assert SECRET not in body
        assert b"Exif" not in body
        with Image.open(file) as kept:
            assert not kept.getexif()
            assert "comment" not in kept.info


class TestThePlaceOfAPicture:
    def test_is_read_in_degrees(self) -> None:
        assert place_of_picture(upload(photograph())) == (23.8583, 90.2667)
        assert place_of_picture(upload(photograph(south=True))) == (-23.8583, 90.2667)

    @pytest.mark.parametrize(
        ("latitude", "longitude"),
        [((0.0, 0.0, 0.0), (0.0, 0.0, 0.0)), ((95.0, 0.0, 0.0), (90.0, 0.0, 0.0)), ((23.0, 0.0, 0.0), (181.0, 0.0, 0.0))],
    )
    def test_nowhere_is_no_place(self, latitude: Any, longitude: Any) -> None:
        assert place_of_picture(upload(photograph(latitude, longitude))) is None

    def test_the_picture_may_be_read_again_afterwards(self) -> None:
        sent = upload(photograph())
        place_of_picture(sent)
        assert keep_picture(sent).address.startswith("/pictures/")

    @given(st.binary(max_size=300))
    def test_bytes_that_are_no_picture_have_none_and_are_refused_kindly(self, body: bytes) -> None:
        assert place_of_picture(upload(body)) is None
        with pytest.raises(UnableToReadPicture):
            keep_picture(upload(body))

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.integers(2, 400), st.binary(min_size=1, max_size=12), st.integers(0, 400))
    def test_a_broken_picture_is_never_an_exception(self, start: int, spoilt: bytes, cut: int) -> None:
        body = photograph()
        body = body[:start] + spoilt + body[start + len(spoilt) : len(body) - cut]
        place_of_picture(upload(body))
        try:
            keep_picture(upload(body))
        except UnableToReadPicture:
            return


@pytest.mark.django_db
class TestRahimaSendsAPicture:
    def send(self, client: Client, body: bytes, **more: Any) -> int:
        return client.post("/write/", {"message": "রাস্তা ভাঙা", "picture": upload(body), **more}).status_code

    def test_its_place_finds_her_office_when_she_names_none(self, client: Client, now: datetime) -> None:
        assert self.send(client, photograph()) == 302
        do_all_work(now)
        assert str(Case.objects.get().area_id).startswith("BD30260072")
        pins = [one for one in Post.objects.get().attachments if one.get("latitude") is not None]
        assert [(pin["latitude"], pin["longitude"]) for pin in pins] == [(23.8583, 90.2667)]

    def test_the_place_she_names_comes_first(self, client: Client, now: datetime) -> None:
        assert self.send(client, photograph(), place="Dhamrai") == 302
        do_all_work(now)
        assert Post.objects.get().page.office_id == "uno-BD30260014"

    def test_a_broken_one_comes_back_with_her_words(self, client: Client) -> None:
        answer = client.post("/write/", {"message": "রাস্তা ভাঙা", "place": "Savar", "picture": upload(photograph()[:90])})
        assert answer.status_code == 422
        assert "রাস্তা ভাঙা" in answer.content.decode()


class TestTheFingerprintOfAPicture:
    @staticmethod
    def scene(*, mirrored: bool = False) -> Image.Image:
        """Return something with light and shadow here and there."""
        drawn = Image.new("L", (9, 8))
        drawn.putdata([(place * place * 37) % 251 for place in range(72)])
        large = drawn.resize((360, 320), Image.Resampling.NEAREST)
        return large.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirrored else large

    def test_is_the_same_however_small_the_copy(self) -> None:
        copy = self.scene().resize((90, 80), Image.Resampling.BOX)
        assert fingerprint_of(copy) == fingerprint_of(self.scene())

    def test_is_another_for_another_picture(self) -> None:
        assert fingerprint_of(self.scene()) != fingerprint_of(self.scene(mirrored=True))

    def test_a_wall_of_one_colour_has_none(self) -> None:
        assert fingerprint_of(Image.new("RGB", (64, 48), "green")) == ""
