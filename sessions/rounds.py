"""Rounds: which groups people are in at a step, and the changes the facilitator makes to them."""

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
BY_HAND = "people have changed places"
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
        Group(id=fresh("g"), label=_label(home, number, people, session), people=people, reason=reason)
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


def exchange(session: Session, made: Round, one: str, other: str, met: Met | None = None) -> Session:
    """Let two people of different groups of a round change places; nobody else moves."""
    places = {one: other, other: one}
    home = session.step(made.step)
    known = {person.id: person for person in session.people}
    rules, counts = rules_at(session, home), met_besides(session, home, met)
    after = pairing.Arrangement(
        groups=tuple(tuple(places.get(person, person) for person in group.people) for group in made.groups),
        reasons=tuple(group.reason for group in made.groups),
    )

    def reason(at: int) -> str:
        if home is not None and home.together in ("school", "role"):
            return after.reasons[at] if len(after.groups[at]) == 1 else ""
        return pairing.reason_for(after, at, known, rules, counts, BY_HAND)

    groups = tuple(
        group if group.people == people else replace(group, people=people, reason=reason(at))
        for at, (group, people) in enumerate(zip(made.groups, after.groups, strict=True))
    )
    return _replaced(session, replace(made, groups=groups))


def take_out(session: Session, made: Round, person: str, met: Met | None = None) -> Session:
    """Take someone who has left out of a round; one left alone joins another group, nobody else moves."""
    return _rearranged(session, made, met, leaving=person)


def put_in(session: Session, made: Round, person: str, met: Met | None = None) -> Session:
    """Put a latecomer into a round; nobody else's group changes but the one that takes them in. One who is not on the
    list any more is put nowhere."""
    if session.person(person) is None:
        return session
    return _rearranged(session, made, met, joining=person)


def arrival(session: Session, person_id: str, here: bool, met: Met | None = None) -> Session:
    """Tick someone as here or not here, and let them join or leave the round in force at the current step.

    The first tick makes everyone else "not here yet", unless groups were made before it: those who sit in them
    are here until someone says otherwise.
    """
    first = not session.rounds and all(person.here is None for person in session.people)

    def ticked(person: Person) -> Person:
        if person.id == person_id:
            return replace(person, here=here)
        return replace(person, here=False) if first and person.here is None else person

    session = replace(session, people=tuple(ticked(person) for person in session.people))
    step = session.step(session.progress.step)
    made = round_for(session, step) if step else None
    if made is None:
        return session
    inside = any(person_id in group.people for group in made.groups)
    if here and not inside:
        return put_in(session, made, person_id, met)
    return take_out(session, made, person_id, met) if inside and not here else session


def settle(session: Session, step: Step, now: datetime, met: Met | None = None) -> Session:
    """The groups as a step that is entered needs them: made where there are none, without those who have left
    since they were made, and with those who have come."""
    if needs_round(session, step):
        return make(session, step, now, met)
    made = round_for(session, step)
    if made is None:
        return session
    inside = {person for group in made.groups for person in group.people}
    here = {person.id for person in present(session)}
    for person in session.people:
        made = round_for(session, step)
        if made is None:
            break
        if person.id in inside and person.id not in here:
            session = take_out(session, made, person.id, met)
        elif person.id in here and person.id not in inside:
            session = put_in(session, made, person.id, met)
    return session


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


def _rearranged(
    session: Session, made: Round, met: Met | None, *, joining: str = "", leaving: str = ""
) -> Session:
    home = session.step(made.step)
    people = {person.id: person for person in session.people}
    if home is not None and home.together in ("school", "role"):
        inside = {person for group in made.groups for person in group.people} | {joining}
        stay = [person for person in session.people if person.id in inside and person.id != leaving]
        after = pairing.by_school(stay) if home.together == "school" else pairing.by_role(stay)
    else:
        rules, counts = rules_at(session, home), met_besides(session, home, met)
        before = pairing.Arrangement(
            groups=tuple(group.people for group in made.groups),
            reasons=tuple(group.reason for group in made.groups),
        )
        if joining:
            after = pairing.join(before, people[joining], people, rules, counts)
        else:
            after = pairing.leave(before, leaving, people, rules, counts)
    # A group is the same one, id and number kept, while it shares most people with what it was.
    left = list(made.groups)
    groups: list[Group] = []
    for members, reason in zip(after.groups, after.reasons, strict=True):
        same = max(left, key=lambda group: len(set(group.people) & set(members)), default=None)
        if same is not None and set(same.people) & set(members):
            left.remove(same)
            groups.append(replace(same, people=members, reason=reason))
        else:
            label = _label(home, _free_number(made, groups), members, session) if home else "Group"
            groups.append(Group(id=fresh("g"), label=label, people=members, reason=reason))
    order = {group.id: number for number, group in enumerate(made.groups)}
    groups.sort(key=lambda group: order.get(group.id, len(order)))
    return _replaced(session, replace(made, groups=tuple(groups)))


def _free_number(made: Round, groups: Iterable[Group]) -> int:
    """The first number that no group of the round, old or new, goes by."""
    taken = {group.label.rpartition(" ")[2] for group in (*made.groups, *groups)}
    return next(number for number in range(1, len(taken) + 2) if str(number) not in taken)


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


def _replaced(session: Session, changed: Round) -> Session:
    return replace(
        session, rounds=tuple(changed if made.id == changed.id else made for made in session.rounds)
    )


def _label(home: Step, number: int, people: tuple[str, ...], session: Session) -> str:
    if home.together in ("school", "role"):
        first = session.person(people[0])
        if first:
            return (first.school if home.together == "school" else first.role) or f"Group {number}"
    return f"{_NAMES[home.together]} {number}"
