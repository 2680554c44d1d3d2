"""Putting the sample's words where they belong.

Which of them belong to which step is found by what the steps capture, in this one place, so that a template may
be reworded without a change here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from sessions import choices, forms, notes, rounds
from sessions.forms import Form, Subject
from sessions.ids import fresh
from sessions.model import Group, Ref, Round, Session, Step

# What an entry of the sample says beside the words for a form.
_NOT_WORDS = {"person", "pair", "with", "cite", "held"}

Entry = Mapping[str, Any]


def talk(session: Session) -> Step:
    """The step at which people talk in pairs of their own."""
    return next(step for step in session.steps if step.roles and step.together in rounds.GROUPED)


def choosing(session: Session) -> Step:
    """The step at which each person chooses."""
    return next(step for step in session.steps if step.choose == "person")


def spread(session: Session, entry: Entry) -> Iterator[tuple[Step, dict[str, str]]]:
    """The steps whose forms take an entry's words, with the words for each.

    The step that takes most of them comes first; what is left goes to steps of the same template if it can.
    Raises LookupError for words that no step asks for: nothing of the sample is lost.
    """
    left = {key: text for key, text in entry.items() if key not in _NOT_WORDS}
    template = ""
    while left:

        def taken(step: Step, home: str = template) -> tuple[int, bool]:
            return sum(field.key in left for field in step.capture), step.template == home

        step = max(session.steps, key=taken)
        words = {field.key: left.pop(field.key) for field in step.capture if field.key in left}
        if not words:
            raise LookupError(f"no step asks for {', '.join(left)}")
        template = step.template
        yield step, words


def step_of(session: Session, entry: Entry) -> Step:
    return next(spread(session, entry))[0]


def with_round(session: Session, step: Step, pairs: Sequence[Sequence[str]], at: datetime) -> Session:
    """The sample's pairs as the round of a step."""
    home = rounds.home_step(session, step)
    if home is None:
        raise LookupError(f"{step.title} has no pairs")
    ids = {person.name: person.id for person in session.people}
    groups = tuple(
        Group(id=fresh("g"), label=f"Pair {number}", people=tuple(ids[name] for name in names))
        for number, names in enumerate(pairs, 1)
    )
    made = Round(id=fresh("r"), step=home.id, groups=groups, made_at=at)
    return replace(session, rounds=(*session.rounds, made))


def chosen(session: Session, chosen: Mapping[str, str]) -> Session:
    """Each person's own choice."""
    step = choosing(session)
    for person in session.people:
        if person.name in chosen:
            areas = (Ref(framework=step.framework, ref=chosen[person.name]),)
            session = choices.choose(session, step.id, person.id, areas)
    return session


def noted(session: Session, entries: Sequence[Entry], now: datetime) -> Session:
    """A section of the sample as notes, written while their step ran (or just now, where it has not yet)."""
    visits = {visit.step: visit for visit in session.progress.visits}
    asked: dict[str, dict[str, Subject]] = {}
    for number, entry in enumerate(entries):
        for step, words in spread(session, entry):
            if step.id not in asked:
                asked[step.id] = _subjects(session, step)
            visit = visits.get(step.id)
            if visit is not None and visit.left is not None:
                at = visit.entered + (visit.left - visit.entered) * ((number + 1) / (len(entries) + 1))
            else:
                at = now - timedelta(seconds=8 * (len(entries) - number))
            subject = asked[step.id][str(entry["pair"] if "pair" in entry else entry["person"])]
            session = _note(session, Form(step=step, subject=subject), words, entry.get("cite", ""), at)
    return session


def _subjects(session: Session, step: Step) -> dict[str, Subject]:
    """Whom a step's form asks: people by name, groups by number and by the names in them."""
    names = {person.id: person.name for person in session.people}
    found: dict[str, Subject] = {}
    for subject in forms.subjects(session, step):
        found[subject.group_label.rpartition(" ")[2] if subject.kind == "group" else subject.label] = subject
        found |= {names[person]: subject for person in subject.people}
    return found


def _note(session: Session, form: Form, words: Mapping[str, str], ref: str, at: datetime) -> Session:
    note_id = fresh("n")
    if ref:
        cited = choices.cite(session, form.step.framework, ref)
        if cited is None:
            raise LookupError(f"no statement {ref}")
        session = notes.put_cites(session, form, note_id, (cited,), at)
    for key, text in words.items():
        session = notes.put_field(session, form, note_id, key, text, at)
    return session
