from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanglap.channels.connectors.facebook.usage import Usage, usage_of

BUSINESS = "x-business-use-case-usage"


class TestTheAllowance:
    def test_counts_the_highest_of_all_headers(self) -> None:
        headers = {
            "x-app-usage": '{"call_count":28,"total_time":25,"total_cputime":25}',
            "x-page-usage": '{"call_count":10,"total_time":71,"total_cputime":0}',
            BUSINESS: '{"112":[{"type":"pages","call_count":34,"total_cputime":12,"total_time":20,"estimated_time_to_regain_access":0}]}',
        }
        usage = usage_of(headers)
        assert usage == Usage(71)
        assert usage.is_slow
        assert not usage.must_stop

    @pytest.mark.parametrize(
        ("percent", "is_slow", "must_stop"), [(69, False, False), (70, True, False), (89, True, False), (90, True, True)]
    )
    def test_is_slow_from_70_and_at_rest_from_90(self, *, percent: int, is_slow: bool, must_stop: bool) -> None:
        usage = usage_of({"x-app-usage": f'{{"call_count":{percent}}}'})
        assert (usage.is_slow, usage.must_stop) == (is_slow, must_stop)
        assert usage.pause == (timedelta(hours=1) if must_stop else None)

    def test_says_in_minutes_when_it_is_given_back(self) -> None:
        usage = usage_of({BUSINESS: '{"112":[{"type":"messenger","estimated_time_to_regain_access":"9"}],"x":5}'})
        assert (usage.must_stop, usage.pause) == (True, timedelta(minutes=9))

    def test_never_makes_us_wait_for_ever(self) -> None:
        assert usage_of({BUSINESS: '{"1":[{"estimated_time_to_regain_access":1e300}]}'}).pause == timedelta(days=1)

    @given(
        st.text(max_size=60)
        | st.sampled_from(["[]", "{", '{"112":[[]]}', '{"call_count":NaN}', '{"call_count":1e999}', '{"112":{}}'])
    )
    def test_unreadable_headers_count_nothing_worse_than_before(self, header: str) -> None:
        for name in ("x-app-usage", BUSINESS):
            assert usage_of({name: header}).percent >= 0
