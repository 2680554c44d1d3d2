"""Groups that are there already, as people come and leave, change places, and wishes are added.

As little changes as can: nobody else's pair is made anew. How that is decided is in `pairing_changes`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from sessions import pairing, pairing_changes
from sessions.ids import fresh
from sessions.model import Group, Person, Round, Session, Step
from sessions.rounds import (
    Met,
    home_step,
    label_of,
    make,
    met_besides,
    needs_round,
    present,
    round_for,
    rules_at,
)

BY_HAND = "people have changed places"


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


def mended(session: Session, made: Round, met: Met | None = None) -> Session | None:
    """The session with as few people of a round as can be in other groups, so that those to be kept apart are, and
    those to be together are. None where no few changes bring it nearer."""
    home = session.step(made.step)
    if home is None or home.together in ("school", "role"):
        return None
    known = {person.id: person for person in session.people}
    rules, counts = rules_at(session, home), met_besides(session, home, met)
    after = pairing_changes.mend(_arrangement(made), known, rules, counts)
    if after is None:
        return None
    groups = tuple(
        group if group.people == people else replace(group, people=people, reason=reason)
        for group, people, reason in zip(made.groups, after.groups, after.reasons, strict=True)
    )
    return _replaced(session, replace(made, groups=groups))


def take_out(session: Session, made: Round, person: str, met: Met | None = None) -> Session:
    """Take someone who has left out of a round. One left alone joins another group, or one of a trio joins them;
    nobody else moves."""
    return _rearranged(session, made, met, leaving=person)


def put_in(
    session: Session, made: Round, person: str, met: Met | None = None, *, split: bool | None = None
) -> Session:
    """Put a latecomer into a round; nobody else's group changes but the one that takes them in, or the trio that
    becomes two pairs with them. That is not split once its turn has begun, unless `split` says so. One who is not on
    the list any more is put nowhere."""
    if session.person(person) is None:
        return session
    return _rearranged(session, made, met, joining=person, split=split)


def begun(session: Session, made: Round) -> bool:
    """Whether people have begun to work in these groups: the clock of a step that uses them was started, or one of
    those steps has been left, or something was written in them."""
    steps = {one.id for one in session.steps if (home := home_step(session, one)) and home.id == made.step}
    left = {visit.step for visit in session.progress.visits if not visit.skipped} - {session.progress.step}
    written = any(note.round == made.id for note in session.notes)
    return written or session.clock.step in steps or not left.isdisjoint(steps)


def would_split(session: Session, person_id: str, met: Met | None = None) -> tuple[str, str, str] | None:
    """What can be decided of a latecomer while people work already: the names of whom of a trio they would be with if
    it were split now, and of the two who would stay. None where there is nothing to decide."""
    step, person = session.step(session.progress.step), session.person(person_id)
    made = round_for(session, step) if step else None
    if made is None or person is None or not begun(session, made):
        return None
    home = session.step(made.step)
    if home is None or home.together != "pairs" or any(person_id in group.people for group in made.groups):
        return None
    people = {one.id: one for one in session.people}
    rules, counts = rules_at(session, home), met_besides(session, home, met)
    found = pairing_changes.may_split(_arrangement(made), person, people, rules, counts)
    if found is None:
        return None
    partner, one, other = (people[id].name if id in people else "" for id in found)
    return partner, one, other


def arrival(
    session: Session, person_id: str, here: bool, met: Met | None = None, *, split: bool | None = None
) -> Session:
    """Tick someone as here or not here, and let them join or leave the round in force at the current step; `split` as
    in `put_in`.

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
        return put_in(session, made, person_id, met, split=split)
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


def _rearranged(
    session: Session,
    made: Round,
    met: Met | None,
    *,
    joining: str = "",
    leaving: str = "",
    split: bool | None = None,
) -> Session:
    home = session.step(made.step)
    people = {person.id: person for person in session.people}
    if home is not None and home.together in ("school", "role"):
        inside = {person for group in made.groups for person in group.people} | {joining}
        stay = [person for person in session.people if person.id in inside and person.id != leaving]
        after = pairing.by_school(stay) if home.together == "school" else pairing.by_role(stay)
    else:
        rules, counts = rules_at(session, home), met_besides(session, home, met)
        may = split if split is not None else not begun(session, made)
        before, keep = _arrangement(made), "" if may else pairing_changes.BEGUN
        if joining:
            after = pairing_changes.join(before, people[joining], people, rules, counts, keep=keep)
        else:
            after = pairing_changes.leave(before, leaving, people, rules, counts, keep=keep)
    # A group is the same one, id and number kept, while it shares most people with what it was.
    left = list(made.groups)
    groups: list[Group] = []

    def shared(members: tuple[str, ...]) -> int:
        return max((len(set(group.people) & set(members)) for group in made.groups), default=0)

    for members, reason in sorted(
        zip(after.groups, after.reasons, strict=True), key=lambda each: -shared(each[0])
    ):
        same = max(left, key=lambda group: len(set(group.people) & set(members)), default=None)
        if same is not None and set(same.people) & set(members):
            left.remove(same)
            groups.append(replace(same, people=members, reason=reason))
        else:
            label = label_of(home, _free_number(made, groups), members, session) if home else "Group"
            groups.append(Group(id=fresh("g"), label=label, people=members, reason=reason))
    order = {group.id: number for number, group in enumerate(made.groups)}
    groups.sort(key=lambda group: order.get(group.id, len(order)))
    return _replaced(session, replace(made, groups=tuple(groups)))


def _arrangement(made: Round) -> pairing.Arrangement:
    return pairing.Arrangement(
        groups=tuple(group.people for group in made.groups),
        reasons=tuple(group.reason for group in made.groups),
    )


def _free_number(made: Round, groups: Iterable[Group]) -> int:
    """The first number that no group of the round, old or new, goes by."""
    taken = {group.label.rpartition(" ")[2] for group in (*made.groups, *groups)}
    return next(number for number in range(1, len(taken) + 2) if str(number) not in taken)


def _replaced(session: Session, changed: Round) -> Session:
    return replace(
        session, rounds=tuple(changed if made.id == changed.id else made for made in session.rounds)
    )
