"""Actions in a section of their own: open ones first, in the record by person."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from exports.document import Block, Heading, Line, Paragraph, Task, Tasks, between, ours, typed
from exports.scope import Scope, who_left
from exports.statements import Places
from exports.words import short_day
from sessions.model import Note
from sessions.outcomes import Action, actions, owner_name
from sessions.text import key, one_line


def done_and_to_do(scope: Scope, places: Places) -> list[Block]:
    """Actions, open ones first, in the record by person; the day that most are due on is said once above."""
    session = scope.session
    ranks = {"open": 0, "done": 1, "dropped": 2}
    notes = {note.id: note for note in session.notes}
    found = [_task(scope, action, _about(places, notes[action.note])) for action in actions(session)]
    found += _still_open(scope)
    if not found:
        return []
    found.sort(key=lambda one: (ranks[one.state], one.due or date.max))
    blocks: list[Block] = [Heading(2, (ours("Actions"),))]
    day = session.meta.review_date
    common = [one for one in found if one.by_review and one.due == day]
    if day is not None and len(common) > 1:
        found = [replace(one, day_above=True) if one in common else one for one in found]
        other = "" if len(common) == len(found) else ", where no other day is given"
        blocks.append(Paragraph((ours(f"By the review on {short_day(day)}{other}."),)))
    if scope.kind != "record" or not any(one.owner.strip() for one in found):
        return [*blocks, Tasks(tuple(found))]
    # Those with something open first, then as the list of people has them.
    listed = [key(one.name) for one in session.people]
    owners: dict[str, list[Task]] = {}
    for name in [*listed, *(key(one.owner) for one in found)]:
        owners.setdefault(name, [])
    for task in found:
        owners[key(task.owner)].append(task)
    by_owner = [tasks for name, tasks in owners.items() if tasks and name] + [owners.get("", [])]
    for tasks in sorted(filter(None, by_owner), key=lambda one: one[0].state != "open"):
        owner = tasks[0].owner.strip()
        blocks.append(Heading(3, (typed(one_line(owner)),) if owner else (ours("Nobody was named"),)))
        blocks.append(Tasks(tuple(replace(one, own=True) for one in tasks)))
    return blocks


def _about(places: Places, note: Note) -> Line:
    """What an action is about: codes, or the first words of what has none."""
    return between(", ", [places.short_line(place) for place in places.of(note)])


def _still_open(scope: Scope) -> list[Task]:
    """In someone's own notes, what of their earlier actions is still to be done."""
    if scope.kind != "person":
        return []
    session = scope.session
    found = []
    for item in session.earlier:
        if item.kind != "action" or not item.text or scope.stands.get(item.id) != "open":
            continue
        owner = session.person(item.owner)
        whose: Line = tuple(replace(span, strong=False) for span in who_left(scope, item))
        whose = (*whose, ours(" · ")) if whose else ()
        name: Line = (ours("“"), typed(one_line(item.title)), ours("”, ")) if item.title.strip() else ()
        found.append(
            Task(
                what=item.text,
                owner=owner.name if owner else item.owner,
                own=item.owner in scope.mine,
                due=item.due,
                by_review=item.by_review,
                since=(*whose, ours("still open from "), *name, ours(short_day(item.day))),
            )
        )
    return found


def _task(scope: Scope, action: Action, about: Line) -> Task:
    return Task(
        what=action.what,
        state=action.state,
        owner=owner_name(scope.session, action),
        own=scope.kind == "person" and action.owner in scope.mine,
        due=action.due,
        by_review=action.by_review,
        when=action.due_words,
        about=about,
    )
