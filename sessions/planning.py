"""Making a session from templates, and changing its plan; the templates themselves are never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from frameworks.model import Framework
from sessions.dates import school_day
from sessions.errors import FacilitatorError, where_to_get
from sessions.ids import fresh, session_id
from sessions.model import Meta, Person, Ref, Session, Step, Template, UsedFramework

# Defaults of ours: half a term (six weeks) is long enough to have acted and short enough to remember; notes are
# kept for a year, so that a review in the following school year can still use them.
REVIEW_AFTER = timedelta(weeks=6)
DELETE_AFTER = timedelta(days=365)


class MissingFramework(FacilitatorError):
    """A template works on a framework that is not installed; `framework` is its id."""

    def __init__(self, framework: str, template: str = "") -> None:
        which = f"The template “{template}”" if template else "One of these templates"
        super().__init__(
            f"{which} works on the framework “{framework}”, which is not here. {where_to_get(framework)}."
        )
        self.framework = framework


def new_session(
    templates: Sequence[Template],
    frameworks: Mapping[str, Framework],
    *,
    cluster: str,
    day: date,
    now: datetime,
    zone: str,
    title: str = "",
    start: str = "09:00",
    people: Sequence[Person] = (),
    focus: Sequence[str] = (),
    review_date: date | None = None,
    delete_by: date | None = None,
) -> Session:
    """A planned session with its own copy of every step and framework it uses.

    `focus` are refs of areas of the frameworks used, taken from the first that has them, or FRAMEWORK:REF.
    `start` is local wall time. The review date is six weeks after `day` and the delete-by date a year after it
    unless given. Raises MissingFramework, and KeyError for a focus that no framework has.
    """
    steps: list[Step] = []
    used: dict[str, UsedFramework] = {}
    for id in needed(templates):
        framework = frameworks.get(id)
        if framework is None:
            raise MissingFramework(id)
        used[id] = UsedFramework(id=id, digest=framework.digest(), framework=framework)
    for template in joined(templates):
        steps += _own_copy(template)
    areas = tuple(dict.fromkeys(_area(ref, used) for ref in focus))
    return Session(
        meta=Meta(
            id=session_id(day, cluster),
            title=title or " and ".join(template.title for template in templates),
            cluster=cluster,
            date=day,
            start=start,
            zone=zone,
            language=templates[0].language if templates else "en",
            templates=tuple(template.id for template in templates),
            focus=areas,
            review_date=review_date or school_day(day + REVIEW_AFTER),
            delete_by=delete_by or day + DELETE_AFTER,
            steps=tuple(step.id for step in steps),
            created=now,
        ),
        steps=tuple(steps),
        frameworks=tuple(used.values()),
        people=tuple(people),
    )


def needed(templates: Sequence[Template]) -> dict[str, str]:
    """The ids of the frameworks that these templates and their steps work on, each with the language wanted."""
    found: dict[str, str] = {}
    for template in joined(templates):
        for id in (template.framework, *(step.framework for step in template.steps)):
            if id:
                found.setdefault(id, template.language)
    return found


def _area(typed: str, used: Mapping[str, UsedFramework]) -> Ref:
    """The area meant by REF or FRAMEWORK:REF. Raises KeyError where there is none."""
    for one in used.values():
        if one.framework.find_area(typed):
            return Ref(framework=one.id, ref=typed)
    id, _, ref = (part.strip() for part in typed.partition(":"))
    if id in used and used[id].framework.find_area(ref):
        return Ref(framework=id, ref=ref)
    raise KeyError(typed)


def joined(templates: Sequence[Template]) -> tuple[Template, ...]:
    """Templates as they follow each other in one session: only the last one closes it.

    A close is a last step that captures nothing and says the review date; in the middle of a session it would
    send people home.
    """
    return tuple(
        replace(template, steps=template.steps[:-1])
        if number < len(templates) and len(template.steps) > 1 and _closes(template.steps[-1])
        else template
        for number, template in enumerate(templates, 1)
    )


def _closes(step: Step) -> bool:
    return not step.capture and not step.choose and "{review_date}" in step.prompt


def length(session: Session) -> int:
    """The planned length in minutes."""
    return sum(step.minutes for step in session.steps)


def put_step(session: Session, step: Step) -> Session:
    """Put a changed step in the place of the one with its id."""
    return replace(session, steps=tuple(step if old.id == step.id else old for old in session.steps))


def add_step(session: Session, step: Step, place: int) -> Session:
    """Add a step so that it stands at `place` (from 0)."""
    return _ordered(session, (*session.steps[:place], step, *session.steps[place:]))


def insert_step(session: Session, step: Step, after: str) -> Session:
    """Put a step in while the session runs: after the step with the id `after`, never before where the room is."""
    ids = [one.id for one in session.steps]
    places = [ids.index(id) for id in (after, session.progress.step) if id in ids]
    return add_step(session, step, max(places, default=-1) + 1)


def blank_step(after: Step | None) -> Step:
    """A new step to be filled in; it works on the framework of the step it follows."""
    return Step(
        id=fresh("s"),
        title="New step",
        minutes=10,
        framework=after.framework if after else "",
        template=after.template if after else "",
    )


def drop_step(session: Session, step_id: str) -> Session:
    """Take a step out of the plan; its notes stay in the record. Steps that shared its round get it themselves.

    The current step cannot be dropped: the session comes back unchanged.
    """
    gone = session.step(step_id)
    if gone is None or session.progress.step == step_id:
        return session
    kept = [step for step in session.steps if step.id != step_id]
    heir = next((step for step in kept if step.together == "same" and step.same_as == step_id), None)
    if heir is not None:
        home = replace(
            heir, together=gone.together, size=gone.size, schools=gone.schools, same_as=gone.same_as
        )
        kept = [
            home
            if step.id == heir.id
            else replace(step, same_as=heir.id)
            if step.together == "same" and step.same_as == step_id
            else step
            for step in kept
        ]
        moved = tuple(
            replace(made, step=heir.id) if made.step == step_id else made for made in session.rounds
        )
        session = replace(session, rounds=moved)
    return _ordered(session, tuple(kept))


def move_step(session: Session, step_id: str, by: int) -> Session:
    """Move a step up (negative) or down the run sheet, as far as there is room.

    A step that shares another's round does not move before it, nor that one behind it: unchanged then.
    """
    steps = list(session.steps)
    place = next((number for number, step in enumerate(steps) if step.id == step_id), None)
    if place is None:
        return session
    step = steps.pop(place)
    steps.insert(max(0, min(place + by, len(steps))), step)
    seen: set[str] = set()
    for one in steps:
        if one.together == "same" and one.same_as not in seen:
            return session
        seen.add(one.id)
    return _ordered(session, tuple(steps))


def _own_copy(template: Template) -> list[Step]:
    """The template's steps under ids of the session's own, so that one template can be used twice."""
    ids = {step.id: fresh("s") for step in template.steps}
    return [
        replace(
            step,
            id=ids[step.id],
            same_as=ids.get(step.same_as, ""),
            template=template.id,
            # A step read from a file knows its framework, and none as well; one made by hand has its template's.
            framework=step.framework if step.template else step.framework or template.framework,
        )
        for step in template.steps
    ]


def _ordered(session: Session, steps: tuple[Step, ...]) -> Session:
    meta = replace(session.meta, steps=tuple(step.id for step in steps))
    return replace(session, steps=steps, meta=meta)
