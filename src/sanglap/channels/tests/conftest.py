from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sanglap.channels.registry import CHANNELS
from sanglap.channels.tests.scripted_channel import ScriptedChannel

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def network() -> Iterator[ScriptedChannel]:
    """Connect a network that answers as it is told to."""
    CHANNELS["scripted"] = channel = ScriptedChannel()
    yield channel
    del CHANNELS["scripted"]
