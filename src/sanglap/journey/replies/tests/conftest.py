from __future__ import annotations

import pytest

from sanglap.channels.registry import CHANNELS
from sanglap.channels.tests.scripted_channel import ScriptedChannel


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> ScriptedChannel:
    """Let the office's page stand on a network that answers as it is told to."""
    channel = ScriptedChannel()
    channel.text_limits = dict.fromkeys(channel.text_limits, 2_000)
    monkeypatch.setitem(CHANNELS, "facebook", channel)
    return channel
