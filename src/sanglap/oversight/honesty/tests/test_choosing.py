"""Who calls: another office, above where there is one, never the one that closed the case and never one below it."""

from __future__ import annotations

from dataclasses import replace

from sanglap.oversight.honesty.choosing import Place, choose_caller, choose_judge

CAB = Place("cab", "/cab/", "/cab/", "")
PMO = Place("pmo", "/pmo/", "/pmo/", "")
DC = Place("dc", "/cab/dc/", "/cab/dc/", "26", coordinator="cab", appeal_office="cab", line_parent="cab")
DEPUTY = Place("deputy", "/min/deputy/", "/cab/dc/deputy/", "26", coordinator="dc", line_parent="min")
UNO = Place("uno", "/cab/dc/uno/", "/cab/dc/uno/", "26", coordinator="dc", appeal_office="dc", line_parent="dc")
SOCIAL = Place(
    "social", "/min/deputy/social/", "/cab/dc/uno/social/", "26", coordinator="uno", appeal_office="deputy", line_parent="deputy"
)  # fmt: skip
COUNTRY = {one.code: one for one in (CAB, PMO, DC, DEPUTY, UNO, SOCIAL)}


class TestTheCaller:
    def test_is_the_coordinator(self) -> None:
        assert choose_caller(SOCIAL, COUNTRY) == "uno"

    def test_is_the_appeal_office_where_nobody_works_at_the_coordinator(self) -> None:
        assert choose_caller(SOCIAL, COUNTRY | {"uno": replace(UNO, has_people=False)}) == "deputy"

    def test_is_whoever_succeeded_an_office_that_is_gone(self) -> None:
        assert choose_caller(SOCIAL, COUNTRY | {"uno": replace(UNO, is_active=False, succeeded_by="dc")}) == "dc"

    def test_is_of_the_same_district_before_any_other(self) -> None:
        elsewhere = replace(UNO, district="33")
        assert choose_caller(SOCIAL, COUNTRY | {"uno": elsewhere}) == "deputy"

    def test_is_never_below_the_office_that_closed_it(self) -> None:
        odd = replace(DC, coordinator="uno", appeal_office="social", line_parent="")
        assert choose_caller(odd, COUNTRY | {"dc": odd}) == "cab"

    def test_is_not_whom_the_case_is_about_nor_anybody_below(self) -> None:
        assert choose_caller(SOCIAL, COUNTRY, [UNO]) == "deputy"
        assert choose_caller(SOCIAL, COUNTRY, [DC]) == "cab"

    def test_is_found_though_the_map_has_nothing_but_gaps(self) -> None:
        lonely = replace(SOCIAL, coordinator="", appeal_office="", line_parent="")
        assert choose_caller(lonely, {"social": lonely, "cab": CAB}) == "cab"

    def test_for_the_topmost_office_is_another_topmost_one(self) -> None:
        assert choose_caller(CAB, COUNTRY) == "pmo"

    def test_is_nobody_only_where_there_is_no_other_office(self) -> None:
        assert choose_caller(CAB, {"cab": CAB}) == ""


class TestWhoIsTold:
    def test_is_the_appeal_office(self) -> None:
        assert choose_judge(SOCIAL, COUNTRY) == "deputy"

    def test_is_the_coordinator_where_no_appeal_office_is_known(self) -> None:
        assert choose_judge(replace(SOCIAL, appeal_office=""), COUNTRY) == "uno"
