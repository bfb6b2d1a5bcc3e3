"""The reference cannot lie: what the code has stands in it."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.test import Client

from sanglap.foundation.announcements import wiring
from sanglap.journey.cases.drawing import draw_states
from sanglap.running.commands import app

REPOSITORY = Path(__file__).resolve().parents[2]
REFERENCE = REPOSITORY / "docs" / "reference"
SOURCE = REPOSITORY / "src" / "sanglap"


def test_every_setting_is_explained() -> None:
    settings = (SOURCE / "config" / "settings.py").read_text(encoding="utf-8")
    explained = (REFERENCE / "settings.md").read_text(encoding="utf-8")
    read = set(re.findall(r'env\.\w+\(\s*"(SANGLAP_\w+)"', settings))
    assert read
    assert not {name for name in read if f"`{name}`" not in explained}


def test_every_command_is_explained() -> None:
    explained = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    names = [command.name or (command.callback.__name__ if command.callback else "") for command in app.registered_commands]
    names += [group.name or "" for group in app.registered_groups]
    assert {"demo", "test", "serve", "work", "backup", "restore", "bench"} <= set(names)
    assert not [name for name in names if f"`{name.replace('_', '-')}" not in explained]


def test_every_event_and_who_hears_it_is_explained() -> None:
    explained = (REFERENCE / "events.md").read_text(encoding="utf-8")
    missing = []
    for module in SOURCE.rglob("events.py"):
        name = ".".join(("sanglap", *module.relative_to(SOURCE).with_suffix("").parts))
        events = [one for one in vars(import_module(name)).values() if inspect.isclass(one) and one.__module__ == name]
        missing += [event.__name__ for event in events if f"`{event.__name__}`" not in explained]
    for event, handlers in wiring().items():
        missing += [
            f"{event.__name__} → {handler.name}" for handler in handlers if handler.name.rsplit(".", 1)[-1] not in explained
        ]
    assert not missing


def test_the_life_of_a_case_is_drawn_as_it_is() -> None:
    assert (REFERENCE / "states.md").read_text(encoding="utf-8") == draw_states()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "door", ["/health", "/", "/offices/", "/c/", "/write/", "/about/", "/demo/facebook/", "/api/v1/openapi.json"]
)
def test_the_doors_stand_where_they_are_said_to_stand(client: Client, door: str) -> None:
    doors = (REFERENCE / "doors.md").read_text(encoding="utf-8")
    assert client.get(door).status_code == 200
    assert f"`{door}`" in doors or f"`GET {door}`" in doors


def test_health_says_so_when_the_house_stands(client: Client, db: None) -> None:
    assert client.get("/health").json()["status"] == "ok"
