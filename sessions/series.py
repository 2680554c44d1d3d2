"""Sessions that follow one another: what one leaves for the next, and the next one made from the last.

What is left is copied, not looked up later: a session file stays whole when it goes to another machine, and the
review shows a learning point as it was written. It can be brought anew until the session begins, because sheets
are often typed up days after the workshop.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from sessions import bonds
from sessions.answers import NAMING, readable
from sessions.dates import school_day
from sessions.ids import fresh, session_id
from sessions.known_names import helpers, schools_in
from sessions.model import (
    LEFT,
    ActionState,
    Earlier,
    Field,
    Kind,
    Meta,
    Note,
    Person,
    Review,
    Session,
    Step,
)
from sessions.outcomes import actions, written
from sessions.runsheet import begun
from sessions.text import key
from sessions.topics import CALLED

# What is said of an earlier item besides its state is its review.
_STATES: dict[str, ActionState] = {"done": "done", "dropped": "dropped"}
# An entry of a learning log stays in the log whatever became of it.
_KEPT: tuple[Kind, ...] = ("learning",)


def left(session: Session) -> tuple[Earlier, ...]:
    """What a session leaves for the next one: what it was left itself and is still open, with what was said of it
    here, then what was written in it. Of a learning log every entry stays.

    What one person said of something that is others' too closes it only if all who said how it stands agree.
    """
    said = _said(session)
    before = [_reviewed(item, said.get(item.id, ())) for item in session.earlier]
    own = [_reviewed(item, said.get(item.id, ())) for item in _own(session)]
    return tuple(item for item in (*before, *own) if item.state == "open" or item.kind in _KEPT)


def bring(session: Session, before: Session) -> Session:
    """The session with what `before` leaves, in place of what it was brought earlier; what notes are about stays.
    One that has begun comes back as it is, and so does one of another cluster: what one group of schools wrote is
    never shown to another.

    What was to be deleted by now stays behind, and so do the words of people who are not on the list any more,
    unless they were shared with the room.
    """
    if begun(session) is not None or key(session.meta.cluster) != key(before.meta.cluster):
        return session
    here = {one.id for one in session.people}
    found = tuple(
        _owned_in_words(item, before, here)
        for item in left(before)
        if (item.delete_by is None or item.delete_by >= session.meta.date)
        and (not item.people or item.shared == "room" or here & set(item.people))
    )
    there = {item.id for item in found}
    spoken_of = {note.about.ref for note in session.notes if note.about and not note.about.framework}
    kept = tuple(item for item in session.earlier if item.id in spoken_of and item.id not in there)
    meta = _knowing(session, before)
    if (*found, *kept) == session.earlier and meta == session.meta:
        return session
    return replace(session, earlier=(*found, *kept), meta=meta)


def _knowing(session: Session, before: Session) -> Meta:
    """The particulars with every name that only the earlier session knows, and with what was decided about words that
    may be names: what was left may say them, and names removed has to find them."""
    known = {key(name) for one in session.people for name in (one.name, *one.aliases)}
    names = [name for one in before.people for name in (one.name, *one.aliases)]
    names += helpers(before)
    schools = {key(name) for name in schools_in(replace(session, earlier=()))}
    return replace(
        session.meta,
        follows=before.id,
        former_names=_joined(
            session.meta.former_names,
            (*before.meta.former_names, *(name for name in names if key(name) not in known)),
        ),
        former_schools=_joined(
            session.meta.former_schools,
            (*before.meta.former_schools, *(one for one in schools_in(before) if key(one) not in schools)),
        ),
        # What was decided here stands against what was decided before.
        names_also=_decided(session.meta.names_also, before.meta.names_also, session.meta.names_not),
        names_not=_decided(session.meta.names_not, before.meta.names_not, session.meta.names_also),
    )


def _owned_in_words(item: Earlier, before: Session, here: set[str]) -> Earlier:
    """An action whose owner is not on the list any more says their name in place of their id."""
    owner = before.person(item.owner)
    return replace(item, owner=owner.name) if owner is not None and owner.id not in here else item


def again(before: Session, *, day: date, now: datetime, start: str = "", title: str = "") -> Session:
    """*Same again*: a new session with the plan of the last one, as it was changed, for the same people, with
    what it left. The review comes as long after it as the last one's did, deletion likewise."""
    ids = {step.id: fresh("s") for step in before.steps}
    steps = tuple(replace(step, id=ids[step.id], same_as=ids.get(step.same_as, "")) for step in before.steps)
    was = before.meta
    meta = replace(
        was,
        id=session_id(day, was.cluster),
        title=title or was.title,
        date=day,
        start=start or was.start,
        status="planned",
        focus=(),
        review_date=_as_long_after(was.review_date, was.date, day, school=True),
        delete_by=_as_long_after(was.delete_by, was.date, day),
        steps=tuple(step.id for step in steps),
        screens=0,
        created=now,
        follows=before.id,
    )
    made = Session(
        meta=meta, steps=steps, frameworks=before.frameworks, people=tuple(map(_expected, before.people))
    )
    return bring(bonds.bring(made, [before]), before)


def follow(session: Session, before: Session, earlier: Sequence[Session] = ()) -> Session:
    """A new session that goes on from another one: what that left, and its people unless a list was given.

    Who is to be kept apart or together comes from the cluster's `earlier` sessions, newest first; without them from
    `before`.
    """
    people = session.people or tuple(map(_expected, before.people))
    return bring(bonds.bring(replace(session, people=people), earlier or [before]), before)


def next_day(before: Session, today: date) -> date:
    """The day a session is likely to be followed on: when it was to be looked back on, else a week on."""
    planned = before.meta.review_date
    return planned if planned and planned >= today else school_day(today + timedelta(weeks=1))


def reviews(session: Session, item: Earlier) -> tuple[Review, ...]:
    """Everything that was said of an earlier item, in order of time, in this session too."""
    return (*item.reviews, *_said(session).get(item.id, ()))


def stands(session: Session) -> dict[str, ActionState]:
    """How everything that earlier sessions left stands by now, by its id, with what was said of it in this one."""
    said = _said(session)
    return {item.id: state_of(item, said.get(item.id, ())) for item in session.earlier}


def _own(session: Session) -> Iterable[Earlier]:
    """What was written in this session itself, in the order of the notes."""
    settled = {action.id: action for action in actions(session)}
    details = {detail.id: detail for detail in session.points}
    steps = {step.id: step.title for step in session.steps}
    for note, fields in written(session):
        for field, text in fields:
            # What was put into practice without an entry before it is an entry of the log itself.
            alone = field.kind == "practice" and not (note.about and not note.about.framework)
            kind: Kind = "learning" if alone else field.kind
            if kind not in LEFT:
                continue
            id = f"{note.id}.{field.key}"
            action = settled.get(id)
            detail = details.get(id)
            yield Earlier(
                id=id,
                session=session.id,
                day=session.meta.date,
                kind=kind,
                step=steps.get(note.step, ""),
                field=field.name,
                text=text,
                people=note.people if not note.school else (),
                school=note.school,
                shared=note.shared,
                owner=action.owner if action else "",
                due=action.due if action else None,
                by_review=bool(action and action.by_review),
                state=action.state if action else "open",
                delete_by=session.meta.delete_by,
                title=session.meta.title,
                reviews=detail.reviews if detail else (),
            )


def _said(session: Session) -> dict[str, tuple[Review, ...]]:
    """What was said in a session of each earlier item, by the item's id."""
    found: dict[str, tuple[Review, ...]] = {}
    for note, fields in written(session):
        if note.about is not None and not note.about.framework:
            found[note.about.ref] = (*found.get(note.about.ref, ()), _review(note, fields))
    return found


def _review(note: Note, fields: tuple[tuple[Field, str], ...]) -> Review:
    """One note about an earlier item. What is left for the next session again is an item of its own there."""
    # Who helps is not said of the item, and where names are removed it could not be told from what is.
    left_out = {"state", *LEFT, *NAMING}
    words = [(field, readable(field.kind, text)) for field, text in fields if field.kind not in left_out]
    text = words[0][1] if len(words) == 1 else "\n".join(f"{field.name}: {text}" for field, text in words)
    state = next((text for field, text in fields if field.kind == "state"), "")
    return Review(
        at=note.at, text=text, state=state, people=note.people, school=note.school, shared=note.shared
    )


def _reviewed(item: Earlier, said: tuple[Review, ...]) -> Earlier:
    return replace(item, reviews=(*item.reviews, *said), state=state_of(item, said)) if said else item


def state_of(item: Earlier, said: Sequence[Review]) -> ActionState:
    """How an item stands after this was said of it in one session. The last word counts; where it is several
    people's or a school's and each was asked alone, it is done or dropped only if all of them say so."""
    judged = [review for review in said if review.state]
    if not judged:
        return item.state
    together = [review for review in judged if review.school or len(review.people) != 1]
    if together or (len(item.people) == 1 and not item.school):
        return _STATES.get(key((together or judged)[-1].state), "open")
    last = {review.people: _STATES.get(key(review.state), "open") for review in judged}
    states: set[ActionState] = set(last.values())
    return states.pop() if len(states) == 1 else "open"


def _expected(person: Person) -> Person:
    return replace(person, here=None)


def _as_long_after(was: date | None, then: date, day: date, *, school: bool = False) -> date | None:
    if was is None:
        return None
    found = day + max(was - then, timedelta(0))
    return school_day(found) if school else found


def _joined(names: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*names, *more)))


def _decided(here: tuple[str, ...], before: tuple[str, ...], against: tuple[str, ...]) -> tuple[str, ...]:
    known = {key(one) for one in (*here, *against)}
    return (*here, *(one for one in before if key(one) not in known))


def brought_words(session: Session) -> str:
    """What was brought from earlier sessions, in words: "2 open actions and 1 learning point are brought."."""
    said = []
    for kind in LEFT:
        count = sum(item.kind == kind for item in session.earlier)
        words = CALLED[kind].one if count == 1 else CALLED[kind].many
        if count:
            said.append(f"{count} {'open ' if kind == 'action' else ''}{words}")
    if not said:
        return "Nothing open is brought from the session it follows."
    listed = " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
    return f"{listed} {'is' if len(session.earlier) == 1 else 'are'} brought."


def opens_with_earlier(steps: Iterable[Step]) -> bool:
    """Whether a plan asks about what earlier sessions left, so that it matters which one it follows."""
    return any(step.for_each == "earlier" for step in steps)
