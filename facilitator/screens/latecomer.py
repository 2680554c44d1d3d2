"""One who comes while people work in pairs: what is asked where they would make the number even."""

from __future__ import annotations

from facilitator.dialogs.ask import Choose
from sessions import round_changes
from sessions.model import Session
from sessions.rounds import Met

SPLIT = "split"


def question(session: Session, person_id: str, met: Met | None) -> Choose | None:
    """Whether they join a pair, or split a trio that works already; None where there is nothing to decide. The answer
    is SPLIT, or another word; none where it was left."""
    person, found = session.person(person_id), round_changes.would_split(session, person_id, met)
    if person is None or found is None:
        return None
    partner, one, other = found
    return Choose(
        f"{person.name} makes the number even, but the pairs have begun.",
        [
            ("join", f"{person.name} joins a pair: a second trio, nobody moves"),
            (SPLIT, f"{person.name} and {partner} make a pair; {one} and {other} go on as two"),
        ],
    )
