"""The fields of one form: what they are called, what is in them, what is wrong with it, and how it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from facilitator.screens import capture_lookup as lookup
from facilitator.screens.capture_lookup import Item
from sessions import answers, choices, forms, notes
from sessions.forms import Form, Subject
from sessions.model import Cite, Field, Kind, Ref, Session, Shared, Step
from sessions.text import clean, key

# The two fields that are not a step's own: what a note cites, and the area that is worked on.
CITES, CHOICE = "@cites", "@choice"
KEPT = "It is kept as you typed it."
WHO_SEES: Mapping[Shared, str] = {"own": "They and you", "group": "Their group and you", "room": "The room"}
_NEXT_SHARED: Mapping[Shared, Shared] = {"own": "group", "group": "room", "room": "own"}
# Kinds of fields that a word or two answers; a rating without points takes any words.
_SHORT: frozenset[Kind] = answers.DATES | {"yes/no", "scale", "rating", "state", "person", "owner"}


@dataclass(frozen=True)
class Entry:
    """One field as it is asked. `field` is the step's own, None for what is cited or chosen (`items` then)."""

    key: str
    name: str
    hint: str = ""
    field: Field | None = None
    items: tuple[Item, ...] = ()

    @property
    def long(self) -> bool:
        """Whether sentences are expected."""
        return self.field is not None and self.field.kind not in _SHORT

    @property
    def lines(self) -> bool:
        """Whether it takes several lines, so that enter begins a new one."""
        return self.field is not None and self.field.kind == "lines"


@dataclass(frozen=True)
class Remark:
    """What is said below a field: what was understood, or what is wrong with it."""

    text: str = ""
    wrong: bool = False


Write = Callable[[Session], Session]


def cites_asked(step: Step) -> bool:
    """Whether a step's notes cite statements of their own choosing."""
    rule = step.cite
    return step.for_each == "chosen statement" or (
        step.for_each != "statement" and bool(rule.what or rule.at_least)
    )


def entries(session: Session, form: Form, *, scribe: bool = False) -> tuple[Entry, ...]:
    """The fields of a form in the order they are asked; the scribe begins with the words."""
    step = form.step
    # What became of something is asked only about something.
    nothing_left = step.for_each == "earlier" and form.about is None
    own = tuple(
        Entry(key=field.key, name=field.name, hint=field.hint, field=field)
        for field in step.capture
        if not (nothing_left and field.kind == "state")
    )
    asked: list[Entry] = []
    if form.asks_choice:
        word = lookup.word_for(session, step, step.choosable)
        items = lookup.to_choose(session, step)
        hint = _hint(items) + (f", up to {step.choose_most}" if step.choose_most > 1 else "")
        asked.append(Entry(key=CHOICE, name=word[:1].upper() + word[1:], hint=hint, items=items))
    if step.capture and cites_asked(step):
        word = lookup.word_for(session, step, "statement")
        items = lookup.statements(session, step, in_play(session, form.subject, step.framework))
        hint = _hint(items) + (f", at least {step.cite.at_least}" if step.cite.at_least > 1 else "")
        asked.append(Entry(key=CITES, name=word[:1].upper() + word[1:], hint=hint, items=items))
    return (*own, *asked) if scribe else (*asked, *own)


def in_play(session: Session, subject: Subject, framework: str = "") -> tuple[Ref, ...]:
    """What someone works on; for a group those of its people too, who may have chosen each their own."""
    own = forms.areas_in_play(session, subject, framework)
    of_people = [choices.chosen_by(session, person, framework=framework) for person in subject.people]
    return tuple(dict.fromkeys([*own, *(ref for areas in of_people for ref in areas)]))


def value(session: Session, form: Form, note_id: str, entry: Entry) -> str:
    """What a field has in the session."""
    if entry.key == CHOICE:
        return ", ".join(_short(ref, "", entry.items) for ref in chosen(session, form))
    note = session.note(note_id)
    if note is None:
        return ""
    if entry.key == CITES:
        return ", ".join(
            _short(Ref(framework=one.framework, ref=one.ref), one.text, entry.items) for one in note.cites
        )
    return note.fields.get(entry.key, "")


def chosen(session: Session, form: Form) -> tuple[Ref, ...]:
    """The areas, groups and statements that the form's own subject has chosen."""
    return choices.own(session, chooser(form), form.step.framework)


def chooser(form: Form) -> str:
    """Whose choice a form asks for."""
    return form.subject.group if form.subject.kind == "group" else form.subject.id


def understand(session: Session, form: Form, note_id: str, entry: Entry, typed: str) -> lookup.Understood:
    """The statements or areas that were typed; what the note cites already is known by the words it is shown with."""
    note = session.note(note_id)
    cites = note.cites if note is not None and entry.key == CITES else ()
    known: dict[str, Item] = {}
    for one in cites:
        ref = Ref(framework=one.framework, ref=one.ref)
        there = next((item for item in entry.items if item.ref == ref), None)
        item = there or Item(ref=ref, code="", text=one.text, area="", area_code="", words=())
        known[_short(ref, one.text, entry.items)] = item
    word = entry.name[:1].lower() + entry.name[1:]
    read = lookup.understand(typed, entry.items, word, known)
    most = form.step.cite.at_most if entry.key == CITES else None
    if not read.fault and most is not None and len(read.items) > most:
        return lookup.Understood(read.items, f"At most {most} here: take {len(read.items) - most} out.")
    return read


def remark(session: Session, form: Form, note_id: str, entry: Entry, text: str, today: date) -> Remark:
    """What to say below a field that has this text."""
    if entry.field is None:
        return _remark_on_items(session, form, note_id, entry, text)
    answer = answers.read(entry.field, text.strip(), session.people, today)
    if answer.fault:
        return Remark(f"{answer.fault} {KEPT}", wrong=True)
    return Remark(answer.said if key(answer.said) != key(text) else "")


def in_full(session: Session, entry: Entry, text: str, today: date) -> str:
    """What was typed as it is kept: a beginning written out ("2" on a scale, "y", "Mair"), a date as a date."""
    return answers.read(entry.field, text, session.people, today).text if entry.field is not None else text


def write_items(form: Form, note_id: str, entry: Entry, items: Sequence[Item], now: datetime) -> Write:
    """The change that makes a note cite these, or a person or group work on them."""
    refs = tuple(item.ref for item in items)
    if entry.key == CHOICE:
        return lambda session: choices.choose(session, form.step.id, chooser(form), refs)

    def cite(session: Session) -> Session:
        note = session.note(note_id)
        old = {(one.framework, one.ref): one for one in (note.cites if note else ())}
        cites: list[Cite] = []
        for ref in refs:
            one = old.get((ref.framework, ref.ref)) or choices.cite(session, ref.framework, ref.ref)
            cites += [one] if one else []
        if note is None and not cites:
            return session
        return notes.put_cites(session, form, note_id, tuple(cites), now)

    return cite


def kept_as(text: str) -> str:
    """A field's words as they are in the session once they are saved."""
    return clean(text).rstrip()


def next_shared(shared: Shared) -> Shared:
    """Who may see a note after F2."""
    return _NEXT_SHARED[shared]


def _remark_on_items(session: Session, form: Form, note_id: str, entry: Entry, text: str) -> Remark:
    if not text.strip():
        if entry.key == CITES and (form.step.cite.at_least or form.step.for_each == "chosen statement"):
            return Remark(f"No {entry.name[:1].lower() + entry.name[1:]} yet: Ctrl+T")
        return Remark()
    read = understand(session, form, note_id, entry, text)
    if read.fault:
        return Remark(read.fault, wrong=True)
    said = [item.label for item in read.items]
    least = form.step.cite.at_least
    if entry.key == CITES and len(said) < least:
        said.append(f"{least} are asked for.")
    most = form.step.choose_most
    if entry.key == CHOICE and most and len(said) > most:
        said.append(f"{len(said)} here; {f'up to {most} are' if most > 1 else 'one is'} suggested.")
    return Remark("\n".join(said))


def _hint(items: Sequence[Item]) -> str:
    coded = [item for item in items if item.code]
    if not coded:
        return "a few words of it"
    # An area and a statement, where both can be meant.
    inside = next((item.code for item in coded if item.code != item.area_code), "")
    first = coded[0].code
    return f"such as {first}{f' or {inside}' if inside not in ('', first) else ''}, or words of it"


def _short(ref: Ref, text: str, items: Sequence[Item]) -> str:
    item = next((item for item in items if item.ref == ref), None)
    if item is not None:
        return lookup.short(item, items)
    # Cited from another framework, or one whose words were changed since: its own words stand for it.
    return " ".join(text.replace(",", " ").replace(";", " ").split()[:6]) or ref.ref
