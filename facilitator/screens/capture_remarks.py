"""What is said below a field: what was understood, what is wrong with it, that it was said before. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facilitator.screens import capture_lookup as lookup
from facilitator.screens.capture_form import CHOICE, CITES, Entry, asking, chosen, short, understand
from sessions import answers, notes
from sessions.forms import Form
from sessions.model import Session
from sessions.text import key

KEPT = "It is kept as you typed it."
_WHO = {
    "person": "They have",
    "group": "They have",
    "school": "The school has",
    "room": "The room has",
    "": "They have",
}


@dataclass(frozen=True)
class Remark:
    """What is said below a field: what was understood, or what is wrong with it."""

    text: str = ""
    wrong: bool = False


def remark(session: Session, form: Form, note_id: str, entry: Entry, text: str, today: date) -> Remark:
    """What to say below a field that has this text."""
    if entry.field is None:
        return _remark_on_items(session, form, note_id, entry, text)
    twice = said_twice(session, form, note_id, entry, text)
    if twice:
        return Remark(twice)
    answer = answers.read(entry.field, text.strip(), session.people, today)
    if answer.fault:
        return Remark(f"{answer.fault} {KEPT}", wrong=True)
    return Remark(answer.said if key(answer.said) != key(text) else "")


def said_twice(session: Session, form: Form, note_id: str, entry: Entry, text: str) -> str:
    """What to say about words that the same person or group has given at this step already; "" about any others."""
    if not entry.long or notes.said_before(session, form, note_id, text) is None:
        return ""
    return f"{_WHO[form.subject.kind]} said this here already: it stands in another note."


def _remark_on_items(session: Session, form: Form, note_id: str, entry: Entry, text: str) -> Remark:
    if not text.strip():
        if entry.key == CITES and (form.step.cite.at_least or form.step.for_each == "chosen statement"):
            return Remark(f"No {entry.name[:1].lower() + entry.name[1:]} yet: find it with “Cite”.")
        return Remark("Type it, or find it with “Cite”." if form.chooses_first else "")
    read = understand(session, form, note_id, entry, text)
    if read.fault:
        return Remark(f"{taken_words(entry, read)} {read.fault}".strip(), wrong=True)
    said = [item.label for item in read.items]
    if entry.key == CITES and read.items and notes.cited_before(session, form, note_id, read.items[0].ref):
        said.append("They have another note about this one already.")
    least = form.step.cite.at_least
    if entry.key == CITES and len(said) < least:
        said.append(f"{least} are asked for.")
    most = asking(session, form.step).choose_most if entry.key == CHOICE else 0
    if most and len(said) > most:
        said.append(f"{len(said)} here; {f'up to {most} are' if most > 1 else 'one is'} suggested.")
    return Remark("\n".join(said))


def taken_words(entry: Entry, read: lookup.Understood) -> str:
    """What of a list was understood though not all of it was, in words; "" where nothing was."""
    if not read.items or read.over:
        return ""
    short = [lookup.short(item, entry.items) for item in read.items]
    listed = " and ".join([", ".join(short[:-1]), short[-1]] if len(short) > 1 else short)
    verb = "chosen" if entry.key == CHOICE else "cited"
    return f"{listed} {'is' if len(short) == 1 else 'are'} {verb}."


def not_taken(session: Session, form: Form, note_id: str, entry: Entry, text: str) -> str:
    """What of a choice was understood, and what was not."""
    read = understand(session, form, note_id, entry, text)
    there = ", ".join(short(ref, "", entry.items) for ref in chosen(session, form))
    stays = f"{there} {'stay' if ', ' in there else 'stays'} chosen." if there else "Nothing is chosen yet."
    missed = "” and “".join(read.missed) or text
    return f"“{missed}” is no {entry.name.casefold()}. {taken_words(entry, read) or stays}"
