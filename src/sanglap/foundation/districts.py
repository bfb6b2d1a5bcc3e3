"""Rows that belong to a district: the shard key, in one place.

Every row of the journey carries ``district_id`` from birth and never changes it. Its primary key is
``(district_id, id)`` and references between such rows use both columns, so the same tables work on one PostgreSQL
server and, distributed by ``district_id``, on many (see docs/how-to/scale-out.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.constraints import BaseConstraint
from django.db.models.fields.related import ForeignObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DISTRICT_CODE_LENGTH = 16


class DistrictModel(models.Model):
    """A row of one district. ``id`` is a UUIDv7 made in Python; ``district_id`` is the district's area code."""

    pk = models.CompositePrimaryKey("district_id", "id")
    district_id = models.CharField(max_length=DISTRICT_CODE_LENGTH)
    id = models.UUIDField()

    class Meta:
        """No table of its own."""

        abstract = True

    @property
    def key(self) -> tuple[str, Any]:
        """The primary key as a plain pair."""
        return (self.district_id, self.id)


class DistrictForeignKey(ForeignObject):  # type: ignore[type-arg]
    """Points to a row of the same district by ``(district_id, <name>_id)``; joins and prefetches as usual.

    Declare the id column beside it: ``case_id = UUIDField()`` and ``case = DistrictForeignKey("cases.Case", "case_id")``.
    The database's own foreign key is declared with :class:`DistrictReference` in ``Meta.constraints``.
    """

    def __init__(self, to: Any, column: str = "", **options: Any) -> None:
        """Remember the id column; both columns are used for every join."""
        self.column_name = column
        options.setdefault("on_delete", models.DO_NOTHING)
        options.setdefault("related_name", "+")
        options.setdefault("from_fields", ["district_id", column])
        options.setdefault("to_fields", ["district_id", "id"])
        super().__init__(to, **options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Keep the column for migrations."""
        name, path, args, options = super().deconstruct()
        options["column"] = self.column_name
        return name, path, list(args), options


class DistrictReference(BaseConstraint):
    """A foreign key on ``(district_id, column)`` in the database itself."""

    def __init__(self, *, column: str, to_table: str, name: str) -> None:
        """Name the id column here and the table it points to."""
        self.column = column
        self.to_table = to_table
        super().__init__(name=name)

    def __eq__(self, other: object) -> bool:
        """Two are equal when they say the same: migrations compare them."""
        return isinstance(other, DistrictReference) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.name, self.column, self.to_table))

    def constraint_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        """Return the clause for CREATE TABLE; empty, since tables may be created in any order."""
        del model, schema_editor
        return ""

    def create_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        """Return ALTER TABLE … ADD FOREIGN KEY."""
        table, quote = _table_and_quote(model, schema_editor)
        return (
            f"ALTER TABLE {quote(table)} ADD CONSTRAINT {quote(self.name)} "
            f"FOREIGN KEY (district_id, {quote(self.column)}) REFERENCES {quote(self.to_table)} (district_id, id) "
            "DEFERRABLE INITIALLY DEFERRED"
        )

    def remove_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        """Return ALTER TABLE … DROP CONSTRAINT."""
        table, quote = _table_and_quote(model, schema_editor)
        return f"ALTER TABLE {quote(table)} DROP CONSTRAINT {quote(self.name)}"

    def validate(self, *args: Any, **options: Any) -> None:
        """Nothing to check in Python: the database refuses a wrong reference."""

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """Keep both names for migrations."""
        path, _, options = super().deconstruct()
        return path, (), {**options, "column": self.column, "to_table": self.to_table}


def _table_and_quote(
    model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
) -> tuple[str, Callable[[str], str]]:
    """Return the table's name and how names are quoted; Django always hands both, its types say otherwise."""
    if model is None or schema_editor is None:
        message = "A reference is written for a model, by a schema editor."
        raise TypeError(message)
    return model._meta.db_table, schema_editor.quote_name
