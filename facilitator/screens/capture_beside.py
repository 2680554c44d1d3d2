"""What stands beside the words being typed: what to answer with, examples, and the statement that an objective
merely repeats. Knows no widget."""

from __future__ import annotations

from datetime import date

from facilitator.screens import capture_form as fields
from facilitator.screens.capture_form import Entry
from facilitator.screens.capture_slot import Slot
from facilitator.widgets.capture_aids import Aid, Choice, Example
from frameworks.library import FrameworkLibrary
from frameworks.model import Framework
from sessions import answers, likeness
from sessions.dates import HOW_TO_WRITE_ONE
from sessions.likeness import Likeness
from sessions.model import Field, Person, Ref, Session
from sessions.text import key
from sessions.topics import examples_for, topic

_NOT_COMPARED = "Compared with our own wording; the official wording is not installed."
# Of a statement that is repeated so much is said; whoever wrote the objective knows the rest.
_SAID = 130


class Beside:
    """What is known beside the form. `frameworks` are those of the library, once they are read."""

    def __init__(self) -> None:
        self.frameworks: tuple[Framework, ...] = ()
        # Where it was said that the official wording is missing: it is said once.
        self._said_at: tuple[str, str] | None = None

    def objective(
        self, session: Session, slot: Slot, entry: Entry, text: str, *, in_hand: bool = False
    ) -> str:
        """What to say below an objective: that it merely repeats a statement, and once, in the first one that is
        written, which wording it was compared with."""
        if entry.field is None or entry.field.kind != "objective":
            return ""
        known = tuple(dict.fromkeys((*(used.framework for used in session.frameworks), *self.frameworks)))
        said = []
        if text.strip() and (found := likeness.repeats(text, known)):
            said.append(close_to(found))
        if in_hand and text.strip() and self._not_compared(slot, known):
            place = (slot.note_id, entry.key)
            self._said_at = self._said_at or place
            if self._said_at == place:
                said.append(_NOT_COMPARED)
        return "\n".join(said)

    def _not_compared(self, slot: Slot, known: tuple[Framework, ...]) -> bool:
        """Whether the official wording of what the step works on is not there; not before the library is read."""
        wanted = slot.step.framework
        ours = likeness.in_our_words_only(known) if self.frameworks else ()
        return any(wanted in ("", one.id) for one in ours)


def with_all_prepared(library: FrameworkLibrary) -> tuple[Framework, ...]:
    """Every framework of the library, ready to be compared with."""
    found = library.all()
    likeness.prepare(found)
    return found


def close_to(found: Likeness) -> str:
    """The remark on an objective that repeats a statement."""
    text = found.text.rstrip(". ")
    if len(text) > _SAID:
        text = f"{text[:_SAID].rpartition(' ')[0]} …"
    what = found.code or f"a {found.called}"
    return f"This is close to {what} of {found.title}: “{text}”. Say what it means in your school."


def aid(session: Session, slot: Slot, entry: Entry, text: str, today: date) -> Aid | None:
    """What helps to answer a field with a meaning while it is typed in; None for one that takes any words."""
    field = entry.field
    if field is None:
        return None
    if answers.points(field):
        return _points(session, field, text, today)
    if field.kind in answers.DATES:
        answer = answers.read(field, text, session.people, today)
        # A date that is not all there yet is no fault.
        if answer.fault and HOW_TO_WRITE_ONE not in answer.fault:
            return Aid(words=answer.fault)
        if key(answer.said) == key(text) != "":
            return Aid()
        return Aid(words=answer.said or HOW_TO_WRITE_ONE, sure=bool(answer.said))
    if field.kind == "person":
        names = answers.fitting(text, _nearest(session, slot, field))
        return _names(names) if names or not text.strip() else Aid(words=answers.NOBODY)
    if field.kind == "owner":
        typed = answers.owners(text)[-1]
        near = _nearest(session, slot, field)
        return _names(answers.fitting(typed, near) if answers.may_be_a_name(typed) else ())
    return None


def examples(session: Session, slot: Slot, entry: Entry, form: tuple[Entry, ...]) -> tuple[Example, ...]:
    """The statements that show what could be written in a field of this form: where evidence is asked for, else in
    every field that takes sentences."""
    title = slot.step.examples
    if not title or entry.field is None or not entry.long:
        return ()
    asks = any(one.field is not None and one.field.kind == "evidence" for one in form)
    if asks and entry.field.kind != "evidence":
        return ()
    found: dict[Ref, Example] = {}
    for ref in _about(session, slot):
        for one in examples_for(session, ref, title):
            own = Ref(framework=ref.framework, ref=one.ref)
            if own not in found and (said := topic(session, own)):
                found[own] = Example(said.code, said.text)
    return tuple(found.values())


def _about(session: Session, slot: Slot) -> tuple[Ref, ...]:
    """What a form is about: what it is repeated for, else what its note cites, else what is worked on."""
    if slot.form.about is not None and slot.step.for_each != "chosen statement":
        return (slot.form.about,)
    note = session.note(slot.note_id)
    cited = tuple(Ref(framework=one.framework, ref=one.ref) for one in note.cites) if note else ()
    return cited or fields.in_play(session, slot.subject, slot.step.framework)


def _nearest(session: Session, slot: Slot, field: Field) -> list[Person]:
    """The people of the session, first those whose form it is; but someone who names a person means somebody else."""
    own = set(slot.subject.people)
    first = field.kind == "owner" or len(own) > 1
    return sorted(session.people, key=lambda one: (one.id in own) != first)


def _points(session: Session, field: Field, text: str, today: date) -> Aid:
    meant = answers.read(field, text, session.people, today)
    return Aid(
        choices=tuple(
            Choice(key_of, point, not meant.fault and meant.text == point)
            for key_of, point in answers.keyed(field)
        )
    )


def _names(names: tuple[str, ...]) -> Aid:
    return Aid(choices=tuple(Choice("", name, len(names) == 1) for name in names), one_row=True)
