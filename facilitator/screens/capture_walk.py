"""The way through the forms: which come after which, where to begin, whose each one is. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from facilitator.screens.capture_form import CHOICE, CITES, chosen
from facilitator.screens.capture_slot import Slot, giver
from sessions import forms
from sessions.forms import Form, Subject
from sessions.ids import fresh
from sessions.model import Ref, Session

Key = tuple[str, str, Ref | None]


@dataclass
class Walk:
    """Which forms to walk through: those of one step, or all of them in the order of the worksheets.

    The scribe sees only what may be seen by the room. Ids given to empty forms are kept, so that a note that
    is taken back and made again is the same one.
    """

    step: str = ""
    typing_up: bool = False
    scribe: bool = False
    _ids: dict[Key, str] = field(default_factory=dict)
    # The list as it was last made, and what it depends on: with 200 people it takes a while.
    _listed: tuple[object, list[Slot]] | None = None

    def slots(self, session: Session, kept: Sequence[Slot] = ()) -> tuple[Slot, ...]:
        """The forms in order. `kept` are forms to be shown though nobody asks for them: another note just begun,
        or one that is being typed while the same form came in from elsewhere."""
        shape = (self.step, self.shape(session))
        if self._listed is None or self._listed[0] != shape:
            found = self._due(session)
            for slot in self._written_elsewhere(session, found):
                found = _inserted(found, slot)
            self._listed = (shape, found)
        found = self._listed[1]
        there = {slot.note_id for slot in found}
        for slot in kept:
            if slot.note_id not in there:
                found = _inserted(found, slot)
        return tuple(slot for slot in found if not self.scribe or for_the_room(session, slot))

    def shape(self, session: Session) -> object:
        """What the list of forms depends on: where this is equal, so is the list."""
        notes = tuple(
            (note.id, note.step, note.about, note.cites, note.shared, note.people, note.group, note.school)
            for note in session.notes
        )
        given = session.choices, session.steps, session.meta.focus, session.earlier
        return notes, session.people, session.rounds, given

    def another(self, slot: Slot) -> Slot:
        """An empty form of the same subject."""
        about = slot.form.about if slot.step.for_each != "chosen statement" else None
        return Slot(
            Form(step=slot.step, subject=slot.subject, about=about, asks_choice=slot.form.asks_choice),
            fresh("n"),
        )

    def _due(self, session: Session) -> list[Slot]:
        if self.typing_up:
            due: Iterable[Form] = forms.typing_up(session)
        else:
            step = session.step(self.step)
            due = forms.due(session, step) if step is not None else ()
        return [self.slot(form) for form in due]

    def slot(self, form: Form) -> Slot:
        """A form with the id of its note; an empty one has the same one whenever it is asked for."""
        if form.note is not None:
            return Slot(form, form.note.id)
        key = (form.step.id, form.subject.id, form.about)
        # An id is only made where there is none: a large session has thousands of empty forms.
        found = self._ids.get(key)
        if found is None:
            found = self._ids[key] = fresh("n")
        return Slot(form, found)

    def _written_elsewhere(self, session: Session, found: Sequence[Slot]) -> list[Slot]:
        """Notes of these steps that no form is due for: from pairs that were made anew, say."""
        steps = {
            step.id: step
            for step in session.steps
            if step.capture and (step.id == self.step or (self.typing_up and forms.has_forms(step)))
        }
        there = {slot.note_id for slot in found}
        subjects = {(slot.step.id, slot.subject.id): slot.subject for slot in found}
        extra = []
        for note in session.notes:
            step = steps.get(note.step)
            if step is None or note.id in there:
                continue
            own = next(
                (one for (at, _), one in subjects.items() if at == step.id and forms.belongs(note, one)), None
            )
            subject = own or giver(session, note)
            extra.append(Slot(Form(step=step, subject=subject, about=note.about, note=note), note.id))
        return extra


def place_of(slots: Sequence[Slot], slot: Slot | None) -> int:
    """Where a form stands: by its note, else the empty form of the same subject; -1 when it is gone."""
    if slot is None:
        return -1
    same = next((at for at, one in enumerate(slots) if one.note_id == slot.note_id), -1)
    if same >= 0:
        return same
    alike = (slot.step.id, slot.subject.id, slot.form.about)
    return next(
        (at for at, one in enumerate(slots) if (one.step.id, one.subject.id, one.form.about) == alike), -1
    )


def written(session: Session, slots: Sequence[Slot]) -> list[bool]:
    """Of each form, whether something was captured by it."""
    there = {note.id for note in session.notes}
    return [
        slot.note_id in there if slot.step.capture else bool(chosen(session, slot.form)) for slot in slots
    ]


def changed(
    before: Session, after: Session, slots: Sequence[Slot], first: Slot | None
) -> tuple[int, str] | None:
    """Which form and field differ between two states of a session, looking at the form `first` before the others."""
    order = sorted(range(len(slots)), key=lambda at: slots[at] is not first)
    for at in order:
        slot = slots[at]
        was, now = before.note(slot.note_id), after.note(slot.note_id)
        if was is not now and was != now:
            old, new = (was.fields if was else {}), (now.fields if now else {})
            keys = [field.key for field in slot.step.capture if old.get(field.key) != new.get(field.key)]
            return at, keys[0] if keys else CITES
        if slot.form.asks_choice and chosen(before, slot.form) != chosen(after, slot.form):
            return at, CHOICE
    return None


def beginning(session: Session, slots: Sequence[Slot], *, subject: str = "", typing_up: bool = False) -> int:
    """Where to begin: with `subject` (the id of a person, group or school), else where nothing is captured yet.

    Typing up, that is the first sheet with nothing on it, else the first empty form.
    """
    done = written(session, slots)
    if subject:
        theirs = [at for at, slot in enumerate(slots) if _is(slot.subject, subject)]
        empty = [at for at in theirs if not done[at]]
        if theirs:
            return (empty or theirs)[0]
    if typing_up:
        # What people chose was asked in the room: a sheet is untouched while none of its words are there.
        pairs = list(zip(slots, done, strict=True))
        begun = {slot.subject.id for slot, filled in pairs if filled and slot.step.capture}
        people = [at for at, slot in enumerate(slots) if slot.subject.kind == "person"]
        untouched = next((at for at in people if slots[at].subject.id not in begun), -1)
        if untouched >= 0:
            return untouched
    return next((at for at, filled in enumerate(done) if not filled), 0)


def position(session: Session, slots: Sequence[Slot], place: int, *, typing_up: bool = False) -> str:
    """Where in the whole a form stands: "3 of 24", or "Sheet 7 of 24 · 31 of 96 forms written"."""
    if not typing_up:
        return f"{place + 1} of {len(slots)}"
    done = sum(written(session, slots))
    count = f"{done} of {len(slots)} forms written"
    number = forms.sheet_number(session, slots[place].subject.id)
    return f"Sheet {number} of {len(session.people)} · {count}" if number else count


def for_the_room(session: Session, slot: Slot) -> bool:
    """Whether a form may be filled in before the room."""
    note = session.note(slot.note_id)
    return slot.step.shared == "room" and bool(slot.step.capture) and (note is None or note.shared == "room")


def _inserted(slots: Sequence[Slot], slot: Slot) -> list[Slot]:
    """The forms with one more, behind the last one of the same subject at the same step."""
    alike = (slot.step.id, slot.subject.id)
    same = (at for at, one in enumerate(slots) if (one.step.id, one.subject.id) == alike)
    last = max(same, default=len(slots) - 1)
    return [*slots[: last + 1], slot, *slots[last + 1 :]]


def _is(subject: Subject, wanted: str) -> bool:
    return wanted in (subject.id, subject.group, subject.school) or wanted in subject.people
