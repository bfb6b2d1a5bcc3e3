"""Write datapackage.json: what the pack is, where it comes from, and a checksum of every file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

DESCRIPTION = "description.json"


def write_datapackage(folder: Path) -> None:
    """Join the hand-written description (beside this script) with sizes and checksums of the files."""
    description = json.loads((Path(__file__).parent / DESCRIPTION).read_text(encoding="utf-8"))
    description["resources"] = resources(folder)
    text = json.dumps(description, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def resources(folder: Path) -> list[dict[str, Any]]:
    """Return a Frictionless resource for every table and outline file, in the order of their names."""
    return [
        {
            "name": path.name.split(".")[0].replace("_", "-"),
            "path": path.name,
            "mediatype": "text/csv" if path.suffix == ".csv" else "application/geo+json",
            "encoding": "utf-8",
            "bytes": path.stat().st_size,
            "hash": f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}",
            **({"compression": "gz"} if path.suffix == ".gz" else {}),
        }
        for path in sorted(folder.iterdir())
        if path.suffix in {".csv", ".gz"}
    ]
