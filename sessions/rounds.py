"""Rounds: which groups people are in at a step, and how they are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec.structs import replace

from sessions import bonds, pairing
from sessions.grouping import sizes
from sessions.ids import fresh
from sessions.model import Group, Person, Round, Session, Step, Together

GROUPED: frozenset[Together] = frozenset({"pairs", "trios", "groups", "school", "role"})
_SIZES = {"pairs": 2, "trios": 3}
_NAMES = {"pairs": "Pair", "trios": "Trio", "groups": "Group"}

Met = Mapping[frozenset[str], int]


def home_step(session: Session, step: Step) -> Step | None:
    """The step whose round this step uses: its own, or the one it shares (``same as``); None without groups."""
    seen: set[str] = set()
    while step.together == "same" and step.id not in seen:
        seen.add(step.id)
        shared = session.step(step.same_as)
        if shared is None:
            return None
        step = shared
    return step if step.together in GROUPED else None


def round_for(session: Session, step: Step) -> Round | None:
    """The round in force at this step, or None when there is none (yet)."""
    home = home_step(session, step)
    if home is None:
        return None
    return next((made for made in reversed(session.rounds) if made.step == home.id), None)


def in_force(session: Session) -> tuple[Round, ...]:
    """The newest round of each step, without those that were made anew since."""
    newest = {made.step: made.id for made in session.rounds}
    return tuple(made for made in session.rounds if newest[made.step] == made.id)


def superseded(session: Session, step: Step) -> tuple[Round, ...]:
    """The rounds that were in force at this step before they were made anew, oldest first."""
    made = round_for(session, step)
    return tuple(one for one in session.rounds if made and one.step == made.step and one.id != made.id)


def group_by_id(session: Session, id: str) -> Group | None:
    """The group of this id, as it is in the newest round that has it."""
    groups = (group for made in reversed(session.rounds) for group in made.groups)
    return next((group for group in groups if group.id == id), None)


def present(session: Session) -> tuple[Person, ...]:
    """Who counts as here: everyone of whom it was not said, or is to be taken, that they are not."""
    return tuple(person for person in session.people if person.here is not False)


def needs_round(session: Session, step: Step) -> bool:
    """Whether the step wants groups that have not been made, and there is somebody to put into them."""
    return (
        home_step(session, step) is not None and round_for(session, step) is None and bool(present(session))
    )


def make(session: Session, step: Step, now: datetime, met: Met | None = None, turn: int = 0) -> Session:
    """Make (or make anew) the round of this step from those who are here.

    No pair of an earlier round of the session is repeated while that can be avoided; `met` adds how often
    people met in earlier sessions. `turn` asks for another arrangement than the last time. A round made anew is
    in force from now on; the one before stays in the session for the notes that were written in it.
    """
    home = home_step(session, step)
    if home is None:
        return session
    here = present(session)
    if home.together == "school":
        arrangement = pairing.by_school(here)
    elif home.together == "role":
        arrangement = pairing.by_role(here)
    else:
        arrangement = pairing.arrange(
            here, rules_at(session, home), met_besides(session, home, met), f"{session.id}/{home.id}/{turn}"
        )
    return put(session, home, arrangement, now)


def put(session: Session, home: Step, arrangement: pairing.Arrangement, now: datetime) -> Session:
    """The session with this arrangement as the round in force at the step, its groups numbered from 1."""
    groups = tuple(
        Group(id=fresh("g"), label=label_of(home, number, people, session), people=people, reason=reason)
        for number, (people, reason) in enumerate(
            zip(arrangement.groups, arrangement.reasons, strict=True), 1
        )
    )
    made = Round(id=fresh("r"), step=home.id, groups=groups, made_at=now)
    return replace(session, rounds=(*session.rounds, made))


def expected(session: Session, home: Step) -> int:
    """How many groups those who are here will make at a step."""
    here = present(session)
    if home.together == "school":
        return len(pairing.by_school(here).groups)
    if home.together == "role":
        return len(pairing.by_role(here).groups)
    return len(sizes(len(here), rules_at(session, home).size))


def everyone_here(session: Session) -> Session:
    """Tick everyone off as here."""
    return replace(session, people=tuple(replace(person, here=True) for person in session.people))


def names(session: Session, people: Iterable[str]) -> tuple[str, ...]:
    """The names of these people, as the session knows them; one erased since is left out."""
    known = {person.id: person.name for person in session.people}
    return tuple(known[person] for person in people if person in known)


def group_label(session: Session, made: Round, group_id: str) -> str:
    """A group with its people: "Pair 3: Alun Rees, Mair Pugh"; "" when it is not in the round."""
    group = next((group for group in made.groups if group.id == group_id), None)
    if group is None:
        return ""
    return f"{group.label}: {', '.join(names(session, group.people))}"


def rules_at(session: Session, home: Step | None) -> pairing.Rules:
    """What is asked of the groups at the step they are made for, with who is to be kept apart and together."""
    size = _SIZES.get(home.together, home.size or 4) if home else 2
    return pairing.Rules(
        size=size,
        schools=home.schools if home else "any",
        apart=bonds.pairs(session, apart=True),
        joined=bonds.pairs(session, apart=False),
    )


def met_besides(session: Session, home: Step | None, met: Met | None) -> dict[frozenset[str], int]:
    """How often people were together at the other steps, and in earlier sessions (`met`)."""
    counts = dict(met or {})
    others = (made for made in in_force(session) if home is None or made.step != home.id)
    for pair, times in pairing.met_in(others).items():
        counts[pair] = counts.get(pair, 0) + times
    return counts


def label_of(home: Step, number: int, people: tuple[str, ...], session: Session) -> str:
    """What a group of this number and these people is called."""
    if home.together in ("school", "role"):
        first = session.person(people[0])
        if first:
            return (first.school if home.together == "school" else first.role) or f"Group {number}"
    return f"{_NAMES[home.together]} {number}"
