"""An operator is told before the start what would make the log worthless."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from sanglap.config.checks import check_settings


class TestAnOperator:
    @pytest.mark.parametrize(
        ("key", "name", "told"),
        [
            ("", "sanglap.example/ledger", ["sanglap.W002"]),
            ("short", "sanglap.example/ledger", ["sanglap.E005"]),
            ("A" * 43, "two words", ["sanglap.E005"]),
            ("A" * 43, "sanglap.example/ledger", []),
        ],
    )
    def test_is_told_when_the_log_cannot_be_signed(self, settings: Settings, key: str, name: str, told: list[str]) -> None:
        settings.DEMO = settings.DEBUG = False
        settings.PUBLIC_ADDRESS, settings.ALLOWED_HOSTS = "https://sanglap.example", ["sanglap.example"]
        settings.LEDGER_KEY, settings.LEDGER_NAME = key, name
        assert [one.id for one in check_settings(None)] == told
