"""A page asks to hear news, with a token the server signed for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanglap.foundation.live_tokens import TOKEN_LIVES, WrongToken, make_live_token, read_live_token

NOW = datetime(2026, 1, 4, 4, 0, tzinfo=UTC)
KEY = "a key of the server"


class TestTheTokenOfAPage:
    def test_it_says_what_the_page_may_hear(self) -> None:
        assert read_live_token(make_live_token(["/b/", "/a/"], KEY, NOW), KEY, NOW) == ("/a/", "/b/")

    def test_it_grows_old(self) -> None:
        token = make_live_token(["/a/"], KEY, NOW)
        with pytest.raises(WrongToken):
            read_live_token(token, KEY, NOW + timedelta(seconds=TOKEN_LIVES + 1))

    def test_another_key_does_not_open_it(self) -> None:
        with pytest.raises(WrongToken):
            read_live_token(make_live_token(["/a/"], "another key", NOW), KEY, NOW)

    def test_paths_cannot_be_added(self) -> None:
        mine, all_of_it = make_live_token(["/a/"], KEY, NOW), make_live_token(["/"], "guessed", NOW)
        with pytest.raises(WrongToken):
            read_live_token(f"{all_of_it.split('.')[0]}.{mine.split('.')[1]}", KEY, NOW)

    @given(st.text(max_size=60))
    def test_nonsense_is_refused_calmly(self, nonsense: str) -> None:
        with pytest.raises(WrongToken):
            read_live_token(nonsense, KEY, NOW)
