"""A form as the screen shows it: a function of the session, and of the words that are not saved yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from facilitator.screens import capture_beside as beside_field
from facilitator.screens import capture_form as fields
from facilitator.screens import capture_remarks as remarks
from facilitator.screens import capture_slot as slots
from facilitator.screens import capture_walk as walks
from facilitator.screens.capture_beside import Beside
from facilitator.screens.capture_form import CITES, Entry
from facilitator.screens.capture_saving import Saving
from facilitator.screens.capture_slot import Slot
from facilitator.screens.capture_walk import Walk
from facilitator.screens.capture_writing import Writing
from facilitator.widgets.capture_view import Sheet, Shown
from sessions import choices, forms, rounds
from sessions.model import Session, Step
from sessions.topics import topic


def page(writing: Writing, beside: Beside) -> Sheet:
    """The form in hand, or what to do first where there is none; `beside` knows what stands beside its words."""
    session, walk, slot, entry = writing.session, writing.walk, writing.slot, writing.entry
    if slot is None or entry is None:
        return nothing_sheet(session, walk)
    place = writing.place
    if walk.scribe:
        # All that the room sees while it is filled in: the group's number, and which line it is.
        title = slots.number_only(session, slot, place)
        return Sheet(title=title, detail="", position="", heading="", fields=(Shown(name=entry.name),), at=0)
    title, detail = slots.whose(session, slot)
    return Sheet(
        title=title,
        detail=detail,
        position=walks.position(session, writing.slots, place, typing_up=walk.typing_up),
        heading=slot.step.title,
        about=_about(session, slot),
        fields=tuple(
            _in_hand(writing, beside, slot, one) if one is entry else _at_rest(writing, beside, slot, one)
            for one in writing.entries
        ),
        at=writing.at,
    )


def nothing_sheet(session: Session, walk: Walk) -> Sheet:
    """What is said where there is no form."""
    words, to_do = nothing(session, walk)
    step = session.step(walk.step)
    title = "" if walk.scribe else "Type up" if walk.typing_up else step.title if step else "Capture"
    return Sheet(title=title, detail="", position="", heading="", words=words, to_do=to_do)


def state_words(saving: Saving, writing: Writing, read_only: str) -> tuple[str, bool]:
    """Whether all is saved, in words, and whether saving failed. The room is told no more than it must."""
    scribe = writing.walk.scribe
    if saving.state == "failed":
        why = "" if scribe else f": {saving.fault}"
        return f"NOT SAVED{why.rstrip('.')}. Your words are still here.", True
    if scribe:
        return "", False
    if read_only:
        return f"For looking only. {read_only}", False
    if saving.state == "saved" and saving.any_saved:
        return ("saved, but for what stands in this field" if writing.unread else "saved"), False
    return ("saving…" if saving.state == "saving" else ""), False


def who_sees(writing: Writing) -> str:
    """Who may see the note in hand, in words; "" before the room, and where there is none."""
    return fields.WHO_SEES[writing.shared] if writing.shared and not writing.walk.scribe else ""


def _in_hand(writing: Writing, beside: Beside, slot: Slot, entry: Entry) -> Shown:
    """The field being typed in, with what helps to answer it in place of what would be said of it at rest."""
    session, text = writing.session, writing.text(entry)
    found = shown(session, slot, entry, text, writing.today)
    aid = beside_field.aid(session, slot, entry, text, writing.today)
    if aid is not None:
        found = replace(found, aid=aid, remark="", wrong=False)
    return replace(
        found,
        remark=found.remark or beside.objective(session, slot, entry, text, in_hand=True),
        examples=beside_field.examples(session, slot, entry, writing.entries),
    )


def _at_rest(writing: Writing, beside: Beside, slot: Slot, entry: Entry) -> Shown:
    session, text = writing.session, writing.text(entry)
    found = shown(session, slot, entry, text, writing.today)
    return replace(found, remark=found.remark or beside.objective(session, slot, entry, text))


def shown(session: Session, slot: Slot, entry: Entry, text: str, today: date) -> Shown:
    """One field with its words and what is said below them."""
    remark = remarks.remark(session, slot.form, slot.note_id, entry, text, today)
    # What was understood of a code stands in place of the code; an empty field at rest needs no reminder.
    understood = entry.field is None and bool(text.strip()) and not remark.wrong
    return Shown(
        name=entry.name,
        hint=entry.hint,
        text=text,
        remark=remark.text,
        wrong=remark.wrong,
        instead=understood or (entry.key == CITES and not text.strip()),
        brief=entry.field is not None and not entry.long,
    )


def _about(session: Session, slot: Slot) -> str:
    """The statement or area that the form is repeated for."""
    about = slot.form.about
    if slot.form.chooses_first:
        room = fields.chooser(session, slot.form) == choices.ROOM
        who = "The room has" if room else "They have"
        return f"{who} not chosen yet. Choose first; then there is a form for each that is chosen."
    if about is None or slot.step.for_each == "chosen statement":
        return ""
    found = topic(session, about)
    if found is None:
        return ""
    return f"{found.within}\n{found.text}" if found.kind == "earlier" else found.label


def nothing(session: Session, walk: Walk) -> tuple[str, str]:
    """Why there is no form, and what to do first."""
    step = session.step(walk.step)
    if walk.scribe:
        return "", "Write on the console (F6)."
    if walk.typing_up:
        if not any(forms.has_forms(one) for one in session.steps):
            return "Nothing is written down in this session.", "None of its steps asks for anything."
        return _nobody(session)
    if step is None:
        if walk.step:
            return "This step was taken out of the plan.", "What was written at it is kept in the record."
        return "The session has not begun.", "Go to a step first, or type up the sheets from the library."
    if not forms.has_forms(step):
        others = any(forms.has_forms(one) for one in session.steps)
        return (
            f"Nothing is written down at “{step.title}”.",
            "Choose where you want to write."
            if others
            else "None of the other steps asks for anything either.",
        )
    if forms.nothing_left(session, step):
        return "Nothing was left by an earlier session.", "So nobody is asked what became of it."
    if _pairs_missing(session, step):
        home = rounds.home_step(session, step)
        kind = home.together if home is not None and home.together in ("pairs", "trios") else "groups"
        return f"There are no {kind} yet.", f"Make the {kind} first, in Pairs."
    if step.source == "school" and session.people:
        return "Nobody’s school is on the list.", "Add the schools in the plan, in People."
    return _nobody(session)


def _pairs_missing(session: Session, step: Step) -> bool:
    asks_groups = step.source == "group" or (not step.source and step.choose == "pair")
    return asks_groups and bool(session.people) and rounds.round_for(session, step) is None


def _nobody(session: Session) -> tuple[str, str]:
    if not session.people:
        return "Nobody is on the list of people yet.", "Add people in the plan (a)."
    return "Nobody has been ticked off as here yet.", "Tick people off as they arrive (a on the console)."
