"""What capture asks: which statement, whose form, at which step, whether to leave words unsaved."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from facilitator.dialogs.ask import Pick
from facilitator.dialogs.cite import Cite
from facilitator.dialogs.heard import Heard
from facilitator.screens import capture_form as fields
from facilitator.screens import capture_given as given
from facilitator.screens import capture_lookup as lookup
from facilitator.screens import capture_walk as walks
from facilitator.screens.capture_form import CHOICE, CITES, Entry
from facilitator.screens.capture_lookup import Item
from facilitator.screens.capture_writing import Writing
from sessions import choices, forms
from sessions.model import Ref, Session, Step


def ask_for_cite(app: App[None], writing: Writing, then: Callable[[str], None]) -> bool:
    """Find a statement to cite, or an area to choose, and take it; `then` is given what to say about it.

    Whether there is anything to be found for the form in hand.
    """
    entry = to_find(writing)
    if entry is None:
        return False

    def found(ref: Ref | None) -> None:
        if ref is not None:
            then(toggle(writing, entry, ref))

    question = f"Which {entry.name[:1].lower()}{entry.name[1:]}?"
    app.push_screen(Cite(question, entry.items, taken(writing, entry)), found)
    return True


def ask_whose(app: App[None], writing: Writing, then: Callable[[int], None]) -> None:
    """Show what each has given so far, and find someone's form there by name, or a sheet by its number; `then` is given
    its place."""
    typing_up = writing.walk.typing_up
    rows = given.rows(writing.session, writing.slots, typing_up=typing_up)
    written = walks.written(writing.session, writing.slots)

    def found(place: int | None) -> None:
        if place is not None:
            then(place)

    if rows:
        empty = [at for at, there in enumerate(written) if not there]
        heard = given.heard(rows, typing_up=typing_up)
        app.push_screen(Heard(rows, f"Whose form? {heard}", writing.place, empty), found)


def ask_for_step(app: App[None], writing: Writing, then: Callable[[str], None]) -> None:
    """Where nothing is written down at the step: which of the steps that ask for something; "" for none."""
    session = writing.session
    step = session.step(writing.walk.step)
    steps = [(one.id, one.title) for one in session.steps if forms.has_forms(one)]
    if steps and (step is None or not forms.has_forms(step)):
        question = "Nothing is written down at this step. Where do you want to write?"
        app.push_screen(Pick(question, steps, at=coming(session, step)), lambda chosen: then(chosen or ""))


def coming(session: Session, step: Step | None) -> str:
    """The id of the next step at which something is written down: mostly what people talk about now. "" for none."""
    after = session.steps[session.steps.index(step) + 1 :] if step is not None else ()
    return next((one.id for one in after if forms.has_forms(one)), "")


def asks_for_objectives(writing: Writing) -> bool:
    """Whether one of the forms has a field for an objective."""
    steps = {slot.step.id: slot.step for slot in writing.slots}
    return any(field.kind == "objective" for step in steps.values() for field in step.capture)


def to_find(writing: Writing) -> Entry | None:
    """The field that a statement or an area is found for: the one in hand if it is such a one; where there is a form
    for each thing someone chose, what else they choose."""
    if writing.entry is not None and writing.entry.field is None:
        return writing.entry
    asked = [entry for entry in writing.entries if entry.field is None]
    if asked or writing.slot is None:
        return asked[-1] if asked else None
    form = writing.slot.form
    theirs = form.step.for_each == "choice" and fields.chooser(writing.session, form) != choices.ROOM
    return fields.choice(writing.session, form) if theirs else None


def taken(writing: Writing, entry: Entry) -> tuple[Ref, ...]:
    """What is cited or chosen already."""
    return tuple(item.ref for item in _items(writing, entry))


def toggle(writing: Writing, entry: Entry, ref: Ref) -> str:
    """Take a statement or area, or take it away again if it is taken already; words where that cannot be."""
    item = next((item for item in entry.items if item.ref == ref), None)
    if writing.slot is None or item is None:
        return ""
    before = _items(writing, entry)
    items = [one for one in before if one.ref != ref]
    step = writing.slot.step
    suggested = fields.asking(writing.session, step).choose_most
    several = entry.key == CHOICE and not entry.alone
    # More than are suggested may be chosen; of one area another takes the place.
    most = step.cite.at_most if entry.key == CITES else None if several else 1
    if len(items) == len(before):
        if most is not None and most > 1 and len(items) >= most:
            return f"At most {most} here: take one away first, by choosing it again."
        items = [item] if most == 1 else [*items, item]
    writing.put_items(entry, items, ", ".join(lookup.short(one, entry.items) for one in items))
    if (following := writing.goes_on()) is not None:
        writing.open(following)
    elif writing.entry is entry:
        # Found what it is about, one goes on to what there is to say; where several are chosen, when these are all.
        enough = bool(items) and not (several and len(items) < suggested)
        writing.enter(min(writing.at + 1, len(writing.entries) - 1) if enough else writing.at)
    return ""


def _items(writing: Writing, entry: Entry) -> tuple[Item, ...]:
    slot = writing.slot
    if slot is None:
        return ()
    return fields.understand(writing.session, slot.form, slot.note_id, entry, writing.text(entry)).items
