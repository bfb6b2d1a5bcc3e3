from __future__ import annotations

import pytest

from sanglap.journey.handling.rules import OWN_ACTS, Act, Desk, Ladder, Rung, acts_allowed, next_stage, rungs_for

CASE = {"office": "uno-savar", "line_path": "/cab/divc/dc/uno-savar/", "territory_path": "/divc/dc/uno-savar/"}
FULL = Ladder("uno", "gro", "appeal", "line", "dc")


class TestWhoMayDoWhat:
    def test_an_officer_of_the_office_does_everything_but_instruct(self) -> None:
        allowed = acts_allowed([Desk("uno-savar", CASE["line_path"], CASE["territory_path"])], **CASE)
        assert allowed == OWN_ACTS
        assert Act.INSTRUCT not in allowed

    @pytest.mark.parametrize("above", [Desk("dc", "/cab/divc/dc/", "/divc/dc/"), Desk("min", "/cab/", "/elsewhere/")])
    def test_those_above_on_either_tree_instruct_but_do_not_answer_or_resolve(self, above: Desk) -> None:
        allowed = acts_allowed([above], **CASE)
        assert {Act.INSTRUCT, Act.FORWARD, Act.READ} <= allowed
        assert not {Act.REPLY, Act.RESOLVE, Act.CLAIM} & allowed

    @pytest.mark.parametrize(
        "other",
        [
            Desk("uno-dhamrai", "/cab/divc/dc/uno-dhamrai/", "/divc/dc/uno-dhamrai/"),
            Desk("below", "/cab/divc/dc/uno-savar/below/", "/divc/dc/uno-savar/below/"),
        ],
    )
    def test_another_tree_and_those_below_may_do_nothing(self, other: Desk) -> None:
        assert acts_allowed([other], **CASE) == frozenset()

    def test_without_a_posting_nothing_is_allowed(self) -> None:
        assert acts_allowed([], **CASE) == frozenset()

    def test_two_postings_add_up(self) -> None:
        both = [Desk("uno-savar", CASE["line_path"], CASE["territory_path"]), Desk("dc", "/cab/divc/dc/", "/divc/dc/")]
        assert acts_allowed(both, **CASE) == OWN_ACTS | {Act.INSTRUCT}


class TestTheLadder:
    def test_half_time_tells_the_grievance_officer(self) -> None:
        assert rungs_for(50, FULL) == (Rung("gro", "grievance_officer"),)

    def test_eighty_percent_tells_the_head_and_the_coordinator(self) -> None:
        assert rungs_for(80, FULL) == (Rung("uno", "head"), Rung("dc", "coordinator"))

    def test_the_whole_time_tells_the_appeal_officer_and_the_coordinator(self) -> None:
        assert rungs_for(100, FULL) == (Rung("appeal", "appeal_officer"), Rung("dc", "coordinator"))

    @pytest.mark.parametrize("stage", [50, 100])
    def test_a_gap_in_the_map_falls_to_the_coordinator(self, stage: int) -> None:
        assert rungs_for(stage, Ladder("uno", line_parent="line", coordinator="dc"))[0].office == "dc"

    @pytest.mark.parametrize("stage", [50, 80, 100])
    def test_an_office_without_anybody_above_is_told_itself(self, stage: int) -> None:
        assert rungs_for(stage, Ladder("cab")) == (Rung("cab", rungs_for(stage, FULL)[0].role),)

    def test_nobody_is_told_the_same_twice(self) -> None:
        assert len(rungs_for(100, Ladder("uno", appeal_office="dc", coordinator="dc"))) == 1

    def test_after_the_last_stage_comes_none(self) -> None:
        assert [next_stage(one) for one in (50, 80, 100, None)] == [80, 100, None, None]
