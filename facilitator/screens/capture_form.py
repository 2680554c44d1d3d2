"""The fields of one form: what they are called, what is in them, what is wrong with it, and how it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from msgspec.structs import replace

from facilitator.screens import capture_lookup as lookup
from facilitator.screens.capture_lookup import Item
from sessions import answers, choices, forms, notes, rounds
from sessions.forms import Form, Subject
from sessions.model import Cite, Field, Ref, Session, Shared, Step
from sessions.text import clean

# The two fields that are not a step's own: what a note cites, and the area that is worked on.
CITES, CHOICE = "@cites", "@choice"
WHO_SEES: Mapping[Shared, str] = {"own": "They and you", "group": "Their group and you", "room": "The room"}
_NEXT_SHARED: Mapping[Shared, Shared] = {"own": "group", "group": "room", "room": "own"}


@dataclass(frozen=True)
class Entry:
    """One field as it is asked. `field` is the step's own, None for what is cited or chosen (`items` then); `alone`
    says that of these there is one at most."""

    key: str
    name: str
    hint: str = ""
    field: Field | None = None
    items: tuple[Item, ...] = ()
    alone: bool = False

    @property
    def long(self) -> bool:
        """Whether sentences are expected."""
        return self.field is not None and self.field.kind not in answers.BRIEF

    @property
    def lines(self) -> bool:
        """Whether it takes several lines, so that enter begins a new one."""
        return self.field is not None and self.field.kind == "lines"

    @property
    def anew(self) -> bool:
        """Whether what is typed answers it anew, rather than goes on from what stands there."""
        return self.alone or (self.field is not None and not self.long)


Write = Callable[[Session], Session]


def cites_asked(step: Step) -> bool:
    """Whether a step's notes cite statements of their own choosing."""
    rule = step.cite
    return step.for_each == "chosen statement" or (
        step.for_each != "statement" and bool(rule.what or rule.at_least)
    )


def _cites_more(form: Form) -> bool:
    """Whether a note cites what its form does not say anyway."""
    note = form.note
    return note is not None and any(
        Ref(framework=one.framework, ref=one.ref) != note.about for one in note.cites
    )


def entries(session: Session, form: Form, *, scribe: bool = False) -> tuple[Entry, ...]:
    """The fields of a form in the order they are asked; the scribe begins with the words. Where there is a form for
    each thing that is chosen, choosing comes first."""
    step = form.step
    if form.chooses_first:
        return (choice(session, form),)
    own = _own(form)
    asked: list[Entry] = []
    if form.asks_choice:
        asked.append(choice(session, form))
    if step.capture and (cites_asked(step) or _cites_more(form)):
        word = lookup.word_for(session, step, "statement")
        items = lookup.statements(session, step, in_play(session, form.subject, step.framework))
        hint = _hint(items) + (f", at least {step.cite.at_least}" if step.cite.at_least > 1 else "")
        asked.append(
            Entry(
                key=CITES,
                name=word[:1].upper() + word[1:],
                hint=hint,
                items=items,
                alone=step.cite.at_most == 1,
            )
        )
    return (*own, *asked) if scribe else (*asked, *own)


def _own(form: Form) -> tuple[Entry, ...]:
    """The fields of the step, and what else stands in the note: what the room said as a whole, what came along from
    another step. Of those whom the step does not ask, only what is there."""
    step, note = form.step, form.note
    # What became of something is asked only about something.
    nothing_left = step.for_each == "earlier" and form.about is None
    asked = [field for field in step.capture if not (nothing_left and field.kind == "state")]
    if note is not None:
        if step.source and form.subject.kind != step.source:
            asked = [field for field in asked if field.key in note.fields]
        asked += notes.beyond(step, note)
    return tuple(Entry(key=field.key, name=field.name, hint=field.hint, field=field) for field in asked)


def choice(session: Session, form: Form) -> Entry:
    """The field for what is worked on."""
    asks = asking(session, form.step)
    word = lookup.word_for(session, asks, asks.choosable)
    items = lookup.to_choose(session, asks)
    hint = _hint(items) + (f", up to {asks.choose_most}" if asks.choose_most > 1 else "")
    # Without a number, and a form for each, any number may be chosen.
    alone = asks.choose_most == 1 or (asks.choose_most == 0 and form.step.for_each != "choice")
    return Entry(key=CHOICE, name=word[:1].upper() + word[1:], hint=hint, items=items, alone=alone)


def asking(session: Session, step: Step) -> Step:
    """The step with what is chosen, and how many at most, for the forms of a step: as the one says that asks for it;
    anything where none does."""
    if step.choose:
        return step
    asks = forms.asked_to_choose(session, step)
    most = asks.choose_most if asks else 0
    return replace(step, choosable=asks.choosable if asks else "anything", choose_most=most)


def in_play(session: Session, subject: Subject, framework: str = "") -> tuple[Ref, ...]:
    """What someone works on; for a group those of its people too, who may have chosen each their own."""
    own = forms.areas_in_play(session, subject, framework)
    of_people = [choices.chosen_by(session, person, framework=framework) for person in subject.people]
    return tuple(dict.fromkeys([*own, *(ref for areas in of_people for ref in areas)]))


def value(session: Session, form: Form, note_id: str, entry: Entry) -> str:
    """What a field has in the session."""
    if entry.key == CHOICE:
        return ", ".join(short(ref, "", entry.items) for ref in chosen(session, form))
    note = session.note(note_id)
    if note is None:
        return ""
    if entry.key == CITES:
        return ", ".join(
            short(Ref(framework=one.framework, ref=one.ref), one.text, entry.items) for one in note.cites
        )
    return note.fields.get(entry.key, "")


def taken(session: Session, form: Form, note_id: str, entry: Entry) -> tuple[Ref, ...]:
    """What is cited or chosen in a field; nothing in one of the step's own."""
    if entry.key == CHOICE:
        return chosen(session, form)
    note = session.note(note_id) if entry.key == CITES else None
    return tuple(Ref(framework=one.framework, ref=one.ref) for one in note.cites) if note is not None else ()


def chosen(session: Session, form: Form) -> tuple[Ref, ...]:
    """The areas, groups and statements that the form's own subject has chosen."""
    who, framework = chooser(session, form), form.step.framework
    if who == choices.ROOM:
        return tuple(ref for ref in session.meta.focus if framework in ("", ref.framework))
    return choices.own(session, who, framework)


def chooser(session: Session, form: Form) -> str:
    """Whose choice a form asks for: at a step that chooses nothing itself, of whom the step before it asked it."""
    step, subject = form.step, form.subject
    asks = None if step.choose else forms.asked_to_choose(session, step)
    if subject.kind in ("room", "school") or (asks is not None and asks.choose == "room"):
        return choices.ROOM
    if subject.kind == "person" and asks is not None and asks.choose == "pair":
        made = rounds.round_for(session, asks)
        if made is not None and subject.group in {one.id for one in made.groups}:
            return subject.group
    return subject.group if subject.kind == "group" else subject.id


def understand(session: Session, form: Form, note_id: str, entry: Entry, typed: str) -> lookup.Understood:
    """The statements or areas that were typed; what the note cites already is known by the words it is shown with."""
    note = session.note(note_id)
    cites = note.cites if note is not None and entry.key == CITES else ()
    known: dict[str, Item] = {}
    for one in cites:
        ref = Ref(framework=one.framework, ref=one.ref)
        there = next((item for item in entry.items if item.ref == ref), None)
        item = there or Item(ref=ref, code="", text=one.text, area="", area_code="", words=())
        known[short(ref, one.text, entry.items)] = item
    word = entry.name[:1].lower() + entry.name[1:]
    read = lookup.understand(typed, entry.items, word, known)
    most = form.step.cite.at_most if entry.key == CITES else None
    if not read.fault and most is not None and len(read.items) > most:
        return lookup.Understood(
            read.items, f"At most {most} here: take {len(read.items) - most} out.", over=True
        )
    return read


def in_full(session: Session, entry: Entry, text: str, today: date) -> str:
    """What was typed as it is kept: a beginning written out ("2" on a scale, "y", "Mair"), a date as a date."""
    return answers.read(entry.field, text, session.people, today).text if entry.field is not None else text


def write_refs(form: Form, note_id: str, entry: Entry, refs: tuple[Ref, ...], now: datetime) -> Write:
    """The change that makes a note cite these, or a person or group work on them."""
    if entry.key == CHOICE:
        return lambda session: choices.choose(session, form.step.id, chooser(session, form), refs)

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


def is_said(part: str) -> bool:
    """Whether words are what somebody said rather than codes: several, letters among them."""
    return " " in part and any(letter.isalpha() for letter in part)


def _hint(items: Sequence[Item]) -> str:
    coded = [item for item in items if item.code]
    if not coded:
        return "a few words of it"
    # An area and a statement, where both can be meant.
    inside = next((item.code for item in coded if item.code != item.area_code), "")
    first = coded[0].code
    return f"such as {first}{f' or {inside}' if inside not in ('', first) else ''}, or words of it"


def short(ref: Ref, text: str, items: Sequence[Item]) -> str:
    item = next((item for item in items if item.ref == ref), None)
    if item is not None:
        return lookup.short(item, items)
    # Cited from another framework, or one whose words were changed since: its own words stand for it.
    return " ".join(text.replace(",", " ").replace(";", " ").split()[:6]) or ref.ref
