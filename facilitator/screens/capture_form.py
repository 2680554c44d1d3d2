"""The fields of one form: what they are called, what is in them, what is wrong with it, and how it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from facilitator.screens import capture_lookup as lookup
from facilitator.screens.capture_lookup import Item
from sessions import choices, forms, notes
from sessions.dates import long_date, read_date
from sessions.forms import Form, Subject
from sessions.model import Cite, Field, Ref, Session, Shared, Step
from sessions.text import clean, key

# The two fields that are not a step's own: what a note cites, and the area that is worked on.
CITES, CHOICE = "@cites", "@choice"
KEPT = "It is kept as you typed it."
WHO_SEES: Mapping[Shared, str] = {"own": "They and you", "group": "Their group and you", "room": "The room"}
_NEXT_SHARED: Mapping[Shared, Shared] = {"own": "group", "group": "room", "room": "own"}
_YES, _NO = {"yes", "y", "ie", "oes", "do"}, {"no", "n", "na", "nac"}


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
        return self.field is not None and self.field.kind not in (
            "date",
            "yes/no",
            "scale",
            "person",
            "rating",
        )

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
    own = tuple(Entry(key=field.key, name=field.name, hint=field.hint, field=field) for field in step.capture)
    asked: list[Entry] = []
    if form.asks_choice:
        word = lookup.word_for(session, step, "area")
        items = lookup.areas(session, step)
        asked.append(Entry(key=CHOICE, name=word[:1].upper() + word[1:], hint=_hint(items), items=items))
    if step.capture and cites_asked(step):
        word = lookup.word_for(session, step, "statement")
        items = lookup.statements(session, step, in_play(session, form.subject, step.framework))
        hint = _hint(items) + (f", at least {step.cite.at_least}" if step.cite.at_least > 1 else "")
        asked.append(Entry(key=CITES, name=word[:1].upper() + word[1:], hint=hint, items=items))
    return (*own, *asked) if scribe else (*asked, *own)


def in_play(session: Session, subject: Subject, framework: str = "") -> tuple[Ref, ...]:
    """The areas that someone works on; for a group those of its people too, who may have chosen each their own."""
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
    """The areas that the form's own subject has chosen."""
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
    text = text.strip()
    if not text:
        return Remark()
    kind, options = entry.field.kind, entry.field.options
    if kind == "date":
        try:
            return Remark(long_date(read_date(text, today)))
        except ValueError as error:
            return Remark(f"{error} {KEPT}", wrong=True)
    if kind == "yes/no":
        return Remark() if _yes_no(text) else Remark(f"Is that yes or no? {KEPT}", wrong=True)
    if kind in ("scale", "rating") and options:
        points = ", ".join(f"{number} {point}" for number, point in enumerate(options, 1))
        return Remark() if _point(text, options) else Remark(f"The points are {points}. {KEPT}", wrong=True)
    if kind == "person":
        found = _people(session, text)
        if len(found) == 1:
            return Remark()
        if found:
            return Remark(f"That may be {' or '.join(found[:4])}. {KEPT}", wrong=True)
        return Remark(f"Nobody on the list is called that. {KEPT}", wrong=True)
    return Remark()


def in_full(session: Session, entry: Entry, text: str) -> str:
    """What was typed with a beginning written out: "2" on a scale, "y", "Mair"; anything else as it was typed."""
    if entry.field is None or not text.strip():
        return text
    kind, options = entry.field.kind, entry.field.options
    if kind == "yes/no":
        return _yes_no(text) or text
    if kind in ("scale", "rating") and options:
        return _point(text, options) or text
    if kind == "person":
        found = _people(session, text)
        return found[0] if len(found) == 1 else text
    return text


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
    return Remark("\n".join(said))


def _hint(items: Sequence[Item]) -> str:
    first = next((item.code for item in items if item.code), "")
    return f"such as {first}, or words of it" if first else "a few words of it"


def _short(ref: Ref, text: str, items: Sequence[Item]) -> str:
    item = next((item for item in items if item.ref == ref), None)
    if item is not None:
        return lookup.short(item, items)
    # Cited from another framework, or one whose words were changed since: its own words stand for it.
    return " ".join(text.replace(",", " ").replace(";", " ").split()[:6]) or ref.ref


def _yes_no(text: str) -> str:
    word = key(text).strip(".")
    return "yes" if word in _YES else "no" if word in _NO else ""


def _point(text: str, options: Sequence[str]) -> str:
    wanted = key(text)
    exact = next((point for point in options if key(point) == wanted), "")
    if exact or not wanted:
        return exact
    if wanted.isdecimal() and 1 <= int(wanted) <= len(options):
        return options[int(wanted) - 1]
    beginning = [point for point in options if key(point).startswith(wanted)]
    return beginning[0] if len(beginning) == 1 else ""


def _people(session: Session, text: str) -> list[str]:
    """The names that may be meant; several people of one name are one name."""
    wanted = key(text)
    exact = [one.name for one in session.people if wanted in {key(name) for name in (one.name, *one.aliases)}]
    if exact:
        return list(dict.fromkeys(exact))
    words = lookup.fold(text)
    fits = [one.name for one in session.people if _has(one.name, words)]
    return list(dict.fromkeys(fits))


def _has(name: str, words: Sequence[str]) -> bool:
    parts = lookup.fold(name)
    return bool(words) and all(any(part.startswith(word) for part in parts) for word in words)
