"""Same as last time: the groups that people were in at the cluster's session before, for those who are here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace

from sessions import bonds, pairing, pairing_changes, rounds
from sessions.model import Person, Round, Session, Step
from sessions.pairing import Arrangement, Met
from sessions.text import key

AS_THEN = "as they were last time"


class Before(NamedTuple):
    """A round of an earlier session, and that session."""

    session: Session
    made: Round


def groups_before(session: Session, step: Step, earlier: Sequence[Session]) -> Before | None:
    """The groups that this step can take over: of the session this one goes on from, else of the newest of the
    `earlier` ones (newest first) that has groups of the same kind with at least two people of this list in one.

    Where that session had several such rounds it is the one of the step with the same title, else its last.
    """
    home = rounds.home_step(session, step)
    if home is None:
        return None
    ordered = sorted(earlier, key=lambda one: one.id != session.meta.follows)
    here = {person.id for person in session.people}
    for one in ordered:
        found = [
            (then, made)
            for made in rounds.in_force(one)
            if (then := one.step(made.step)) is not None
            and _kind(then) == _kind(home)
            and any(len(here & set(group.people)) > 1 for group in made.groups)
        ]
        if found:
            _, made = max(found, key=lambda pair: (key(pair[0].title) == key(home.title), pair[1].made_at))
            return Before(one, made)
    return None


def make(session: Session, step: Step, then: Round, now: datetime, met: Met) -> Session:
    """The session with a new round of this step: people sit as they did `then`.

    Who is not here is left out. Who has nobody left, and who was not there then, fill the groups that have become
    small, and are put together as new groups are where there are enough of them. Nobody is put with someone they are
    to be kept apart from, and those who are to be together leave their groups for it. `met` is from earlier sessions.
    """
    home = rounds.home_step(session, step)
    if home is None:
        return session
    if home.together in ("school", "role"):
        # What someone's school or role is now says where they sit.
        return rounds.make(session, step, now, met)
    rules = rounds.rules_at(session, home)
    known = {person.id: person for person in session.people}
    here = rounds.present(session)
    counts = rounds.met_besides(session, home, met)
    free = _bound_otherwise(session, then)
    staying = {person.id for person in here} - free
    left = (tuple(one for one in group.people if one in staying) for group in then.groups)
    kept = Arrangement(groups=tuple(group for group in left if len(group) > 1), reasons=())
    reasons = (pairing.reason_for(kept, at, known, rules, {}, AS_THEN) for at in range(len(kept.groups)))
    kept = replace(kept, reasons=tuple(reasons))
    inside = {one for group in kept.groups for one in group}
    whole = _filled_up(kept, [one for one in here if one.id not in inside], known, rules, counts)
    return rounds.put(session, home, whole, now)


def _filled_up(
    kept: Arrangement, waiting: list[Person], known: dict[str, Person], rules: pairing.Rules, met: Met
) -> Arrangement:
    """The groups that stay with everyone who waits: first into groups that have lost people, then into new ones; too
    few for a new one join the others."""
    while waiting and kept.groups and min(map(len, kept.groups)) < rules.size:
        kept = pairing_changes.join(kept, waiting.pop(0), known, rules, met, keep=AS_THEN)
    if len(waiting) >= max(2, rules.size - 1) or not kept.groups:
        seed = "/".join(sorted(one.id for one in waiting))
        new = pairing.arrange(waiting, rules, met, seed)
        together = pairing.pairs_in(new.groups)
        if not kept.groups or rules.apart.isdisjoint(together):
            return Arrangement(groups=kept.groups + new.groups, reasons=kept.reasons + new.reasons)
    for one in waiting:
        kept = pairing_changes.join(kept, one, known, rules, met, keep=AS_THEN)
    return kept


def _bound_otherwise(session: Session, then: Round) -> set[str]:
    """Who cannot sit as they did, because of someone they are to be kept apart from or together with."""
    return {person for bond in bonds.broken(session, then) for person in bond.people}


def _kind(step: Step) -> tuple[str, int]:
    return step.together, (step.size or 4) if step.together == "groups" else 0
