"""What stands in a hand-out's calendar: the review, the days of swaps and visits, and the session that comes next."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from msgspec.structs import replace

from exports import names as hiding
from exports.document import Event
from exports.scope import Scope, swaps_with
from exports.words import sentence
from sessions import planning
from sessions.earlier import owned_by
from sessions.model import Session, Swap
from sessions.outcomes import actions
from sessions.text import one_line


def events(scope: Scope) -> tuple[Event, ...]:
    """The review with what someone has to do until then, the swap days that the hand-out tells of (all of them in the
    record, their own in someone's own notes), and the session that comes next. Where that is on the day of the review
    it is one event: the review's, which a calendar may have already."""
    review = tuple(_review(scope))
    together = {one.day for one in review}
    same = [one for one in scope.coming if one.day in together]
    if same:
        first = review[0]
        details = "\n".join(filter(None, (first.title, first.details, same[0].details)))
        review = (replace(same[0], id=first.id, details=details),)
    return (*review, *_swaps(scope), *(one for one in scope.coming if one not in same[:1]))


def next_session(session: Session, following: Session, *, names_kept: bool) -> tuple[Event, ...]:
    """When the session is that goes on from this one. With names removed its title is said without them."""
    meta = following.meta
    title = meta.title
    if not names_kept:
        # Its title may name people whom only this session knows.
        asked = replace(session, notes=(), meta=replace(session.meta, title=title))
        title = hiding.removed(asked, whole=session).meta.title
        asked = replace(following, notes=(), meta=replace(meta, title=title))
        title = hiding.removed(asked, whole=following).meta.title
    return (session_event(following, one_line(title), one_line(meta.cluster)),)


def session_event(session: Session, title: str, details: str) -> Event:
    """A session itself, at the time that it is planned for."""
    meta = session.meta
    return Event(
        id=_id(session, "session"),
        day=meta.date,
        title=title,
        details=details,
        start=meta.start,
        zone=meta.zone,
        minutes=planning.length(session),
    )


def _review(scope: Scope) -> Iterator[Event]:
    session = scope.session
    day = session.meta.review_date
    if day is not None:
        tasks = "\n".join(f"- {one_line(task)}" for task in to_do(scope))
        whose = " ".join(sorted(scope.mine))
        yield Event(
            id=_id(session, "review", whose),
            day=day,
            title=f"Review: {one_line(session.meta.title)}",
            details=tasks,
        )


def to_do(scope: Scope) -> list[str]:
    """What someone still has to do, in their own notes; nothing in any other hand-out."""
    if scope.kind != "person":
        return []
    session = scope.session
    found = [one.what for one in actions(session) if one.owner in scope.mine and one.state == "open"]
    for item in session.earlier:
        open_still = item.kind == "action" and item.text and scope.stands.get(item.id) == "open"
        if open_still and scope.mine & set(owned_by(session, item)):
            found.append(item.text)
    return found


def _swaps(scope: Scope) -> Iterator[Event]:
    if scope.kind not in ("record", "person"):
        return
    for swap in scope.session.swaps:
        if scope.mine and not scope.mine & {swap.person, swap.partner}:
            continue
        title, details = _of_one(scope, swap) if scope.mine else _of_both(scope, swap)
        whose = " ".join(sorted(scope.mine & {swap.person, swap.partner}))
        for number, day in enumerate(sorted(swap.dates), 1):
            # By its number, so that a day that was moved takes the place of the one before.
            yield Event(
                id=_id(scope.session, "swap", swap.id, str(number), whose),
                day=day,
                title=title,
                details=details,
            )


def _of_one(scope: Scope, swap: Swap) -> tuple[str, str]:
    """A swap or visit as one of the two has it."""
    if not swap.partner:
        return f"Visit to {one_line(swap.host)}", ""
    goes = swap.person in scope.mine
    there, here = (swap.host, swap.home) if goes else (swap.home, swap.host)
    comes = _name(scope, swap.partner if goes else swap.person)
    details = f"{sentence(comes)} comes to {one_line(here)} on the same day." if comes else ""
    return f"Swap day at {one_line(there)}", details


def _of_both(scope: Scope, swap: Swap) -> tuple[str, str]:
    """A swap or visit as it stands in the record."""
    goes = f"{sentence(_name(scope, swap.person) or 'someone')} at {one_line(swap.host)}"
    if not swap.partner:
        return f"Visit: {goes}", ""
    return f"Swap day: {goes}, {_name(scope, swap.partner) or 'someone'} at {one_line(swap.home)}", ""


def _name(scope: Scope, person_id: str) -> str:
    return one_line(swaps_with(scope, person_id))


def _id(session: Session, *parts: str) -> str:
    """The same for the same thing in every export, without telling whose it is."""
    return str(uuid5(NAMESPACE_URL, " ".join(("facilitator", session.id, *parts))))
