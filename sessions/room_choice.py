"""What the whole room works on: where it is asked, what it has chosen, and the hands that went up."""

from __future__ import annotations

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
    order = {
        one.ref: place
        for place, one in enumerate(
            one for used in session.frameworks for one in topics(used.framework, "anything")
        )
    }
    focus = set(session.meta.focus) ^ {ref}
    return choices.focus_on(session, tuple(sorted(focus, key=lambda one: order.get(one, len(order)))))


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


def outcome(session: Session) -> str:
    """What got the most hands and by how many it is ahead, or that several are even; "" before any hand."""
    step, most = asked_at(session), winners(session)
    if step is None or not most:
        return ""
    counted = choices.hands(session, step.id)
    count = counted[most[0].ref]
    if len(most) > 1:
        return f"{even(session, most, count)}."
    second = max((one for one in counted.values() if one < count), default=None)
    ahead = "" if second is None else f", {count - second} ahead"
    return f"Most for {spoken(session, most[0])}: {count}{ahead}."


def winners(session: Session) -> tuple[Topic, ...]:
    """What got the most hands where the room was asked; several where they are even."""
    step = asked_at(session)
    refs = choices.most_hands(session, step.id) if step else ()
    return tuple(one for ref in refs if (one := topic(session, ref)) is not None)


def to_take(session: Session) -> tuple[tuple[Topic, ...], str]:
    """What the show of hands says the room works on; or nothing and, in words, what the facilitator has to decide.

    Even ones are all taken only where the step suggests as many.
    """
    step = asked_at(session)
    found = winners(session)
    if step is None or not found:
        return (), "No hands are counted yet."
    if len(found) > max(1, step.choose_most):
        count = choices.hands(session, step.id)[found[0].ref]
        return (), f"{even(session, found, count)}: mark one and choose it."
    return found, ""


def even(session: Session, found: tuple[Topic, ...], count: int) -> str:
    """That these are even: "2 and 5 are even with 9 hands"."""
    names = [one.code or spoken(session, one) for one in found]
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{listed} are even with {_hands(count)}"


def spoken(session: Session, one: Topic) -> str:
    """What one is called while the room chooses: by its number on the stage, else as it is named."""
    number = numbers(asked_for(session)).get(one.ref)
    return named(one) if number is None else f"number {number}"


def _hands(count: int) -> str:
    return f"{count} {'hand' if count == 1 else 'hands'}"


def taken(session: Session) -> Session:
    """The room works on what got the most hands, in place of what it had chosen in that framework."""
    step, (found, _) = asked_at(session), to_take(session)
    if step is None or not found:
        return session
    return choices.choose(session, step.id, choices.ROOM, tuple(one.ref for one in found))


def hands_forgotten(session: Session) -> Session:
    """Without the hands counted where the room was asked."""
    step = asked_at(session)
    return replace(session, hands=tuple(one for one in session.hands if step is None or one.step != step.id))
