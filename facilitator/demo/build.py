"""The demo's library: four made-up workshops, dated from the moment the demo is opened.

One finished two months ago, one half-run with its clock running, one planned, one in another cluster. They are
made from the bundled templates through the same functions as real ones. Which of the sample's words belong to
which step is found by what the steps capture, so that a template may be reworded without a change here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from msgspec.structs import replace

from frameworks.library import FrameworkLibrary
from frameworks.model import Framework
from sessions import choices, clock, forms, notes, outcomes, progress, rounds, swaps
from sessions.dates import DAYS, local_zone
from sessions.faces import faces
from sessions.forms import Form, Subject
from sessions.ids import fresh
from sessions.model import (
    ActionDetail,
    ActionState,
    Group,
    Person,
    PointDetail,
    Ref,
    Review,
    Round,
    Session,
    Step,
)
from sessions.planning import new_session, school_day
from sessions.store import Store
from sessions.templates import TemplateLibrary

_SAMPLE = Path(__file__).with_name("sample.yaml")
_TALK, _SWAP = "quality-pair-talk", "cluster-swap"
# What an entry of the sample says beside the words for a form.
_NOT_WORDS = {"person", "pair", "with", "cite", "held"}

_FINISHED_AGO = timedelta(days=61)
_ELSEWHERE_AGO = timedelta(days=20)
_PLANNED_IN = timedelta(days=9)
_CLOCK_STARTED_AGO = timedelta(minutes=4)
# How many minutes later than planned the steps of a finished session began, over and over.
_LATE = (1, 0, 2, 1, 3, 2, 0)
# How the actions of two months ago stand, over and over.
_STATES: tuple[ActionState, ...] = ("done", "open", "done", "open", "open", "dropped", "done")

Entry = Mapping[str, Any]


def build(data: Path, now: datetime) -> dict[str, str]:
    """Fill an empty data folder; gives the sessions' ids by name: finished, half_run, planned, elsewhere.

    Raises FacilitatorError when the folder cannot be written to.
    """
    makers = _Makers(now)
    made = {
        "finished": makers.finished(),
        "half_run": makers.half_run(),
        "planned": makers.planned(),
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
        found = [TemplateLibrary(None, library).get(id) for id in (_TALK, _SWAP)]
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
        session = _with_round(session, _talk(session), sample["pairs"], self._at(day, "09:11"))
        swap_step = _step_of(session, sample["swaps"][0])
        session = _with_round(session, swap_step, sample["swap_pairs"], self._at(day, "10:22"))
        session = _chosen(session, sample["choices"])
        session = self._run_through(session)
        for section in ("written", "reflections", "headlines", "points", "swaps"):
            session = _noted(session, sample[section], self.now)
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
        talk = _talk(session)
        session = _with_round(session, talk, sample["pairs"], self.now - timedelta(minutes=5))
        session = _chosen(session, sample["choices"])
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
            session = _noted(session, sample[section], self.now)
        return session

    def planned(self) -> Session:
        """Next week or the one after: looking back at the finished one."""
        return self._new(self.sample["planned"]["title"], (_SWAP,), self.review_day, "09:30", self.people)

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
        session = _with_round(session, _talk(session), sample["pairs"], self._at(day, "13:41"))
        session = self._run_through(_chosen(session, sample["choices"]))
        for section in ("written", "headlines"):
            session = _noted(session, sample[section], self.now)
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


def _talk(session: Session) -> Step:
    """The step at which people talk in pairs of their own."""
    return next(step for step in session.steps if step.roles and step.together in rounds.GROUPED)


def _choosing(session: Session) -> Step:
    """The step at which each person chooses."""
    return next(step for step in session.steps if step.choose == "person")


def _spread(session: Session, entry: Entry) -> Iterator[tuple[Step, dict[str, str]]]:
    """The steps whose forms take an entry's words, with the words for each.

    The step that takes most of them comes first; what is left goes to steps of the same template if it can.
    Raises LookupError for words that no step asks for: nothing of the sample is lost.
    """
    left = {key: text for key, text in entry.items() if key not in _NOT_WORDS}
    template = ""
    while left:

        def taken(step: Step, home: str = template) -> tuple[int, bool]:
            return sum(field.key in left for field in step.capture), step.template == home

        step = max(session.steps, key=taken)
        words = {field.key: left.pop(field.key) for field in step.capture if field.key in left}
        if not words:
            raise LookupError(f"no step asks for {', '.join(left)}")
        template = step.template
        yield step, words


def _step_of(session: Session, entry: Entry) -> Step:
    return next(_spread(session, entry))[0]


def _with_round(session: Session, step: Step, pairs: Sequence[Sequence[str]], at: datetime) -> Session:
    """The sample's pairs as the round of a step."""
    home = rounds.home_step(session, step)
    if home is None:
        raise LookupError(f"{step.title} has no pairs")
    ids = {person.name: person.id for person in session.people}
    groups = tuple(
        Group(id=fresh("g"), label=f"Pair {number}", people=tuple(ids[name] for name in names))
        for number, names in enumerate(pairs, 1)
    )
    made = Round(id=fresh("r"), step=home.id, groups=groups, made_at=at)
    return replace(session, rounds=(*session.rounds, made))


def _chosen(session: Session, chosen: Mapping[str, str]) -> Session:
    """Each person's own choice."""
    step = _choosing(session)
    for person in session.people:
        if person.name in chosen:
            areas = (Ref(framework=step.framework, ref=chosen[person.name]),)
            session = choices.choose(session, step.id, person.id, areas)
    return session


def _noted(session: Session, entries: Sequence[Entry], now: datetime) -> Session:
    """A section of the sample as notes, written while their step ran (or just now, where it has not yet)."""
    visits = {visit.step: visit for visit in session.progress.visits}
    asked: dict[str, dict[str, Subject]] = {}
    for number, entry in enumerate(entries):
        for step, words in _spread(session, entry):
            if step.id not in asked:
                asked[step.id] = _subjects(session, step)
            visit = visits.get(step.id)
            if visit is not None and visit.left is not None:
                at = visit.entered + (visit.left - visit.entered) * ((number + 1) / (len(entries) + 1))
            else:
                at = now - timedelta(seconds=8 * (len(entries) - number))
            subject = asked[step.id][str(entry["pair"] if "pair" in entry else entry["person"])]
            session = _note(session, Form(step=step, subject=subject), words, entry.get("cite", ""), at)
    return session


def _subjects(session: Session, step: Step) -> dict[str, Subject]:
    """Whom a step's form asks: people by name, groups by number and by the names in them."""
    names = {person.id: person.name for person in session.people}
    found: dict[str, Subject] = {}
    for subject in forms.subjects(session, step):
        found[subject.group_label.rpartition(" ")[2] if subject.kind == "group" else subject.label] = subject
        found |= {names[person]: subject for person in subject.people}
    return found


def _note(session: Session, form: Form, words: Mapping[str, str], ref: str, at: datetime) -> Session:
    note_id = fresh("n")
    if ref:
        cited = choices.cite(session, form.step.framework, ref)
        if cited is None:
            raise LookupError(f"no statement {ref}")
        session = notes.put_cites(session, form, note_id, (cited,), at)
    for key, text in words.items():
        session = notes.put_field(session, form, note_id, key, text, at)
    return session


def _weeks_later(day: date, weekday: str, weeks: int) -> date:
    """That weekday of the week so many weeks after the one of `day`."""
    monday = day - timedelta(days=day.weekday())
    return monday + timedelta(weeks=weeks, days=DAYS.index(weekday))
