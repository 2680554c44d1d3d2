"""What the whole room works on: where it is asked, what it has chosen, and the hands that went up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from frameworks.model import Framework
from sessions import choices
from sessions.model import Ref, Session, Step, UsedFramework
from sessions.offer import numbers, offered
from sessions.rounds import present
from sessions.topics import Topic, topic, topics

# The words of an uncoded statement that stand for it where several things are named in one line.
_WORDS = 6


def asked_at(session: Session) -> Step | None:
    """The step at which the room is asked: the current one if something is chosen there, else the last such step
    before it, else the next one after it; without any, the current step (before the start the first)."""
    steps = list(session.steps)
    at = session.step(session.progress.step)
    here = steps.index(at) if at in steps else 0
    before = [step for step in steps[: here + 1] if step.choose]
    after = [step for step in steps[here + 1 :] if step.choose]
    return before[-1] if before else after[0] if after else steps[here] if steps else None


def frameworks_in_order(session: Session) -> tuple[Framework, ...]:
    """The session's frameworks, the one that the asking step works on before the others."""
    step = asked_at(session)
    first = step.framework if step else ""
    found = sorted(session.frameworks, key=lambda used: used.id != first)
    return tuple(used.framework for used in found)


def asked_for(session: Session) -> tuple[Topic, ...]:
    """What the room raises its hands for: what its stage lists to choose from; the areas where it lists nothing."""
    step = asked_at(session)
    framework = session.framework(step.framework) if step else None
    if step is not None and framework is not None and step.choose:
        return offered(step, framework)
    return tuple(one for framework in frameworks_in_order(session) for one in topics(framework, "area"))


def called(session: Session) -> dict[Ref, int]:
    """The numbers that the room and the facilitator call things by while they choose, the same on stage and list:
    those on the stage where it lists something without codes, the areas' codes where these are numbers, else the
    areas' places."""
    step = asked_at(session)
    framework = session.framework(step.framework) if step else None
    if step is not None and framework is not None and step.choose and (found := numbers(asked_for(session))):
        return found
    areas = [one for used in frameworks_in_order(session) for one in topics(used, "area")]
    codes = [one.code for one in areas]
    if all(code.isascii() and code.isdigit() for code in codes) and len(
        set(map(int, codes or ("0",)))
    ) == len(codes):
        return {one.ref: int(one.code) for one in areas}
    return {one.ref: place for place, one in enumerate(areas, 1)}


def in_play(session: Session) -> tuple[Topic, ...]:
    """What the whole room works on, in words."""
    return tuple(one for ref in session.meta.focus if (one := topic(session, ref)) is not None)


def with_framework(session: Session, framework: Framework) -> Session:
    """The session with a copy of this framework; one that it has already stays as it is."""
    if session.framework(framework.id) is not None:
        return session
    used = UsedFramework(id=framework.id, digest=framework.digest(), framework=framework)
    return replace(session, frameworks=(*session.frameworks, used))


def toggled(session: Session, ref: Ref, framework: Framework | None = None) -> Session:
    """The room works on this too, or no longer; what it works on stands in the order of the frameworks.

    Where the session does not have the `framework` that it is in, it gets a copy, and keeps it.
    """
    if framework is not None:
        session = with_framework(session, framework)
    focus = set(session.meta.focus) ^ {ref}
    return choices.focus_on(session, in_order(session, focus))


def in_order(session: Session, refs: Iterable[Ref]) -> tuple[Ref, ...]:
    """These, as the frameworks have them one after the other."""
    every = (one for used in session.frameworks for one in topics(used.framework, "anything"))
    order = {one.ref: place for place, one in enumerate(every)}
    return tuple(sorted(refs, key=lambda one: order.get(one, len(order))))


def suggestion(session: Session) -> str:
    """How many are suggested, in words; "" where any number is. More are never refused."""
    step = asked_at(session)
    most = step.choose_most if step else 0
    if not most:
        return ""
    count = len(in_play(session))
    suggested = f"up to {most} are suggested." if most > 1 else "one is suggested."
    return f"{count} are chosen; {suggested}" if count > most else suggested[:1].upper() + suggested[1:]


def named(one: Topic) -> str:
    """What one of several is called in a line: an area or an earlier item by its words, a group with its area, a
    statement by its code or its first words."""
    if one.kind == "group":
        return f"{one.text} ({one.within})"
    if one.kind != "statement":
        return one.label
    words = (one.own or one.text).split()
    return one.code or " ".join(words[:_WORDS]).rstrip(",;:.") + ("…" if len(words) > _WORDS else "")


def turnout(session: Session) -> str:
    """How many hands went up, of how many people; "" before any. Each may raise several, so that more hands than
    people are said and never refused; for one thing nobody has two, so that is said as well."""
    step = asked_at(session)
    counted = choices.hands(session, step.id) if step else {}
    if not counted:
        return ""
    here = len(present(session))
    people = "person" if here == 1 else "people"
    most = max(counted.values())
    slip = f", {most} of them for one thing" if most > here else ""
    return f"{_hands(sum(counted.values()))} of {here} {people}{slip}."


class Standing(NamedTuple):
    """What a show of hands says: what the room takes, the most hands first, as many as are suggested at most; and what
    is even for the `places` that are left of these, for the facilitator to decide."""

    taken: tuple[Topic, ...] = ()
    even: tuple[Topic, ...] = ()
    places: int = 0


def standing(session: Session) -> Standing:
    """How the hands stand where the room was asked. What nobody raised a hand for is never among them."""
    step = asked_at(session)
    if step is None:
        return Standing()
    by_count: dict[int, list[Topic]] = {}
    for ref, count in choices.hands(session, step.id).items():
        if count and (one := topic(session, ref)) is not None:
            by_count.setdefault(count, []).append(one)
    places = max(1, step.choose_most)
    taken: list[Topic] = []
    for _, level in sorted(by_count.items(), reverse=True):
        if len(level) > places:
            return Standing(tuple(taken), tuple(level) if places else (), places)
        taken += level
        places -= len(level)
    return Standing(tuple(taken))


def outcome(session: Session) -> str:
    """What got the most hands and by how many it is ahead; where the room takes several, these; and what is even for
    the last of them. "" before any hand."""
    step, found = asked_at(session), standing(session)
    if step is None or found == Standing():
        return ""
    counted = choices.hands(session, step.id)
    said = []
    if len(found.taken) == 1:
        first = counted[found.taken[0].ref]
        second = max((one for one in counted.values() if one < first), default=None)
        ahead = "" if second is None else f", {first - second} ahead"
        said.append(f"Most for {spoken(session, found.taken[0])}: {first}{ahead}.")
    elif found.taken:
        listed = ", ".join(f"{spoken(session, one)} ({counted[one.ref]})" for one in found.taken)
        said.append(f"Most for {listed}.")
    if found.even:
        said.append(f"{_even(session, found)}.")
    return " ".join(said)


def to_take(session: Session) -> tuple[tuple[Topic, ...], str]:
    """What the show of hands says the room works on: the first ones, as many as the step suggests; and, in words,
    what the facilitator still has to decide. Even ones are taken only where there is room for all of them."""
    found = standing(session)
    if found == Standing():
        return (), "No hands are counted yet."
    return found.taken, f"{_even(session, found)}: mark one and choose it." if found.even else ""


def _even(session: Session, found: Standing) -> str:
    """That some are even: "2 and 5 are even with 9 hands"."""
    step = asked_at(session)
    count = choices.hands(session, step.id)[found.even[0].ref] if step else 0
    names = [one.code or spoken(session, one) for one in found.even]
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    place = "the last place" if found.places == 1 else f"the last {found.places} places"
    return f"{listed} are even with {_hands(count)}{f', for {place}' if found.taken else ''}"


def spoken(session: Session, one: Topic) -> str:
    """What one is called while the room chooses: by its number on the stage, else as it is named."""
    number = numbers(asked_for(session)).get(one.ref)
    return named(one) if number is None else f"number {number}"


def _hands(count: int) -> str:
    return f"{count} {'hand' if count == 1 else 'hands'}"


def taken(session: Session) -> Session:
    """The room works on what got the most hands, in place of what it had chosen in that framework. What is left to the
    facilitator is not taken."""
    step, (found, _) = asked_at(session), to_take(session)
    if step is None or not found:
        return session
    return choices.choose(session, step.id, choices.ROOM, in_order(session, (one.ref for one in found)))


def hands_forgotten(session: Session) -> Session:
    """Without the hands counted where the room was asked."""
    step = asked_at(session)
    return replace(session, hands=tuple(one for one in session.hands if step is None or one.step != step.id))
