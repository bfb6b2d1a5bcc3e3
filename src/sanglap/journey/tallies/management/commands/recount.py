"""``recount``: prove the counters by counting every case again, and put right what differs. Run every night."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandParser

from sanglap.foundation import clock
from sanglap.journey.tallies.services import recount

if TYPE_CHECKING:
    from sanglap.journey.tallies.services import Recount


class Command(BaseCommand):
    """Ends with 1 when anything had to be put right, so that whoever runs it at night hears of it."""

    help = "Count every case again, report every counter that differs and put it right."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take two wishes."""
        parser.add_argument("--rebuild", action="store_true", help="forget all counters first, and end with 0")
        parser.add_argument("--quiet", action="store_true", help="say only what was found")

    def handle(self, *_args: Any, rebuild: bool = False, quiet: bool = False, **_options: Any) -> None:
        """Recount."""
        found = recount(clock.now(), rebuild=rebuild, progress=(lambda _what, _done: None) if quiet else self._tell)
        if rebuild:
            self.stdout.write(f"{found.cases:,} cases counted anew.")
            return
        self._report(found)
        if not found.is_right:
            raise SystemExit(1)

    def _tell(self, what: str, done: int) -> None:
        self.stdout.write(f"  {what}: {done:,}")

    def _report(self, found: Recount) -> None:
        self.stdout.write(f"{found.cases:,} cases; {found.cases_waiting:,} were waiting for their turn.")
        if found.is_right:
            self.stdout.write("Every counter is what the cases say.")
            return
        self.stdout.write(f"{found.cases_missed:,} cases had not been counted; {found.counters_wrong:,} counters were wrong:")
        for example in found.examples:
            self.stdout.write(f"  {example}")
        self.stdout.write("All of it has been put right.")
