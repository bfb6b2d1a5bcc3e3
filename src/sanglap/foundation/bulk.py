"""Many rows at once, by PostgreSQL's COPY: several times as fast as INSERT where no conflict is expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import orjson
from django.db import connection, models

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL = 8  # below this, a plain INSERT costs less than beginning a COPY


def copy_rows(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model, whose keys are already made. A conflict fails the whole copy, as it should."""
    if not rows:
        return
    model = type(rows[0])
    if len(rows) < SMALL:
        model._default_manager.bulk_create(rows)
        return
    with connection.cursor() as cursor:
        _copy(cursor, model._meta.db_table, rows)


def copy_values(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows given as plain values by column attribute; what is not given takes the field's default.

    For the rows that a batch writes by the thousand: making a model instance costs more than writing the row.
    """
    if len(rows) < SMALL:
        copy_rows([model(**row) for row in rows])
        return
    columns = [(name, attribute, prepare, _default(model, attribute)) for name, attribute, prepare in _columns(model)]
    names = ", ".join(f'"{name}"' for name, *_ in columns)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([prepare(row.get(attribute, default)) for _, attribute, prepare, default in columns])


def _default(model: type[models.Model], attribute: str) -> Any:
    return next(field.get_default() for field in model._meta.concrete_fields if field.attname == attribute)


def copy_new_rows(rows: Sequence[models.Model]) -> set[Any]:
    """Insert those rows that meet no conflict, and return their primary keys; what stands there already is left alone.

    The rows pass through a table of the connection's own, since COPY itself knows no ON CONFLICT.
    """
    if not rows:
        return set()
    model = type(rows[0])
    table = model._meta.db_table
    names = ", ".join(f'"{name}"' for name, _, _ in _columns(model))
    keys = ", ".join(f'"{field.column}"' for field in model._meta.pk_fields)
    if len(rows) < SMALL:
        return _insert_new(model, names, keys, rows)
    with connection.cursor() as cursor:
        cursor.execute(
            f'CREATE TEMPORARY TABLE IF NOT EXISTS "new_{table}" (LIKE "{table}" INCLUDING DEFAULTS) ON COMMIT DELETE ROWS'
        )
        _copy(cursor, f"new_{table}", rows)
        cursor.execute(
            f'WITH new AS (DELETE FROM "new_{table}" RETURNING {names}) '  # noqa: S608 – our own names
            f'INSERT INTO "{table}" ({names}) SELECT {names} FROM new ON CONFLICT DO NOTHING RETURNING {keys}'
        )
        return _as_keys(cursor.fetchall())


def _insert_new(model: type[models.Model], names: str, keys: str, rows: Sequence[models.Model]) -> set[Any]:
    columns = _columns(model)
    places = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(rows))
    values = [prepare(getattr(row, attribute)) for row in rows for _, attribute, prepare in columns]
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {places} ON CONFLICT DO NOTHING RETURNING {keys}',  # noqa: S608
            values,
        )
        return _as_keys(cursor.fetchall())


def _as_keys(found: list[tuple[Any, ...]]) -> set[Any]:
    return {row[0] if len(row) == 1 else row for row in found}


def _copy(cursor: Any, table: str, rows: Sequence[models.Model]) -> None:
    columns = _columns(type(rows[0]))
    names = ", ".join(f'"{name}"' for name, _, _ in columns)
    with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([prepare(getattr(row, attribute)) for _, attribute, prepare in columns])


@cache
def _columns(model: type[models.Model]) -> list[tuple[str, str, Callable[[Any], Any]]]:
    return [(field.column, field.attname, _preparing(field)) for field in model._meta.concrete_fields if field.column]


def _preparing(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    if isinstance(field, models.JSONField):
        return lambda value: orjson.dumps(value).decode()
    if isinstance(field, models.CharField | models.TextField):
        return lambda value: value if value is None else str(value)  # words of an enumeration are stored as words
    return lambda value: value


def update_rows(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write these fields of many rows of one model back, in one UPDATE. The rows are found by their primary key."""
    if not rows or not names:
        return
    model = type(rows[0])
    table, keys = model._meta.db_table, [_column_of(field) for field in model._meta.pk_fields]
    written = [_column_of(model._meta.get_field(name)) for name in names]
    sets = ", ".join(f'"{column}" = n."v{place}"' for place, (column, *_) in enumerate(written))
    found = " AND ".join(f't."{column}" = n."k{place}"' for place, (column, *_) in enumerate(keys))
    new = ", ".join([f'"k{place}"' for place in range(len(keys))] + [f'"v{place}"' for place in range(len(written))])
    arrays = ", ".join(f"%s::{kind}[]" for _, _, kind, _ in (*keys, *written))
    statement = f'UPDATE "{table}" AS t SET {sets} FROM unnest({arrays}) AS n({new}) WHERE {found}'  # noqa: S608 – our own names
    values = [[prepare(getattr(row, attribute)) for row in rows] for _, attribute, _, prepare in (*keys, *written)]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _column_of(field: Any) -> tuple[str, str, str, Callable[[Any], Any]]:
    return field.column, field.attname, field.rel_db_type(connection), _preparing(field)
