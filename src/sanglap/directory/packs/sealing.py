"""Write sizes and checksums of a pack's files into its ``datapackage.json``, after people have edited the tables.

``python -m sanglap.directory.packs.sealing countrypacks/BD``
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from sanglap.directory.packs.reading_pack import MANIFEST

PACKED = frozenset({".csv", ".gz"})


def seal_pack(folder: Path) -> None:
    """Replace ``resources`` in the manifest; everything else in it stays as people wrote it."""
    path = folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["resources"] = [_resource(file) for file in sorted(folder.iterdir()) if file.suffix in PACKED]
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _resource(file: Path) -> dict[str, Any]:
    """Return a Frictionless resource."""
    content = file.read_bytes()
    resource = {
        "name": file.name.split(".")[0].replace("_", "-"),
        "path": file.name,
        "mediatype": "text/csv" if file.suffix == ".csv" else "application/geo+json",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    return resource | ({"compression": "gz"} if file.suffix == ".gz" else {})


def main(arguments: list[str]) -> int:
    """Seal the packs named on the command line."""
    for argument in arguments:
        seal_pack(Path(argument))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
