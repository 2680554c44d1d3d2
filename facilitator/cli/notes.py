"""``note``, ``point`` and ``swap``: writing into a session from outside the app, while its console is open too."""

from __future__ import annotations

from datetime import date

import click

from facilitator.cli import lookup
from facilitator.cli.common import data_option, loaded_session, now, open_store
from facilitator.cli.entry import Typed, add_note, subject_of
from facilitator.cli.values import Day
from sessions import forms, swaps
from sessions import notes as writing
from sessions.errors import FacilitatorError
from sessions.forms import Form, source_of
from sessions.ids import fresh
from sessions.model import Session, Step, Swap
from sessions.text import clean, one_line

_STEP = click.option(
    "--step",
    "step",
    required=True,
    type=click.IntRange(min=1),
    metavar="N",
    help="The step’s number, from 1.",
)


@click.command()
@click.argument("session")
@_STEP
@click.option(
    "--pair", type=click.IntRange(min=1), metavar="N", help="Whose note: the pair’s or group’s number."
)
@click.option("--person", default="", metavar="NAME", help="Whose note: the name, or enough of it.")
@click.option("--cite", "cites", multiple=True, metavar="REF", help="A statement it is about, such as 1.4.")
@click.option(
    "--field",
    "fields",
    multiple=True,
    required=True,
    metavar='"NAME=TEXT"',
    help="A field’s name or key, and words.",
)
@data_option
def note(
    session: str, step: int, pair: int | None, person: str, cites: tuple[str, ...], fields: tuple[str, ...]
) -> None:
    """Write down what someone said at a step of SESSION.

    Prints the note's id once it is on disk.
    """
    typed = Typed(note_id=fresh("n"), step=step, pair=pair, person=person, cites=cites, fields=fields)
    store = open_store()
    store.change(
        loaded_session(store, session).id,
        f"Note at step {step}",
        lambda before: add_note(before, typed, now()),
    )
    click.echo(typed.note_id)


@click.command()
@click.argument("session")
@_STEP
@click.option("--person", required=True, metavar="NAME", help="Whose learning point.")
@click.option("--focus", required=True, metavar="TEXT", help="What they want to learn.")
@click.option("--swap", "swap", default="", metavar="ID", help="The swap it belongs to.")
@data_option
def point(session: str, step: int, person: str, focus: str, swap: str) -> None:
    """Write a learning point into a leader's first empty place for one at a step of SESSION.

    Prints the point's id.
    """
    note_id = fresh("n")
    added: list[str] = []

    def apply(before: Session) -> Session:
        after, point_id = add_point(before, step, person, focus, swap, note_id)
        added[:] = [point_id]
        return after

    store = open_store()
    store.change(loaded_session(store, session).id, f"Learning point at step {step}", apply)
    click.echo(added[0])


@click.command()
@click.argument("session")
@click.option("--person", required=True, metavar="NAME", help="Who goes.")
@click.option("--with", "partner", default="", metavar="NAME", help="With whom they change places.")
@click.option("--host", default="", metavar="SCHOOL", help="For a visit: the school they go to.")
@click.option(
    "--date", "dates", multiple=True, type=Day(), metavar="D", help="A day of it; again for each day."
)
@data_option
def swap(session: str, person: str, partner: str, host: str, dates: tuple[date, ...]) -> None:
    """Note down that two leaders of SESSION change places, or that one visits another school.

    Prints the swap's id.
    """
    if bool(partner) == bool(host.strip()):
        raise click.UsageError("Give --with NAME for a swap or --host SCHOOL for a visit, one of them.")
    swap_id = fresh("w")

    def apply(before: Session) -> Session:
        one = lookup.person_named(before, person)
        other = lookup.person_named(before, partner) if partner else None
        return swaps.add(before, swap_id, one, partner=other, host=host, dates=dates)

    store = open_store()
    store.change(loaded_session(store, session).id, "Swap" if partner else "Visit", apply)
    click.echo(swap_id)


def add_point(
    session: Session, number: int, name: str, focus: str, swap_id: str, note_id: str
) -> tuple[Session, str]:
    """The session with one more learning point, and the point's id; `note_id` is for a note that has to be begun."""
    step = lookup.step_at(session, number)
    keys = [field.key for field in step.capture if field.kind == "point"]
    if not keys:
        raise FacilitatorError(
            f"{lookup.title(session, step)} asks for no learning points. {_steps_for_points(session)}"
        )
    text = clean(focus).strip()
    if not text:
        raise click.UsageError("There are no words in --focus.")
    if source_of(step) == "room":
        raise FacilitatorError(
            f"{lookup.title(session, step)} asks the room. “facilitator note” writes that down."
        )
    someone = lookup.person_named(session, name)
    subject = subject_of(session, step, person=someone.id)
    tied = _swap_of(session, someone.id, someone.name, swap_id) if swap_id else None
    for held in forms.notes_of(session, step, subject):
        empty = next((key for key in keys if not held.fields.get(key)), None)
        if empty is not None:
            note_id, key = held.id, empty
            break
    else:
        key = keys[0]
    if step.for_each and session.note(note_id) is None:
        raise FacilitatorError(
            f"{lookup.title(session, step)} has a form for each {step.for_each}. Write it with “facilitator note”."
        )
    after = writing.put_field(session, Form(step=step, subject=subject), note_id, key, text, now())
    point_id = f"{note_id}.{key}"
    return (swaps.link(after, point_id, tied.id) if tied else after), point_id


def _swap_of(session: Session, person_id: str, name: str, swap_id: str) -> Swap:
    wanted = one_line(swap_id)
    found = [one for one in session.swaps if one.id == wanted] or [
        one for one in session.swaps if wanted and one.id.startswith(wanted)
    ]
    if len(found) != 1:
        raise FacilitatorError(
            f"There is no one swap “{wanted}” in this session. “facilitator sessions show {session.id}” lists them."
        )
    if found[0] not in swaps.of_person(session, person_id):
        raise FacilitatorError(f"{name} takes no part in the swap {found[0].id}.")
    return found[0]


def _steps_for_points(session: Session) -> str:
    def asks(step: Step) -> bool:
        return any(field.kind == "point" for field in step.capture)

    numbers = [str(number) for number, step in enumerate(session.steps, 1) if asks(step)]
    return f"Give --step {' or '.join(numbers)}." if numbers else "Nor does any other step of this session."
