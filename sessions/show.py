"""A session as plain data, for ``sessions show ID --json``: keys may be added, none removed or renamed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sessions.model import Earlier, Note, Ref, Review, Round, Session
from sessions.outcomes import Action, Point, actions, owner_name, points
from sessions.template_show import step_shape
from sessions.topics import topic


def show(session: Session) -> dict[str, Any]:
    """The session as text, numbers, lists and dicts alone. Dates and instants are ISO, None where there is none.

    An action's `owner` is the id of a person of the session or words as typed; `owner_name` is always words.
    """
    meta = session.meta
    return {
        "id": session.id,
        "title": meta.title,
        "cluster": meta.cluster,
        "date": meta.date.isoformat(),
        "start": meta.start,
        "zone": meta.zone,
        "language": meta.language,
        "status": meta.status,
        "templates": list(meta.templates),
        "focus": [{**_ref(ref), "title": _title(session, ref)} for ref in meta.focus],
        "review_date": _day(meta.review_date),
        "delete_by": _day(meta.delete_by),
        "follows": meta.follows,
        "sample": meta.sample,
        "step": session.progress.step,
        "steps": [step_shape(step) for step in session.steps],
        "frameworks": [
            {
                "id": used.id,
                "title": used.framework.title,
                "language": used.framework.language,
                "digest": used.digest,
            }
            for used in session.frameworks
        ],
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "school": person.school,
                "role": person.role,
                "here": person.here,
                "aliases": list(person.aliases),
            }
            for person in session.people
        ],
        "rounds": [_round(made) for made in session.rounds],
        "choices": [
            {
                "id": choice.id,
                "step": choice.step,
                "by": choice.by,
                "areas": [_ref(ref) for ref in choice.areas],
            }
            for choice in session.choices
        ],
        "hands": [{"step": one.step, "about": _ref(one.ref), "count": one.count} for one in session.hands],
        "notes": [_note(note) for note in session.notes],
        "themes": [{"id": theme.id, "name": theme.name, "dots": theme.dots} for theme in session.themes],
        "parked": [
            {
                "id": one.id,
                "text": one.text,
                "step": one.step,
                "at": _instant(one.at),
                "settled": one.settled,
            }
            for one in session.parked
        ],
        "earlier": [_earlier(item) for item in session.earlier],
        "actions": [_action(session, action) for action in actions(session)],
        "points": [_point(point) for point in points(session)],
        "swaps": [
            {
                "id": swap.id,
                "person": swap.person,
                "with": swap.partner,
                "from": swap.home,
                "host": swap.host,
                "dates": [day.isoformat() for day in swap.dates],
            }
            for swap in session.swaps
        ],
    }


def _round(made: Round) -> dict[str, Any]:
    return {
        "id": made.id,
        "step": made.step,
        "made_at": _instant(made.made_at),
        "groups": [
            {"id": group.id, "label": group.label, "people": list(group.people), "reason": group.reason}
            for group in made.groups
        ],
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "id": note.id,
        "step": note.step,
        "round": note.round,
        "group": note.group,
        "school": note.school,
        "people": list(note.people),
        "shared": note.shared,
        "about": _ref(note.about) if note.about else None,
        "cites": [{"framework": cite.framework, "ref": cite.ref, "text": cite.text} for cite in note.cites],
        "fields": dict(note.fields),
        "starred": note.starred,
        "theme": note.theme,
        "dots": note.dots,
        "at": _instant(note.at),
        "changed": _instant(note.changed),
    }


def _action(session: Session, action: Action) -> dict[str, Any]:
    return {
        "id": action.id,
        "note": action.note,
        "step": action.step,
        "person": action.person,
        "what": action.what,
        "owner": action.owner,
        "owner_name": owner_name(session, action),
        "due": _day(action.due),
        "due_words": action.due_words,
        "by_review": action.by_review,
        "state": action.state,
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "id": point.id,
        "note": point.note,
        "person": point.person,
        "swap": point.swap,
        "step": point.step,
        "focus": point.focus,
        "reviews": [_review(review) for review in point.reviews],
    }


def _earlier(item: Earlier) -> dict[str, Any]:
    return {
        "id": item.id,
        "session": item.session,
        "date": item.day.isoformat(),
        "kind": item.kind,
        "step": item.step,
        "field": item.field,
        "text": item.text,
        "people": list(item.people),
        "school": item.school,
        "shared": item.shared,
        "owner": item.owner,
        "due": _day(item.due),
        "by_review": item.by_review,
        "state": item.state,
        "delete_by": _day(item.delete_by),
        "title": item.title,
        "reviews": [_review(review) for review in item.reviews],
    }


def _review(review: Review) -> dict[str, Any]:
    return {
        "at": _instant(review.at),
        "text": review.text,
        "state": review.state,
        "people": list(review.people),
        "school": review.school,
        "shared": review.shared,
    }


def _ref(ref: Ref) -> dict[str, str]:
    return {"framework": ref.framework, "ref": ref.ref}


def _title(session: Session, ref: Ref) -> str:
    found = topic(session, ref)
    return found.text if found else ""


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
