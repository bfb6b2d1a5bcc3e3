"""A citizen checks a receipt on a machine of their own: no server, no database, no settings."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from sanglap.foundation.ledger.heads import SigningKey
from sanglap.foundation.ledger.lines import open_line
from sanglap.foundation.ledger.receipts import Receipt
from sanglap.foundation.ledger.tree import hash_leaf

AT = datetime(2026, 1, 4, 4, 0, tzinfo=UTC)
KEY = SigningKey("sanglap.example/ledger", bytes(range(32)))


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    line = open_line(
        case="7K3M9QX2TB4", line=UUID(int=7), at=AT, kind="opened", from_state="", to_state="", commitment=b"\x07" * 32
    )
    file = tmp_path / "receipt.txt"
    file.write_text(str(Receipt(line, 0, (), KEY.sign(size=1, root=hash_leaf(line), at=AT))), encoding="utf-8")
    return file


def verify(*words: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    told = {name: value for name, value in os.environ.items() if not name.startswith(("SANGLAP_", "DJANGO_"))}
    command = [sys.executable, "-m", "sanglap.running", "verify", *words]
    return subprocess.run(command, env=told | more, input=typed, capture_output=True, text=True, check=False)


class TestACitizen:
    def test_learns_what_a_receipt_proves(self, receipt: Path) -> None:
        done = verify(str(receipt), "--key", str(KEY.public))
        assert (done.returncode, done.stderr) == (0, "")
        assert "PROVEN." in done.stdout
        assert "7K3M-9QX2-TB4" in done.stdout
        assert "opened" in done.stdout

    def test_may_paste_it_and_keep_the_key_in_a_setting(self, receipt: Path) -> None:
        text = receipt.read_text(encoding="utf-8")
        assert verify("-", typed=text, SANGLAP_LEDGER_PUBLIC_KEY=str(KEY.public)).returncode == 0

    def test_is_told_of_a_forged_one(self, receipt: Path) -> None:
        receipt.write_text(receipt.read_text(encoding="utf-8").replace("opened", "resolved"), encoding="utf-8")
        done = verify(str(receipt), "--key", str(KEY.public))
        assert done.returncode == 1
        assert "NOT PROVEN." in done.stdout

    def test_is_asked_for_the_key_and_for_a_file_that_is_there(self, receipt: Path, tmp_path: Path) -> None:
        assert verify(str(receipt)).returncode == 64
        assert verify(str(receipt), "--key", "wrong").returncode == 64
        assert verify(str(tmp_path / "none.txt"), "--key", str(KEY.public)).returncode == 66
