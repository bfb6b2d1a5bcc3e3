"""Build the catalogue, or check it with ``--check``."""

from __future__ import annotations

import sys

from sanglap.foundation.translations.building import LOCALE, build_translations, problems_of
from sanglap.foundation.translations.fragments import UnableToRead


def main(arguments: list[str]) -> int:
    """Return 0 when all is well, 1 with a line for each problem otherwise."""
    if "--check" in arguments:
        problems = problems_of(LOCALE)
        sys.stdout.writelines(f"{problem}\n" for problem in problems)
        return 1 if problems else 0
    try:
        count = build_translations()
    except UnableToRead as trouble:
        sys.stdout.write(f"{trouble}\n")
        return 1
    sys.stdout.write(f"{count} sentences in Bangla\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
