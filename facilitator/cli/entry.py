"""One note typed on the command line, as a pure function of the session: the store may run it at any moment, so
fifty of them at once lose nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import click
from msgspec.structs import replace

from facilitator.cli import lookup
from facilitator.cli.common import counted, listing
from facilitator.cli.values import today
from sessions import answers, forms, notes
from sessions.errors import FacilitatorError
from sessions.forms import Form, Subject, source_of
from sessions.model import Cite, Field, Ref, Session, Step
from sessions.step_writer import for_each_words
from sessions.text import clean, key, one_line
from sessions.topics import area_of, earlier_ref


@dataclass(frozen=True)
class Typed:
    """What stood on the command line; `note_id` is the id the note gets."""

    note_id: str
    step: int
    pair: int | None = None
    person: str = ""
    cites: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def add_note(session: Session, typed: Typed, now: datetime) -> Session:
    """The session with one more note; nothing that was written before is touched.

    Raises FacilitatorError for what is not there, click.UsageError for what is missing or cannot be read.
    """
    step = lookup.step_at(session, typed.step)
    if source_of(step) == "" or not step.capture:
        raise FacilitatorError(
            f"{lookup.title(session, step)} writes nothing down. {_those_that_do(session)}"
        )
    subject = subject_of(session, step, pair=typed.pair, person=typed.person)
    words = _words(session, step, typed.fields)
    about, cites = _cited(session, step, subject, typed.cites)
    if step.for_each == "earlier" and about is None:
        _refuse_of_nothing(session, step, subject, words)
    form = Form(step=step, subject=subject, about=about)
    if cites and step.for_each != "statement":
        session = notes.put_cites(session, form, typed.note_id, cites, now)
    for field, text in words.items():
        session = notes.put_field(session, form, typed.note_id, field, text, now)
    return session


def subject_of(session: Session, step: Step, *, pair: int | None = None, person: str = "") -> Subject:
    """Whose note it is, from what was given; what is missing is said."""
    source = source_of(step)
    if pair is not None and person:
        raise click.UsageError("Give --pair or --person, not both.")
    if source == "person":
        return _person(session, step, pair, person)
    if pair is not None and source != "group":
        asked = "the room" if source == "room" else "each school: --person NAME, someone of that school"
        raise click.UsageError(f"{lookup.title(session, step)} asks {asked}. Leave --pair out.")
    if source == "room":
        if person:
            raise click.UsageError(f"{lookup.title(session, step)} asks the room. Leave --person out.")
        return forms.subjects(session, step)[0]
    if source == "group":
        return _group(session, step, pair, person)
    return _school(session, step, person)


def _person(session: Session, step: Step, pair: int | None, name: str) -> Subject:
    if pair is not None:
        group = lookup.group_numbered(session, step, pair)
        who = listing([one.name for one in session.people if one.id in group.people])
        raise click.UsageError(
            f"{lookup.title(session, step)} asks each person: say who with --person ({group.label} is {who})."
        )
    if not name:
        raise click.UsageError(f"{lookup.title(session, step)} asks each person: say who with --person NAME.")
    someone = lookup.person_named(session, name)
    # Someone who was not ticked off can still have given a sheet in.
    people = tuple(replace(one, here=True) if one.id == someone.id else one for one in session.people)
    found = forms.subjects(replace(session, people=people), step)
    return next(subject for subject in found if subject.id == someone.id)


def _group(session: Session, step: Step, pair: int | None, name: str) -> Subject:
    found = forms.subjects(session, step)
    if pair is not None or not found:
        # Without groups it is this that says how they come about.
        group = lookup.group_numbered(session, step, pair or 1)
        return next(subject for subject in found if subject.group == group.id)
    if name:
        someone = lookup.person_named(session, name)
        mine = [subject for subject in found if someone.id in subject.people]
        if not mine:
            raise FacilitatorError(f"{someone.name} is in no group at step {session.steps.index(step) + 1}.")
        return mine[0]
    if len(found) == 1:
        return found[0]
    labels = f"{found[0].group_label} to {found[-1].group_label}"
    raise click.UsageError(
        f"{lookup.title(session, step)} asks each group: say which with --pair N ({labels})."
    )


def _school(session: Session, step: Step, name: str) -> Subject:
    everyone = replace(session, people=tuple(replace(one, here=True) for one in session.people))
    found = forms.subjects(session, step) or forms.subjects(everyone, step)
    if name:
        someone = lookup.person_named(session, name)
        mine = [
            one
            for one in (*found, *forms.subjects(everyone, step))
            if someone.school and key(one.school) == key(someone.school)
        ]
        if not mine:
            raise FacilitatorError(f"The list of people does not say of which school {someone.name} is.")
        return mine[0]
    if len(found) == 1:
        return found[0]
    raise click.UsageError(
        f"{lookup.title(session, step)} asks each school: say which with --person NAME, someone of that school."
    )


def _words(session: Session, step: Step, typed: tuple[str, ...]) -> dict[str, str]:
    """The words for each field's key, checked by the field's kind."""
    found: dict[str, str] = {}
    for one in typed:
        if "=" not in one:
            raise click.UsageError(
                f'“{one_line(one)[:40]}” has no “=”: write --field "{step.capture[0].name}=…".'
            )
        field, text = lookup.field_named(step, one)
        text = _checked(session, field, clean(text).strip())
        if field.key in found and field.kind != "lines":
            raise click.UsageError(f"“{field.name}” is there twice. Give each field once.")
        found[field.key] = "\n".join(part for part in (found.get(field.key, ""), text) if part)
    if not any(found.values()):
        raise click.UsageError(f'There are no words to write down: --field "{step.capture[0].name}=…".')
    return found


def _checked(session: Session, field: Field, text: str) -> str:
    """The words as they are kept, or what to write instead."""
    answer = answers.read(field, text, session.people, today())
    if not answer.fault:
        return answer.text
    typed = one_line(text)
    if field.kind in answers.DATES:
        raise click.UsageError(f"“{field.name}” is a date. {answer.fault}")
    if points := answers.points(field):
        said = points if field.kind in ("yes/no", "state") else [f"“{point}”" for point in points]
        raise click.UsageError(f"“{field.name}” is answered {listing(said, 'or')}, not “{typed}”.")
    raise click.UsageError(f"“{field.name}”: “{typed}” is not clear. {answer.fault}")


def _cited(
    session: Session, step: Step, subject: Subject, refs: tuple[str, ...]
) -> tuple[Ref | None, tuple[Cite, ...]]:
    """What the note is about and what it cites, by the step's rules."""
    if step.for_each == "earlier":
        return _earlier(session, step, subject, refs), ()
    about: Ref | None = None
    cites: list[Cite] = []
    for ref in refs:
        whole = lookup.topic_named(session, step, ref) if step.for_each in ("area", "choice") else None
        if whole is None:
            cites.append(lookup.statement_cited(session, step, ref))
        elif about is not None and about != whole:
            raise click.UsageError(
                f"{lookup.title(session, step)} has a form for each {for_each_words(step)}. Give one of them."
            )
        else:
            about = whole
    cites = list({(cite.framework, cite.ref): cite for cite in cites}.values())
    if step.for_each == "statement":
        if len(cites) != 1:
            raise click.UsageError(
                f"{lookup.title(session, step)} has a form for each {_word(session, step)}: say which with one --cite"
                f"{_example(session, step, subject)}."
            )
        about = Ref(framework=cites[0].framework, ref=cites[0].ref)
    if step.for_each == "area" and about is None:
        inside = area_of(session, Ref(framework=cites[0].framework, ref=cites[0].ref)) if cites else None
        if inside is None:
            raise click.UsageError(
                f"{lookup.title(session, step)} has a form for each area: say which with --cite."
            )
        about = Ref(framework=cites[0].framework, ref=inside.ref)
    if step.for_each == "choice" and about is None:
        chosen = forms.areas_in_play(session, subject, step.framework)
        if len(chosen) > 1:
            raise click.UsageError(
                f"{lookup.title(session, step)} has a form for each thing chosen: say which with --cite, "
                f"{listing([ref.ref for ref in chosen], 'or')}."
            )
        about = chosen[0] if chosen else None
    _count(session, step, subject, len(cites))
    return about, tuple(cites)


def _earlier(session: Session, step: Step, subject: Subject, refs: tuple[str, ...]) -> Ref | None:
    """What of an earlier session the note is about: the one named by its id, or the only one there is."""
    items = forms.left_by(session, subject, step.earlier)
    named = [item for item in items if item.id in refs]
    if refs and len(named) != len(set(refs)):
        raise FacilitatorError(
            f"{lookup.title(session, step)} is about what was left from last time: give the id of one of "
            f"theirs, {listing([item.id for item in items], 'or') or 'of which there is none'}."
        )
    found = named or items
    if len(found) > 1:
        raise click.UsageError(
            f"{lookup.title(session, step)} has a form for each of {len(found)}: say which with one --cite, "
            f"{listing([item.id for item in found], 'or')}."
        )
    return earlier_ref(found[0]) if found else None


def _refuse_of_nothing(session: Session, step: Step, subject: Subject, words: dict[str, str]) -> None:
    """Refuse to say what became of something where nothing was left; other words may be written all the same."""
    for field in step.capture:
        if field.kind in ("state", "practice") and words.get(field.key):
            others = [one.name for one in step.capture if one.kind not in ("state", "practice")]
            whom = "the room" if subject.kind == "room" else subject.label
            instead = f" {listing([f'“{name}”' for name in others], 'or')} can be written." if others else ""
            raise FacilitatorError(
                f"{lookup.title(session, step)} says in “{field.name}” what became of something from last time, and "
                f"nothing was left for {whom}.{instead}"
            )


def _count(session: Session, step: Step, subject: Subject, count: int) -> None:
    """Hold to how many cites the step asks for."""
    rule = step.cite
    word = _word(session, step)
    if count < rule.at_least:
        raise click.UsageError(
            f"{lookup.title(session, step)} asks for at least {counted(rule.at_least, word)}: give it with --cite"
            f"{_example(session, step, subject)}."
        )
    if rule.at_most is not None and count > rule.at_most:
        raise click.UsageError(
            f"{lookup.title(session, step)} takes at most {counted(rule.at_most, word)}; {count} were given."
        )


def _word(session: Session, step: Step) -> str:
    framework = session.framework(step.framework)
    return step.cite.what or (framework.statement if framework else "statement")


def _example(session: Session, step: Step, subject: Subject) -> str:
    """A cite that would do, from what the subject works on."""
    areas = [area_of(session, ref) for ref in forms.areas_in_play(session, subject, step.framework)]
    framework = session.framework(step.framework)
    areas += framework.areas if framework else ()
    ref = next((statement.ref for area in areas if area for statement in area.statements), "")
    return f", such as --cite {ref}" if ref else ""


def _those_that_do(session: Session) -> str:
    numbers = [
        str(number) for number, step in enumerate(session.steps, 1) if step.capture and source_of(step) != ""
    ]
    if not numbers:
        return "Nor does any other step."
    return f"{'Step' if len(numbers) == 1 else 'Steps'} {listing(numbers)} {'does' if len(numbers) == 1 else 'do'}."
