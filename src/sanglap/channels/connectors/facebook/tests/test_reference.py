from __future__ import annotations

import pytest

from sanglap.channels.connectors.facebook.sending import LONGEST_NAME
from sanglap.channels.connectors.facebook.tests.reference_tables import PAGE, tables, written
from sanglap.channels.connectors.facebook.usage import SLOW_AT, STOP_AT
from sanglap.channels.connectors.facebook.windows import A_HUMAN, ANYBODY, PRIVATE_REPLY

HOW = "Run: python -m sanglap.channels.connectors.facebook.tests.reference_tables"


class TestTheReferencePage:
    @pytest.mark.parametrize("name", tables())
    def test_holds_the_table_as_the_code_knows_it(self, name: str) -> None:
        assert written(name) == tables()[name], HOW

    def test_names_the_windows_and_the_allowance(self) -> None:
        text = PAGE.read_text(encoding="utf-8")
        for said in (
            f"{ANYBODY.total_seconds() / 3600:.0f} hours",
            f"{A_HUMAN.days} days",
            f"{PRIVATE_REPLY.days} days",
            f"{SLOW_AT} percent",
            f"{STOP_AT} percent",
            f"{LONGEST_NAME} letters",
        ):
            assert said in text
