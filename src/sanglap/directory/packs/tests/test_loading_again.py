"""A new edition of the country pack is loaded into a house where people have decided things meanwhile."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sanglap.directory.charter.models import Country, Route, Topic
from sanglap.directory.offices.models import Office
from sanglap.directory.offices.services import merge_office
from sanglap.directory.packs.reading_pack import open_pack
from sanglap.directory.packs.services import load_country

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
TREES = ("code", "line_path", "territory_path", "coordinator", "line_parent", "grievance_office", "is_active", "succeeded_by")
ROUTES = ("area_level", "office_type", "priority")


class TestWhatPeopleDecided:
    def test_merged_offices_stay_merged_and_edited_routes_stay_as_they_are(self, now: datetime, settings: SettingsWrapper) -> None:
        merge_office(Office.objects.get(code="uno-BD30260072"), Office.objects.get(code="uno-BD30260014"), now=now)
        topic = Topic.objects.get(code="old-age-allowance")
        Route.objects.filter(topic=topic).exclude(office_type="uno").delete()
        Topic.objects.filter(code=topic.code).update(routing_edited_at=now)
        Country.objects.update(routing_version=7)
        trees = list(Office.objects.order_by("code").values_list(*TREES))
        load_country(open_pack(Path(settings.COUNTRY_PACK)), now=now)
        assert list(Office.objects.order_by("code").values_list(*TREES)) == trees
        assert [row[1] for row in Route.objects.filter(topic=topic).values_list(*ROUTES)] == ["uno"]
        assert Country.objects.get().routing_version == 7
