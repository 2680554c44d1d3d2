"""Whether a template's prompts fit the smallest stage, with the longest values filled in (the product's rule).

What does not fit becomes another page, so nothing is ever lost; but a room reads one page at a time, and each more
is one more press of the button. Only a prompt that shows a definition or statements may run on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import msgspec

from frameworks.faults import Fault
from frameworks.model import Framework
from frameworks.text import key
from sessions.choices import focus_on
from sessions.faces import faces
from sessions.model import Person, Ref, Session, Step, Template
from sessions.pages import SMALLEST, heading_lines, pages
from sessions.planning import MissingFramework, new_session
from sessions.prompts import placeholders
from sessions.rounds import make, needs_round
from sessions.stage import face_view
from sessions.stage_size import Size
from sessions.template_reader import check_template, parse_template

# As long as names of clusters and dates get: what a prompt must still fit with.
_CLUSTER = "Cwm Rhondda and Taff Valley"
_DAY = date(2026, 9, 30)  # a Wednesday in September
_SIZE = Size(*SMALLEST)
_NOW = datetime(2026, 9, 30, 8, 0, tzinfo=UTC)
# What no page can be large enough for.
RUNNING_ON = ("definition", "statements")


class Fit(msgspec.Struct, frozen=True):
    """How one prompt fits: the pages it takes, and whether its heading is cut."""

    pages: int
    cut: bool

    @property
    def fits(self) -> bool:
        """Whether it is read at one go."""
        return self.pages == 1 and not self.cut


def fits(template: Template, frameworks: Mapping[str, Framework]) -> dict[str, Fit]:
    """How each step's prompt fits the smallest stage, by the step's id: with two people of long names in a pair,
    long names and dates, and the area with the longest title chosen in each framework. Raises MissingFramework."""
    session = _longest(template, frameworks)
    return {own.id: _fit(session, step) for own, step in zip(template.steps, session.steps, strict=True)}


def check_fit(template: Template, text: str, path: str, frameworks: Mapping[str, Framework]) -> list[Fault]:
    """A warning for each prompt that does not fit; `text` is the template's file. None for what uses a framework
    that is not there: that is another fault."""
    try:
        found = fits(template, frameworks)
    except MissingFramework:
        return []
    where = "on the smallest stage ({} by {})".format(*SMALLEST)
    faults = []
    for step in template.steps:
        fit = found[step.id]
        if fit.fits or (not fit.cut and set(placeholders(step.prompt)) & set(RUNNING_ON)):
            continue
        line, words = _heading(text, step.title)
        what = (
            f"The room turns {fit.pages} pages to read the prompt of “{step.title}” {where}"
            if fit.pages > 1
            else f"The heading of “{step.title}” is cut {where}"
        )
        faults.append(
            Fault(
                path=path,
                line=line,
                text=words,
                message=what,
                suggestion="Shorten it, or share it between two steps",
                level="warning",
            )
        )
    return faults


def check_in_full(text: str, path: str, frameworks: Mapping[str, Framework]) -> list[Fault]:
    """Every error and warning in a template's file; where it can be read, also whether its prompts fit."""
    faults = check_template(text, path, frameworks)
    if any(fault.level == "error" for fault in faults):
        return faults
    return [*faults, *check_fit(parse_template(text, path, frameworks), text, path, frameworks)]


def _longest(template: Template, frameworks: Mapping[str, Framework]) -> Session:
    """A session whose names and dates are as long as they get."""
    people = [
        Person(id=f"p{number}", name="Catrin Angharad Llewellyn-Jones", school=f"Ysgol {number}")
        for number in range(2)
    ]
    session = new_session(
        [template],
        frameworks,
        cluster=_CLUSTER,
        day=_DAY,
        now=_NOW,
        zone="Europe/London",
        people=people,
        review_date=_DAY,
        delete_by=_DAY,
    )
    focus = tuple(
        Ref(framework=used.id, ref=max(used.framework.areas, key=lambda area: len(area.label)).ref)
        for used in session.frameworks
        if used.framework.areas
    )
    session = focus_on(session, focus)
    for step in session.steps:
        if needs_round(session, step):
            session = make(session, step, _NOW)
    return session


def _fit(session: Session, step: Step) -> Fit:
    face = next(face for face in faces(session, step) if face.kind == "prompt")
    view = face_view(session, step, face, _NOW)
    heading = heading_lines(view, _SIZE)
    return Fit(len(pages(view, _SIZE)), bool(heading) and heading[-1].endswith("…") and len(heading) == 3)


def _heading(text: str, title: str) -> tuple[int, str]:
    """The line of a step's heading, from 1, and its words."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("# ") and key(line[2:]) == key(title):
            return number, line
    return 0, ""
