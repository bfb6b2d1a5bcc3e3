"""``field__one_of=[…]``: like ``__in``, but one parameter for any number of values.

A statement with a thousand placeholders costs the driver more time than the query itself, and PostgreSQL plans it anew
each time; ``= ANY(array)`` stays the same statement for one value and for ten thousand.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Field, ForeignKey, Lookup

from sanglap.foundation.literals import texts


@ForeignKey.register_lookup
@Field.register_lookup
class OneOf(Lookup):
    """True where the column has one of the values (any iterable of texts, UUIDs or numbers, none of them null)."""

    lookup_name = "one_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return ``column = ANY(array)``."""
        column, parameters = self.process_lhs(compiler, connection)
        kind = self.lhs.output_field.rel_db_type(connection)
        return f"{column} = ANY(%s::{kind}[])", (*parameters, texts(sorted({str(value) for value in self.rhs})))
