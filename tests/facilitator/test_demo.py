"""The demo's made-up workshops."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from facilitator.demo import build as demo
from facilitator.demo import filling
from sessions import clock, forms, outcomes
from sessions.faces import faces
from sessions.model import Session, Step
from sessions.store import Store

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Session]:
    """The demo's sessions by name, as they are read from their files."""
    data = tmp_path_factory.mktemp("demo")
    ids = demo.build(data, NOW)
    store = Store(data)
    assert {one.id for one in store.summaries()} == set(ids.values())
    return {name: store.load(id) for name, id in ids.items()}


def asking(session: Session, key: str) -> Step:
    return next(step for step in session.steps if key in {field.key for field in step.capture})


def test_everything_is_marked_as_sample_data(made: dict[str, Session]) -> None:
    assert [session.meta.sample for session in made.values()] == [True] * 4


def test_one_is_finished_two_months_ago_with_what_came_of_it(made: dict[str, Session]) -> None:
    session = made["finished"]
    assert session.meta.status == "finished"
    assert timedelta(days=55) <= NOW.date() - session.meta.date <= timedelta(days=65)
    assert session.meta.date.weekday() < 5
    assert [visit.step for visit in session.progress.visits] == [step.id for step in session.steps]
    assert all(visit.left and visit.left > visit.entered for visit in session.progress.visits)
    assert Counter(action.state for action in outcomes.actions(session)).keys() == {"open", "done", "dropped"}
    assert len(outcomes.points(session)) == 48
    assert sum(len(point.reviews) for point in outcomes.points(session)) == 9
    assert {point.swap for point in outcomes.points(session)} > {swap.id for swap in session.swaps}
    assert len(session.swaps) == 4
    assert sum(1 for swap in session.swaps if swap.dates) == 3
    for swap in session.swaps:
        assert all(session.meta.date < day < NOW.date() for day in swap.dates)
    for note in session.notes:
        assert session.progress.started_at is not None
        assert session.progress.finished_at is not None
        assert session.progress.started_at < note.at < session.progress.finished_at


def test_what_swap_partners_agreed_on_is_their_pairs_own(made: dict[str, Session]) -> None:
    session = made["finished"]
    agreed = [note for note in session.notes if note.step == asking(session, "days").id]
    assert len(agreed) == 4
    swaps = {frozenset((swap.person, swap.partner)) for swap in session.swaps}
    assert {frozenset(note.people) for note in agreed} == swaps


def test_one_is_at_the_talk_with_its_clock_running(made: dict[str, Session]) -> None:
    session = made["half_run"]
    talk = session.step(session.progress.step)
    assert session.meta.status == "running"
    assert talk is not None
    assert (talk.title, session.clock.step) == ("Talk in pairs", talk.id)
    left = clock.remaining(session.clock, NOW)
    assert timedelta(minutes=7) < left < timedelta(minutes=9)
    assert faces(session, talk)[session.progress.face].kind == "prompt"
    assert session.meta.date == NOW.astimezone(ZoneInfo(session.meta.zone)).date()
    assert all(person.here for person in session.people)


def test_two_of_its_twelve_pairs_have_nothing_captured_yet(made: dict[str, Session]) -> None:
    session = made["half_run"]
    (made_round,) = session.rounds
    assert len(made_round.groups) == 12
    schools = {person.id: person.school for person in session.people}
    assert all(len({schools[one] for one in group.people}) == 2 for group in made_round.groups)
    heard = {person for note in session.notes for person in note.people}
    silent = [group.label for group in made_round.groups if not heard & set(group.people)]
    assert silent == ["Pair 7", "Pair 11"]
    assert all(note.at <= NOW for note in session.notes)


def test_one_is_planned_and_looks_back_at_the_finished_one(made: dict[str, Session]) -> None:
    planned = made["planned"]
    assert planned.meta.status == "planned"
    assert timedelta(days=7) <= planned.meta.date - NOW.date() <= timedelta(days=14)
    assert made["finished"].meta.review_date == planned.meta.date
    assert (len(planned.people), planned.notes) == (24, ())
    assert planned.meta.follows == made["finished"].id
    assert Counter(item.kind for item in planned.earlier).keys() >= {"action", "point", "progress"}
    assert all(item.state == "open" for item in planned.earlier)


def test_one_is_of_another_cluster_and_other_people(made: dict[str, Session]) -> None:
    elsewhere = made["elsewhere"]
    assert elsewhere.meta.cluster != made["finished"].meta.cluster
    assert not {one.id for one in elsewhere.people} & {one.id for one in made["finished"].people}


def test_people_of_the_cluster_are_the_same_in_all_its_sessions(made: dict[str, Session]) -> None:
    ids = {tuple(person.id for person in made[name].people) for name in ("finished", "half_run", "planned")}
    assert len(ids) == 1
    assert len({person.school for person in made["half_run"].people}) == 6


def test_no_word_of_the_sample_is_lost_and_none_is_there_twice(made: dict[str, Session]) -> None:
    notes = [note for session in made.values() for note in session.notes]
    words = [text for note in notes for text in note.fields.values()]
    assert len(notes) >= 80
    assert len(set(words)) == len(words)
    assert sorted(words) == sorted(_words_of_the_sample())


def test_every_note_belongs_to_a_form_that_asks_for_it(made: dict[str, Session]) -> None:
    for session in made.values():
        asked = {form.note.id for step in session.steps for form in forms.due(session, step) if form.note}
        assert asked == {note.id for note in session.notes}


def test_every_cite_is_of_what_the_person_chose(made: dict[str, Session]) -> None:
    for session in made.values():
        chosen = {choice.by: choice.areas[0].ref for choice in session.choices}
        for note in session.notes:
            if note.about is not None:
                assert note.about.ref.partition(".")[0] == chosen[note.people[0]]


def test_words_that_no_step_asks_for_are_a_mistake_and_not_lost(made: dict[str, Session]) -> None:
    with pytest.raises(LookupError, match="nonsense"):
        list(filling.spread(made["finished"], {"person": "x", "headline": "a", "nonsense": "b"}))


def test_it_can_be_built_on_any_day_of_the_year(tmp_path: Path) -> None:
    for number, moment in enumerate(
        (datetime(2028, 2, 29, 0, 5, tzinfo=UTC), datetime(2026, 3, 29, 2, 30, tzinfo=UTC))
    ):
        assert len(demo.build(tmp_path / str(number), moment)) == 4


def _words_of_the_sample() -> list[str]:
    sample = yaml.safe_load(Path(demo.__file__).with_name("sample.yaml").read_bytes())
    aside = {"person", "pair", "with", "cite", "held"}
    return [
        text
        for name in ("finished", "half_run", "elsewhere")
        for section in ("written", "reflections", "headlines", "points", "swaps")
        for entry in sample[name].get(section, ())
        for key, text in entry.items()
        if key not in aside
    ]
