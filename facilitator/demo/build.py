"""The demo's library: four made-up workshops, dated from the moment the demo is opened.

One finished two months ago, one half-run with its clock running, one planned, one in another cluster. They are
made from the bundled templates through the same functions as real ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from msgspec.structs import replace

from facilitator.demo import filling
from facilitator.demo.filling import Entry
from frameworks.library import FrameworkLibrary
from frameworks.model import Framework
from sessions import clock, outcomes, progress, rounds, swaps
from sessions.dates import DAYS, local_zone, school_day
from sessions.faces import faces
from sessions.ids import fresh
from sessions.model import (
    ActionDetail,
    ActionState,
    Person,
    PointDetail,
    Review,
    Session,
)
from sessions.planning import new_session
from sessions.series import follow
from sessions.store import Store
from sessions.templates import TemplateLibrary

_SAMPLE = Path(__file__).with_name("sample.yaml")
_TALK, _SWAP, _REVIEW = "quality-pair-talk", "cluster-swap", "cluster-swap-review"

_FINISHED_AGO = timedelta(days=61)
_ELSEWHERE_AGO = timedelta(days=20)
_PLANNED_IN = timedelta(days=9)
_CLOCK_STARTED_AGO = timedelta(minutes=4)
# How many minutes later than planned the steps of a finished session began, over and over.
_LATE = (1, 0, 2, 1, 3, 2, 0)
# How the actions of two months ago stand, over and over.
_STATES: tuple[ActionState, ...] = ("done", "open", "done", "open", "open", "dropped", "done")


def build(data: Path, now: datetime) -> dict[str, str]:
    """Fill an empty data folder; gives the sessions' ids by name: finished, half_run, planned, elsewhere.

    Raises FacilitatorError when the folder cannot be written to.
    """
    makers = _Makers(now)
    finished = makers.finished()
    made = {
        "finished": finished,
        "half_run": makers.half_run(),
        "planned": makers.planned(finished),
        "elsewhere": makers.elsewhere(),
    }
    store = Store(data, now=lambda: now)
    for session in made.values():
        store.create(session)
    return {name: session.id for name, session in made.items()}


class _Makers:
    """What the four sessions have in common: the sample's words, the people, the templates, today."""

    def __init__(self, now: datetime) -> None:
        self.sample = _read()
        self.now = now
        self.zone = local_zone()
        self.today = now.astimezone(ZoneInfo(self.zone)).date()
        # Only what comes with the program: the folder is new.
        library = FrameworkLibrary(None)
        found = [TemplateLibrary(None, library).get(id) for id in (_TALK, _SWAP, _REVIEW)]
        self.templates = {one.id: one for one in found if one is not None}
        self.frameworks: dict[str, Framework] = {one.id: one for one in library.all()}
        self.people = tuple(
            Person(id=fresh("p"), name=one["name"], school=one["school"], role=one["role"])
            for one in self.sample["people"]
        )
        self.review_day = school_day(self.today + _PLANNED_IN)

    def finished(self) -> Session:
        """Both templates, to the end, with what came of it since; looked back on in the one that is planned."""
        sample = self.sample["finished"]
        day = school_day(self.today - _FINISHED_AGO)
        session = self._new(
            sample["title"],
            (_TALK, _SWAP),
            day,
            "09:00",
            self._ticked(sample["present"]),
            review=self.review_day,
        )
        session = filling.with_round(session, filling.talk(session), sample["pairs"], self._at(day, "09:11"))
        swap_step = filling.step_of(session, sample["swaps"][0])
        session = filling.with_round(session, swap_step, sample["swap_pairs"], self._at(day, "10:22"))
        session = filling.chosen(session, sample["choices"])
        session = self._run_through(session)
        for section in ("written", "reflections", "headlines", "points", "swaps"):
            session = filling.noted(session, sample[section], self.now)
        session = self._swapped(session, sample["swaps"], day)
        return self._followed_up(session, sample["reviews"], day)

    def half_run(self) -> Session:
        """Today: everyone is here and at the talk, the clock is running."""
        sample = self.sample["half_run"]
        begun = self.now - _CLOCK_STARTED_AGO - timedelta(minutes=13)
        local = begun.astimezone(ZoneInfo(self.zone))
        start = f"{local.hour:02}:{local.minute // 5 * 5:02}"
        session = self._new(sample["title"], (_TALK, _SWAP), local.date(), start, self.people)
        session = rounds.everyone_here(session)
        talk = filling.talk(session)
        session = filling.with_round(session, talk, sample["pairs"], self.now - timedelta(minutes=5))
        session = filling.chosen(session, sample["choices"])
        session = progress.begin(session, begun)
        before = session.steps[1 : session.steps.index(talk)]
        for number, step in enumerate(before, 1):
            session = progress.enter(session, step, begun + timedelta(minutes=6 * number))
        session = progress.enter(session, talk, self.now - timedelta(minutes=5))
        shown = next(number for number, face in enumerate(faces(session, talk)) if face.kind == "prompt")
        session = replace(
            session,
            progress=replace(session.progress, face=shown),
            clock=clock.start(talk.id, talk.minutes, self.now - _CLOCK_STARTED_AGO),
        )
        for section in ("written", "headlines"):
            session = filling.noted(session, sample[section], self.now)
        return session

    def planned(self, before: Session) -> Session:
        """Next week or the one after: looking back at the finished one, with what that left."""
        title = self.sample["planned"]["title"]
        return follow(self._new(title, (_REVIEW,), self.review_day, "09:30", self.people), before)

    def elsewhere(self) -> Session:
        """The pair talk in another cluster, some weeks ago."""
        sample = self.sample["elsewhere"]
        day = school_day(self.today - _ELSEWHERE_AGO)
        people = tuple(
            Person(id=fresh("p"), name=one["name"], school=one["school"], role=one["role"], here=True)
            for one in self.sample["other_people"]
        )
        session = self._new(
            sample["title"], (_TALK,), day, "13:30", people, cluster=self.sample["other_cluster"]
        )
        session = filling.with_round(session, filling.talk(session), sample["pairs"], self._at(day, "13:41"))
        session = self._run_through(filling.chosen(session, sample["choices"]))
        for section in ("written", "headlines"):
            session = filling.noted(session, sample[section], self.now)
        return session

    def _new(
        self,
        title: str,
        templates: Sequence[str],
        day: date,
        start: str,
        people: Iterable[Person],
        *,
        cluster: str = "",
        review: date | None = None,
    ) -> Session:
        session = new_session(
            [self.templates[template] for template in templates],
            self.frameworks,
            cluster=cluster or self.sample["cluster"],
            day=day,
            now=min(self.now, self._at(day, "08:00") - timedelta(days=3)),
            zone=self.zone,
            title=title,
            start=start,
            people=tuple(people),
            review_date=review,
        )
        return replace(session, meta=replace(session.meta, sample=True))

    def _ticked(self, present: Sequence[str]) -> tuple[Person, ...]:
        return tuple(replace(person, here=person.name in present) for person in self.people)

    def _at(self, day: date, of_day: str) -> datetime:
        """An instant from a day and a time of day there."""
        hours, minutes = of_day.split(":")
        local = datetime.combine(day, time(int(hours), int(minutes)), ZoneInfo(self.zone))
        return local.astimezone(UTC)

    def _run_through(self, session: Session) -> Session:
        """Held from beginning to end, a little late here and there."""
        begun = self._at(session.meta.date, session.meta.start)
        session = progress.begin(session, begun + timedelta(minutes=_LATE[0]))
        elapsed = session.steps[0].minutes
        for number, step in enumerate(session.steps[1:], 1):
            late = _LATE[number % len(_LATE)]
            session = progress.enter(session, step, begun + timedelta(minutes=elapsed + late))
            elapsed += step.minutes
        return progress.finish(session, begun + timedelta(minutes=elapsed + _LATE[1]))

    def _swapped(self, session: Session, entries: Sequence[Entry], day: date) -> Session:
        """The swaps, those that have days with their days; the learning points of both leaders belong to them."""
        by_name = {person.name: person for person in session.people}
        for entry in entries:
            held = entry.get("held")
            days = [_weeks_later(day, held["day"], week) for week in held["weeks"]] if held else []
            one, other = by_name[entry["person"]], by_name[entry["with"]]
            swap_id = fresh("w")
            session = swaps.add(session, swap_id, one, partner=other, dates=days)
            for point in outcomes.points(session):
                if point.person in (one.id, other.id):
                    session = swaps.link(session, point.id, swap_id)
        return session

    def _followed_up(self, session: Session, reviews: Sequence[Entry], day: date) -> Session:
        """How the actions stand now, and what was found out about the learning points."""
        details = [
            ActionDetail(id=action.id, state=_STATES[number % len(_STATES)])
            for number, action in enumerate(outcomes.actions(session))
        ]
        settled = {point.id: point for point in session.points}
        names = {person.name: person.id for person in session.people}
        for entry in reviews:
            found = next(
                point
                for point in outcomes.points(session)
                if point.person == names[entry["person"]] and point.key == entry["point"]
            )
            at = self._at(_weeks_later(day, "Friday", entry["week"]), "15:40")
            before = settled.get(found.id) or PointDetail(id=found.id)
            settled[found.id] = replace(before, reviews=(*before.reviews, Review(at=at, text=entry["text"])))
        return replace(
            session,
            actions=tuple(detail for detail in details if detail.state != "open"),
            points=tuple(settled.values()),
        )


def _read() -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    sample: dict[str, Any] = yaml.load(_SAMPLE.read_bytes(), Loader=loader)
    return sample


def _weeks_later(day: date, weekday: str, weeks: int) -> date:
    """That weekday of the week so many weeks after the one of `day`."""
    monday = day - timedelta(days=day.weekday())
    return monday + timedelta(weeks=weeks, days=DAYS.index(weekday))
