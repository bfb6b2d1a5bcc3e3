"""Build the country pack of Bangladesh from its source packages. See README.md."""

from __future__ import annotations

import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(REPOSITORY / "src"), str(Path(__file__).resolve().parent)]

from areas import build_gazetteer, write_areas  # noqa: E402 – after the path is set
from boundaries import agreement, dissolve, full_outlines, simplify, write_geojson  # noqa: E402
from sources import coded_places  # noqa: E402

from sanglap.directory.packs.sealing import seal_pack  # noqa: E402

FOLDER = REPOSITORY / "countrypacks" / "BD"


def main() -> None:
    """Write areas, names, outlines and checksums; the hand-written tables stay as they are."""
    write_areas(build_gazetteer(Path(__file__).parent / "written_names.csv"), FOLDER)
    places = coded_places(3)
    full = full_outlines(places)
    codes = [place.code for place in places]
    simple = simplify(full, 3)
    write_geojson(FOLDER / "boundaries_adm3.geojson.gz", codes, simple)
    for level, length in ((2, 6), (1, 4)):
        joined_codes, joined = dissolve(full, [code[:length] for code in codes])
        write_geojson(FOLDER / f"boundaries_adm{level}.geojson.gz", joined_codes, simplify(joined, level))
    seal_pack(FOLDER)
    sys.stdout.write(f"agreement with the full outlines: {agreement(full, simple):.4%}\n")


if __name__ == "__main__":
    main()
