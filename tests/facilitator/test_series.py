"""Same again, and new sessions that go on from an earlier one: on the command line and in the library."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from facilitator.app import FacilitatorApp
from facilitator.cli.values import today
from facilitator.widgets.rows import Rows
from sessions import following, notes
from sessions.forms import Form, Subject
from sessions.model import Field, Session, Step
from sessions.store import Store
from tests.build import NOW
from tests.facilitator.commandline import PEOPLE, call, step_asking
from tests.facilitator.library_app import front, held, library, said, seen

LOG = Step(
    id="log",
    title="Log",
    source="person",
    capture=(
        Field(key="learned", name="Learned", kind="learning"),
        Field(key="do", name="Do", kind="action"),
    ),
)


@pytest.fixture(autouse=True)
def _london(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: "Europe/London")


def logged(title: str = "A circle", day: str = "2026-11-24") -> Session:
    """A session in which the first person has learned something and means to do something."""
    before = held("Cwm Tawe", day, title, status="finished")
    before = replace(before, steps=(LOG,), meta=replace(before.meta, steps=("log",)))
    one = before.people[0]
    form = Form(step=LOG, subject=Subject(kind="person", id=one.id, label=one.name, people=(one.id,)))
    before = notes.put_field(before, form, "n1", "learned", "Ask before telling", NOW)
    return notes.put_field(before, form, "n1", "do", "Ask twice a day", NOW)


def form_of(session: Session, person: int) -> Form:
    one = session.people[person]
    return Form(step=LOG, subject=Subject(kind="person", id=one.id, label=one.name, people=(one.id,)))


def only_new(data: Path, before: Session) -> Session:
    store = Store(data)
    (id,) = {one.id for one in store.summaries()} - {before.id}
    return store.load(id)


# --- on the command line ---------------------------------------------------------------------------------------


def a_noted_session(tmp_path: Path) -> str:
    people = tmp_path / "people.txt"
    people.write_text(PEOPLE)
    made = call(
        "new", "quality-pair-talk", "--cluster", "Cwm Test", "--date", "2026-10-06", "--people", people
    )
    steps = call("sessions", "show", made.line, "--json").json["steps"]
    at = next(number for number, one in enumerate(steps, 1) if one["title"] == "Reflect")
    person = call("sessions", "show", made.line, "--json").json["people"][0]["name"]
    call("note", made.line, "--step", str(at), "--person", person, "--field", "first-step=Ring the governors")
    return made.line


def test_again_makes_the_next_session_and_says_what_it_brought(tmp_path: Path) -> None:
    before = a_noted_session(tmp_path)
    made = call("again", before, "--date", "2026-12-01", "--start", "13:30")
    assert made.line.startswith("2026-12-01-cwm-test-")
    assert made.err == "1 open action is brought.\n"
    found = call("sessions", "show", made.line, "--json").json
    assert (found["date"], found["start"], found["status"], found["follows"]) == (
        "2026-12-01", "13:30", "planned", before,
    )  # fmt: skip
    assert [item["text"] for item in found["earlier"]] == ["Ring the governors"]
    assert len(found["people"]) == 5
    assert found["notes"] == []


def test_again_is_on_the_day_of_the_review_unless_that_is_past() -> None:
    made = call("new", "quality-pair-talk", "--cluster", "Cwm Test", "--review", today().isoformat()).line
    assert call("again", made).line.startswith(today().isoformat())


def test_a_new_session_can_go_on_from_any_other(tmp_path: Path) -> None:
    before = a_noted_session(tmp_path)
    made = call("new", "actions-review", "--cluster", "Cwm Test", "--after", before[:14])
    found = call("sessions", "show", made.line, "--json").json
    assert found["follows"] == before
    assert [(item["kind"], item["text"]) for item in found["earlier"]] == [("action", "Ring the governors")]
    assert len(found["people"]) == 5


def test_a_session_it_is_to_go_on_from_must_be_there() -> None:
    assert "nowhere" in call("again", "nowhere", status=1).err
    assert "nowhere" in call("new", "actions-review", "--cluster", "C", "--after", "nowhere", status=1).err


def test_one_of_another_cluster_is_not_gone_on_from(tmp_path: Path) -> None:
    before = a_noted_session(tmp_path)
    refused = call("new", "actions-review", "--cluster", "Dyffryn", "--after", before, status=1)
    assert "is of the cluster “Cwm Test”, not of “Dyffryn”" in refused.err
    assert "never shown to another" in refused.err
    assert len(call("sessions", "list", "--json").json) == 1
    assert call("new", "actions-review", "--cluster", "cwm  TEST", "--after", before).line


def typed_up_late(tmp_path: Path) -> str:
    """The id of a session whose forerunner was typed up after it was made."""
    before = a_noted_session(tmp_path)
    after = call("again", before, "--date", "2026-12-01").line
    steps = call("sessions", "show", before, "--json").json["steps"]
    at = next(number for number, one in enumerate(steps, 1) if one["title"] == "Reflect")
    call("note", before, "--step", str(at), "--person", "Mair", "--field", "first-step=LATE one")
    return after


@pytest.mark.parametrize("command", ["show", "show --json", "export", "worksheet", "bundle", "again", "note"])
def test_what_was_typed_up_late_is_there_for_every_command(
    command: str, tmp_path: Path, data_folder: Path
) -> None:
    after, out = typed_up_late(tmp_path), tmp_path / "out"
    assert "LATE" not in str(Store(data_folder).load(after).earlier)
    given: dict[str, tuple[str | Path, ...]] = {
        "show": ("sessions", "show", after),
        "show --json": ("sessions", "show", after, "--json"),
        "export": ("export", after, "--for", "record", "--to", out),
        "worksheet": ("worksheet", after, "--to", out),
        "bundle": ("sessions", "bundle", after, "--to", tmp_path / "sent.json"),
        "again": ("again", after, "--date", "2026-12-15"),
        "note": (
            "note",
            after,
            "--step",
            step_asking(after, "first-step"),
            "--person",
            "Mair",
            "--field",
            "first-step=Now",
        ),
    }
    done = call(*given[command])
    assert "LATE one" in str(Store(data_folder).load(after).earlier)
    if command == "again":
        assert "LATE one" in str(Store(data_folder).load(done.line).earlier)
    if command == "show --json":
        assert "LATE one" in done.out


# --- in the library --------------------------------------------------------------------------------------------


async def test_same_again_by_keys_alone(data_folder: Path) -> None:
    before = logged()
    async with library(data_folder, [before]) as pilot:
        await pilot.press("s")
        await pilot.pause()
        asked = front(pilot).query_one(Input)
        assert "Same again" in seen(pilot)
        asked.value = "8 Dec 2026"
        await pilot.press("enter")
        await pilot.pause()
        assert type(front(pilot)).__name__ == "PlanScreen"
        assert "1 open action and 1 entry of a learning log are brought." in await said(pilot)
        made = only_new(data_folder, before)
        assert (made.meta.date, made.meta.title) == (date(2026, 12, 8), "A circle")
        assert [item.text for item in made.earlier] == ["Ask before telling", "Ask twice a day"]


async def test_a_day_that_is_none_is_said_and_esc_makes_nothing(data_folder: Path) -> None:
    before = logged()
    async with library(data_folder, [before]) as pilot:
        await pilot.press("s")
        await pilot.pause()
        front(pilot).query_one(Input).value = "someday"
        await pilot.press("enter")
        await pilot.pause()
        assert "Same again" in seen(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert len(Store(data_folder).summaries()) == 1


async def test_a_review_goes_on_from_the_clusters_last_session_unless_another_is_chosen(
    data_folder: Path,
) -> None:
    before, older = logged(), held("Cwm Tawe", "2026-09-01", "In autumn")
    async with library(data_folder, [older, before]) as pilot:
        await pilot.press("2")
        await pilot.pause()
        rows = front(pilot).query(Rows).first()
        rows.go_to("actions-review")
        await pilot.press("enter")
        await pilot.pause()
        assert "Goes on from “A circle”" in seen(pilot)
        assert "are brought." in seen(pilot)
        coming = f"{len(before.people)} people come along"
        assert coming in seen(pilot)
        await pilot.press("ctrl+f", *"none", "enter")
        await pilot.pause()
        assert "Goes on from no earlier session" in seen(pilot)
        assert coming not in seen(pilot)
        assert "Nobody yet" in seen(pilot)
        await pilot.press("ctrl+f", *"circle", "enter")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        store = Store(data_folder)
        made = next(one for one in store.summaries() if one.templates == ("actions-review",))
        session = store.load(made.id)
        assert session.meta.follows == before.id
        assert "Ask twice a day" in [item.text for item in session.earlier]
        assert [one.id for one in session.people] == [one.id for one in before.people]


def test_whoever_only_looks_on_sees_what_the_console_has_and_saves_nothing(tmp_path: Path) -> None:
    made = typed_up_late(tmp_path)
    store = Store(Path(os.environ["FACILITATOR_DATA"]))
    kept = store.load(made)
    assert "LATE one" not in [item.text for item in kept.earlier]
    assert "LATE one" in [item.text for item in following.seen_anew(store, kept).earlier]
    assert store.load(made) == kept
    assert "LATE one" in [item.text for item in following.loaded(store, made).earlier]
    assert store.load(made) != kept


async def test_what_is_handed_over_has_what_was_typed_up_meanwhile(data_folder: Path) -> None:
    before = logged()
    async with library(data_folder, [before]) as pilot:
        await pilot.press("s", "enter")
        await pilot.pause()
        made = only_new(data_folder, before)
        Store(data_folder).change(
            before.id,
            "Typed up",
            lambda now: notes.put_field(now, form_of(now, 1), "n2", "do", "Visit a class", NOW),
        )
        assert "Visit a class" in [
            item.text for item in cast("FacilitatorApp", pilot.app).load(made.id).earlier
        ]


async def test_what_is_typed_up_later_is_there_when_the_next_session_is_opened(data_folder: Path) -> None:
    before = logged()
    async with library(data_folder, [before]) as pilot:
        await pilot.press("s", "enter")
        await pilot.pause()
        made = only_new(data_folder, before)
        await pilot.press("escape")
        form = Form(
            step=LOG,
            subject=Subject(kind="person", id=before.people[1].id, label="", people=(before.people[1].id,)),
        )
        Store(data_folder).change(
            before.id, "Typed up", lambda now: notes.put_field(now, form, "n2", "do", "Visit a class", NOW)
        )
        front(pilot).query(Rows).first().go_to(made.id)
        await pilot.press("enter")
        await pilot.pause()
        assert "Visit a class" in [item.text for item in Store(data_folder).load(made.id).earlier]
