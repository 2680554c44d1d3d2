"""Moving a note: to whom or to which step it belongs is asked, and what became of it said."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from facilitator.dialogs.ask import Pick
from facilitator.screens.capture_form import WHO_SEES
from facilitator.screens.capture_slot import number_and_names, numbers_of
from sessions import moving
from sessions.forms import Subject
from sessions.model import Note, Session, Step

if TYPE_CHECKING:
    from facilitator.screens.base import DeskScreen


def ask_where(screen: DeskScreen[Any], note: Note, then: Callable[[], None]) -> bool:
    """Ask to whom, or to which other step, a note belongs, and move it there; `then` is called once it is there.
    Whether there is anywhere it could go."""
    session = screen.desk.session
    people = {f"whose:{one.kind}:{one.id}": one for one in moving.whose(session, note)}
    steps = {f"step:{step.id}": step for step in moving.steps_for(session, note)}
    order = {step.id: number for number, step in enumerate(session.steps, 1)}
    cells = numbers_of(people.values())
    options = [(id, number_and_names(session, one, cells)) for id, one in people.items()]
    options += [(id, f"Step {order[step.id]}: {step.title}") for id, step in steps.items()]
    if not options:
        return False

    async def found(id: str | None) -> None:
        if id in people:
            step = session.step(note.step)
            assert step is not None
            await _move(screen, note, step, people[id], then)
        elif id in steps:
            await _to_step(screen, note, steps[id], then)

    screen.app.push_screen(Pick("Whose note is it, or which step’s?", options, "A name, or a step"), found)
    return True


async def _to_step(screen: DeskScreen[Any], note: Note, step: Step, then: Callable[[], None]) -> None:
    session = screen.desk.session
    home = moving.home(session, note, step)
    if home is not None:
        await _move(screen, note, step, home, then)
        return
    there = {f"{one.kind}:{one.id}": one for one in moving.asked_at(session, note, step)}
    if not there:
        screen.facilitator.say(f"Nobody is asked at “{step.title}” yet: the note stays where it is.")
        return

    async def found(id: str | None) -> None:
        if id is not None:
            await _move(screen, note, step, there[id], then)

    cells = numbers_of(there.values())
    options = [(id, number_and_names(session, one, cells)) for id, one in there.items()]
    screen.app.push_screen(Pick(f"Whose is it at “{step.title}”?", options, "A part of the name"), found)


async def _move(
    screen: DeskScreen[Any], note: Note, step: Step, subject: Subject, then: Callable[[], None]
) -> None:
    now = screen.desk.now()
    there = moving.move(screen.desk.session, note.id, step, subject, now)

    def apply(session: Session) -> Session:
        moved = moving.move(session, note.id, step, subject, now)
        return moved.session if moved is not None else session

    if there is not None and await screen.change(f"Note moved, {subject.label}", apply):
        screen.facilitator.say(f"{said(note, there, step, subject)} {screen.key('app.undo')} takes it back.")
        then()


def said(before: Note, moved: moving.Moved, step: Step, subject: Subject) -> str:
    """What became of a note that was moved, in words."""
    words = [f"Moved to {subject.group_label or subject.label}"]
    if before.step != step.id:
        words[0] += f", “{step.title}”"
    if moved.apart:
        names = "” and “".join(moved.apart)
        one = len(moved.apart) == 1
        words.append(
            f"“{names}” {'stands' if one else 'stand'} below: no field there asks for {'it' if one else 'them'}"
        )
    if moved.careful:
        words.append(f"Who may see it: {WHO_SEES[moved.note.shared]}")
    return ". ".join(words) + "."
