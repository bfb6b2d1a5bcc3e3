"""The life of a case as a picture and a table, made from the table of states: docs/reference/states.md is this text."""

from __future__ import annotations

from sanglap.journey.cases.states import ENDED_STATES, INITIAL, TRANSITIONS, CaseState

HEAD = """# The life of a case

Made from `src/sanglap/journey/cases/states.py`; a test compares the two. An arrow that does not stand here is refused,
by form, address and database alike. *Resolved* is what the office says; *confirmed* is what the citizen says.
Ended states are drawn with a thicker line.
"""


def draw_states() -> str:
    """Return the page of the documentation, in Markdown with a Mermaid picture."""
    picture = ["```mermaid", "stateDiagram-v2", "    classDef ended stroke-width:3px", f"    [*] --> {INITIAL.value}"]
    picture += [f"    {one.source.value} --> {one.target.value}" for one in TRANSITIONS]
    picture += [f"    class {state.value} ended" for state in CaseState if state in ENDED_STATES]
    table = ["| from | to | what happened |", "|---|---|---|"]
    table += [f"| `{one.source.value}` | `{one.target.value}` | {one.sentence} |" for one in TRANSITIONS]
    return "\n".join([HEAD, *picture, "```", "", *table, ""])
