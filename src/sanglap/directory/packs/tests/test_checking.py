"""A wrong pack is found out before it is loaded."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from shutil import copytree

import pytest

from sanglap.directory.packs.checking import check_pack, main
from sanglap.directory.packs.reading_pack import CountryPack, open_pack
from sanglap.directory.packs.sealing import seal_pack
from sanglap.directory.packs.tables import UnableToReadPack


@pytest.fixture
def copy(nepal: CountryPack, tmp_path: Path) -> Path:
    """Return a copy of the small pack, to break."""
    return copytree(nepal.folder, tmp_path / "NP")


def change(folder: Path, table: str, before: str, after: str) -> None:
    """Replace text in a table that must hold it, and seal the pack again."""
    path = folder / table
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    seal_pack(folder)


def said(folder: Path) -> str:
    """Return all problems as text."""
    return "\n".join(str(problem) for problem in check_pack(open_pack(folder)))


class TestAWrongPack:
    """Each mistake is named with its table and row."""

    @pytest.mark.parametrize(
        ("table", "before", "after", "expected"),
        [
            ("areas.csv", "NP0301,2,NP03,", "NP0301,2,NP99,", "areas: NP0301 has a parent that does not come before"),
            ("areas.csv", "NP0302,2", "NP0301,2", "areas: NP0301 is there twice"),
            ("names.csv", "NP0401,en,Kaski,official", "NP0401,en,Kaski,variant", "NP0401 has no official name in en"),
            ("office_types.csv", "Chief,प्रमुख,", "Chief,,", "office_types.csv line"),
            ("office_types.csv", ",dep-roads,", ",dep-rods,", "road-division has an unknown parent: dep-rods"),
            ("routing.csv", "health-post,2,health-office,1", "health-post,2,hospital,1", "names an unknown topic"),
            ("topics.csv", "citizenship,identity", "citizen,identity", "citizen"),
            ("topics.csv", ",FAST,", ",SLOW,", "unknown clock: SLOW"),
            ("clocks.csv", "72,hours", "72,moons", "unknown unit: moons"),
            ("clocks.csv", "72,hours", "many,hours", "amount is not a whole number"),
            ("holidays.csv", "2026-05-29", "29 May", "is not a date"),
            ("hours.csv", "2020-01-01,,", "2020-01-01,2030-01-01,", "one row without an end"),
        ],
    )
    def test_a_mistake_in_a_table_is_named(self, copy: Path, table: str, before: str, after: str, expected: str) -> None:
        change(copy, table, before, after)
        assert expected in said(copy)

    def test_outlines_that_overlap_are_named(self, copy: Path) -> None:
        file = copy / "boundaries_adm2.geojson.gz"
        content = json.loads(gzip.decompress(file.read_bytes()))
        content["features"][0]["geometry"]["coordinates"] = [[[87.1, 26.5], [87.1, 26.9], [87.8, 26.9], [87.1, 26.5]]]
        file.write_bytes(gzip.compress(json.dumps(content).encode(), mtime=0))
        seal_pack(copy)
        assert "overlap by" in said(copy)

    def test_a_file_changed_after_sealing_is_named(self, copy: Path) -> None:
        with (copy / "names.csv").open("a", encoding="utf-8") as file:
            file.write("NP0401,en,Kaskee,variant\n")
        assert "names.csv is not the file that was packed" in said(copy)

    def test_the_command_prints_problems_and_ends_with_one(self, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([str(copy)]) == 0
        change(copy, "clocks.csv", "72,hours", "72,moons")
        assert main([str(copy)]) == 1
        assert "moons" in capsys.readouterr().out

    def test_a_folder_without_a_manifest_is_not_a_pack(self, tmp_path: Path) -> None:
        with pytest.raises(UnableToReadPack, match=r"datapackage\.json"):
            open_pack(tmp_path)

    def test_a_manifest_without_its_country_is_not_a_pack(self, tmp_path: Path) -> None:
        (tmp_path / "datapackage.json").write_text('{"version": "1"}', encoding="utf-8")
        with pytest.raises(UnableToReadPack, match="not a country pack"):
            open_pack(tmp_path)
