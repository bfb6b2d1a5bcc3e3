"""Where things lie on this machine, and the environment that children of ``./sanglap`` get."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from sanglap.config import env
from sanglap.foundation.ledger.heads import make_seed

REPOSITORY = Path(__file__).resolve().parents[3]
SETTINGS = "sanglap.config.settings"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The folder that holds everything that is not code."""

    path: Path

    @property
    def logs(self) -> Path:
        """Return where the programs write what they do."""
        return self.path / "logs"

    @property
    def database(self) -> Path:
        """Return where the bundled database lies."""
        return self.path / "postgresql"

    @property
    def sign_ins(self) -> Path:
        """Return the file with the demo's sign-ins."""
        return self.path / "demo-sign-ins.json"

    @property
    def secret_key_file(self) -> Path:
        """Return where this folder's own secret key is kept."""
        return self.path / "secret-key"

    def secret_key(self) -> str:
        """Return this folder's own secret key, made the first time and readable by its owner only."""
        return self._kept(self.secret_key_file, secrets.token_urlsafe(48))

    def ledger_key(self) -> str:
        """Return the key with which this folder's log is signed, kept in the same way: never in the database."""
        return self._kept(self.path / "ledger-key", make_seed())

    def _kept(self, file: Path, new: str) -> str:
        if not file.exists():
            self.path.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as stream:
                stream.write(new)
        return file.read_text(encoding="ascii").strip()


def environment(data: DataFolder, *, database_url: str, port: int, demo: bool) -> dict[str, str]:
    """Return the environment of a child: what this process has, and what it must know of this start."""
    here = f"http://127.0.0.1:{port}"
    told = {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "SANGLAP_DATABASE_URL": database_url,
        "SANGLAP_DATA": str(data.path),
        "SANGLAP_SECRET_KEY": env.text("SANGLAP_SECRET_KEY") or data.secret_key(),
        "SANGLAP_LEDGER_KEY": env.text("SANGLAP_LEDGER_KEY") or data.ledger_key(),
        "SANGLAP_PUBLIC_ADDRESS": here if demo else env.text("SANGLAP_PUBLIC_ADDRESS", here),
        "PYTHONUNBUFFERED": "1",
    }
    if demo:
        told |= {
            "SANGLAP_DEMO": "yes",
            "SANGLAP_LIVE_ADDRESS": f"http://127.0.0.1:{port + 1}",
            "SANGLAP_GRAPH_ADDRESS": f"{here}/demo/graph/v26.0",
            "SANGLAP_SECOND_FACTOR_REQUIRED": "no",
        }
    return {**os.environ, **told}
