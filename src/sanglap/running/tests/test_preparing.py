"""Somebody clones Sanglap on a machine nobody has prepared."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from sanglap.running import preparing
from sanglap.running.commands import app
from sanglap.running.places import REPOSITORY

BARE = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}


class TestANewcomerTypesSanglapAlone:
    def test_every_command_is_listed_without_preparing_anything(self, tmp_path: Path) -> None:
        listed = self._listed(tmp_path)
        names = [one.name or (one.callback.__name__ if one.callback else "") for one in app.registered_commands]
        assert names
        assert not [name for name in names if f"./sanglap {name} " not in listed]
        assert not (tmp_path / ".venv").exists()

    def test_a_link_in_another_folder_finds_the_code(self, tmp_path: Path) -> None:
        link = tmp_path / "elsewhere"
        link.symlink_to(REPOSITORY / "sanglap")
        done = subprocess.run([link, "help"], env=BARE, cwd="/", capture_output=True, text=True, check=True)
        assert "./sanglap demo" in done.stdout

    def test_without_python_the_one_line_is_said(self, tmp_path: Path) -> None:
        self._listed(tmp_path)
        (tmp_path / "requirements").mkdir()
        (tmp_path / "requirements" / "run.txt").touch()
        tools = tmp_path / "bin"
        tools.mkdir()
        for name in ("sh", "dirname", "readlink", "cat", "cksum"):
            (tools / name).symlink_to(str(shutil.which(name)))
        done = subprocess.run([tmp_path / "sanglap", "demo"], env={"PATH": str(tools)}, capture_output=True, text=True, check=False)
        assert done.returncode == preparing.UNAVAILABLE
        assert "apt-get install -y python3 python3-venv" in done.stderr

    @staticmethod
    def _listed(folder: Path) -> str:
        shutil.copy(REPOSITORY / "sanglap", folder / "sanglap")
        return subprocess.run([folder / "sanglap"], env=BARE, cwd="/", capture_output=True, text=True, check=True).stdout


class TestAMachineWithItsOwnPackageIndex:
    def test_what_pip_knows_is_told_to_uv(self) -> None:
        settings = preparing.read_pip_settings(
            [
                "global.index-url='https://mirror.example/simple'",
                "global.extra-index-url='https://a.example/simple\\nhttps://b.example/simple'",
                "install.find-links='/srv/wheels /srv/more'",
                "global.cert='/etc/ssl/own.pem'",
                ":env:.timeout='60'",
                "global.timeout='5'",
                "download.index-url='https://wrong.example'",
                "a broken line",
            ]
        )
        told = preparing.uv_environment(settings, {})
        assert told["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
        assert told["UV_INDEX"] == "https://a.example/simple https://b.example/simple"
        assert told["UV_FIND_LINKS"] == "/srv/wheels,/srv/more"
        assert told["SSL_CERT_FILE"] == "/etc/ssl/own.pem"
        assert told["UV_HTTP_TIMEOUT"] == "60"

    def test_whoever_speaks_to_uv_directly_is_heard(self) -> None:
        told = preparing.uv_environment({"index-url": "https://pip.example"}, {"UV_DEFAULT_INDEX": "https://uv.example"})
        assert told["UV_DEFAULT_INDEX"] == "https://uv.example"


class TestADebianWithoutVenv:
    def test_a_person_without_rights_is_told_the_one_line(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(preparing.UnableToPrepare, match="apt-get install -y python3-venv"):
            preparing.install_what_debian_leaves_out()


class TestTheSecondStart:
    def test_what_is_prepared_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / ".venv").mkdir()
        (tmp_path / ".venv" / ".sanglap-run").write_text("123 45\n", encoding="utf-8")
        assert preparing.main(tmp_path, "run", "123 45") == 0
        assert [one.name for one in (tmp_path / ".venv").iterdir()] == [".sanglap-run"]
