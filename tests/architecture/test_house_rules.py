"""Rules of the house that imports do not show."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from django.apps import apps
from django.db.models import UniqueConstraint

from sanglap.foundation.districts import DistrictModel

SOURCE = Path(__file__).resolve().parents[2] / "src" / "sanglap"
LONGEST_FILE = 400
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
# Rooms that write for a reason of their own, and the one model manager that makes officers.
MAY_WRITE = {"demo", "stage", "running", "tests", "migrations", "management", "services", "services.py", "bulk.py"}
EXCEPTIONS = {"directory/people/models.py", "oversight/public/pictures.py", "ui/paper.py"}  # the last two save pictures, not rows


def python_files() -> list[Path]:
    return [file for file in SOURCE.rglob("*.py") if "migrations" not in file.parts]


def test_no_file_is_longer_than_a_person_reads() -> None:
    assert not [
        str(file)
        for file in python_files()
        if "tests" not in file.parts and len(file.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE
    ]


def test_there_is_no_room_without_a_name() -> None:
    assert not [str(file) for file in python_files() if file.stem in {"utils", "util", "helpers", "helper", "common", "misc"}]


def test_every_folder_of_python_is_a_package() -> None:
    assert not [str(folder) for folder in {file.parent for file in python_files()} if not (folder / "__init__.py").exists()]


def test_only_services_write() -> None:
    found = []
    for file in python_files():
        path = file.relative_to(SOURCE)
        if MAY_WRITE & set(path.parts) or str(path) in EXCEPTIONS:
            continue
        found += [f"{path}:{line}" for line in _writing_lines(file)]
    assert not found


def _writing_lines(file: Path) -> list[int]:
    calls = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    named = [(call.lineno, call.func) for call in calls if isinstance(call.func, ast.Attribute)]
    return [line for line, function in named if function.attr in WRITES and _is_of_a_model(function)]


def _is_of_a_model(function: ast.Attribute) -> bool:
    """Tell ``Case.objects.create`` and ``case.save`` from the many other things that can be created and saved."""
    return function.attr == "save" or (isinstance(function.value, ast.Attribute) and function.value.attr == "objects")


def test_templates_keep_to_the_content_security_policy() -> None:
    wrong = []
    for template in SOURCE.rglob("templates/**/*.html"):
        text = template.read_text(encoding="utf-8")
        if re.search(r"<style|\sstyle=|\son\w+=\"|<script(?![^>]*\bsrc=)", text):
            wrong.append(str(template.relative_to(SOURCE)))
    assert not wrong


def test_every_unique_rule_of_a_district_row_names_the_district() -> None:
    rows = [model for model in apps.get_models() if issubclass(model, DistrictModel)]
    rules = [(model, one) for model in rows for one in model._meta.constraints if isinstance(one, UniqueConstraint)]
    assert rules
    assert not [f"{model.__name__}.{one.name}" for model, one in rules if "district_id" not in one.fields]


def test_every_room_explains_itself() -> None:
    rooms = [folder for folder in SOURCE.rglob("*") if folder.is_dir() and (folder / "apps.py").exists() and folder != SOURCE]
    assert rooms
    assert not [str(room.relative_to(SOURCE)) for room in rooms if not (room / "README.md").exists()]
