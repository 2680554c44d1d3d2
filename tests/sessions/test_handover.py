"""A whole session in one file: the same on the other laptop, and nothing is ever overwritten."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions.errors import FacilitatorError, NewerFile
from sessions.handover import Different, handed_over, holds, read_handed_over, take_in, until
from sessions.model import Session
from sessions.store import Store
from sessions.text import clean
from tests.sessions import made

FILE = Path("sent.json")


def on_two_screens(session: Session) -> Session:
    return replace(session, meta=replace(session.meta, screens=2))


def retitled(session: Session, title: str) -> Session:
    return replace(session, meta=replace(session.meta, title=title))


def sent(**meta: Any) -> bytes:
    """A file with some particulars put into it by hand."""
    tables = json.loads(handed_over(made.session()))
    tables["meta"]["1"] |= meta
    return json.dumps(tables).encode()


def test_a_session_taken_in_is_the_one_handed_over_but_for_the_screens(tmp_path: Path) -> None:
    here, there = Store(tmp_path / "here"), Store(tmp_path / "there")
    session = here.create(on_two_screens(made.session(40)))
    arrived = take_in(there, read_handed_over(handed_over(session), FILE))
    assert not arrived.there
    assert there.load(session.id) == replace(session, meta=replace(session.meta, screens=0))


@given(st.text(st.characters(codec="utf-8"), max_size=60).map(clean))
def test_whatever_was_written_survives_the_way_there_and_back(text: str) -> None:
    session = made.session()
    # Not even a field that is called like something of which a list shows one line loses its lines.
    note = replace(session.notes[0], fields={"evidence": text, "title": "two\nlines", "name": text})
    session = replace(session, notes=(note,))
    assert read_handed_over(handed_over(session), FILE) == session


def test_neither_undo_nor_the_bin_goes_along(tmp_path: Path) -> None:
    store = Store(tmp_path)
    session = store.create(made.session())
    store.change(session.id, "Typed", made.writing("n1", "SECRET that was taken back"))
    store.change(session.id, "Typed", made.writing("n1", "What stands"))
    data = handed_over(store.load(session.id))
    assert b"SECRET" not in data
    assert "changes" not in json.loads(data)
    assert b"What stands" in data


def test_the_same_one_twice_is_here_already(tmp_path: Path) -> None:
    store = Store(tmp_path)
    session = read_handed_over(handed_over(made.session()), FILE)
    assert not take_in(store, session).there
    store.change(session.id, "Two screens", on_two_screens)
    assert take_in(store, session).there
    assert len(store.summaries()) == 1


def test_another_state_of_the_same_one_comes_in_beside_it_or_not_at_all(tmp_path: Path) -> None:
    store = Store(tmp_path)
    here = store.create(retitled(made.session(), "As it is here"))
    session = read_handed_over(handed_over(made.session()), FILE)
    with pytest.raises(Different, match="not the same as in the file"):
        take_in(store, session)
    arrived = take_in(store, session, as_new=True)
    assert arrived.session.id != here.id
    assert re.fullmatch(r"2026-12-01-cwm-test-\w{4}", arrived.session.id)
    assert store.load(here.id) == here
    assert store.load(arrived.session.id).notes == session.notes


def test_one_that_comes_in_as_new_does_not_lead_to_the_notes_of_the_other(tmp_path: Path) -> None:
    store = Store(tmp_path)
    id = made.session().id
    for link, kept in (
        (f"https://example.org/notes/{id}", ""),
        ("https://example.org/notes/cwm", "https://example.org/notes/cwm"),
        ("none", "none"),
    ):
        session = read_handed_over(sent(link=link, link_from="2026-12-03"), FILE)
        meta = take_in(store, session, as_new=True).session.meta
        assert (meta.link, meta.link_from is None) == (kept, not kept)


def test_one_that_is_in_the_bin_is_said_to_be_there(tmp_path: Path) -> None:
    store = Store(tmp_path)
    session = store.create(made.session())
    store.delete(session.id)
    with pytest.raises(Different, match="in the bin") as raised:
        take_in(store, session)
    assert raised.value.binned
    assert take_in(store, session, as_new=True).session.id != session.id


def test_a_file_by_another_name_is_the_session_it_says_it_is() -> None:
    assert read_handed_over(handed_over(made.session()), Path("2020-01-01-other.json")).id == made.ID


def test_an_older_one_is_brought_up_to_date_and_a_newer_one_refused() -> None:
    old = (Path(__file__).parents[1] / "data" / "session-v1.json").read_bytes()
    assert read_handed_over(old, FILE).meta.schema == made.session().meta.schema
    with pytest.raises(NewerFile, match="newer version"):
        read_handed_over(sent(schema=99), FILE)


def tampered(table: str, **fields: Any) -> bytes:
    """A file of a session that is running, with the first record of a table changed by hand."""
    session = made.session()
    step = session.steps[0].id
    running = replace(session.progress, step=step)
    session = replace(session, meta=replace(session.meta, status="running"), progress=running)
    tables = json.loads(handed_over(session))
    tables[table]["1"] |= fields
    return json.dumps(tables).encode()


@pytest.mark.parametrize(
    "data",
    [
        lambda: tampered("clock", running_since="2026-12-01T09:00:00", allowance=60),
        lambda: tampered("clock", running_since="0001-01-01T00:00:00+14:00", allowance=60),
        lambda: tampered("progress", face=-5),
        lambda: tampered("progress", word=-5),
        lambda: tampered("progress", started_at="2026-12-01T09:00:00"),
        lambda: tampered("progress", timetable=[{"step": "x", "at": "2026-12-01T09:00:00Z"}]),
        lambda: tampered("progress", shown={"kind": "step", "word": -3}),
        lambda: tampered("steps", size=-1),
        lambda: tampered("steps", size=10**30),
        lambda: tampered("steps", choose_most=-1),
        lambda: tampered("notes", at="0001-01-01T00:00:00+00:00"),
        lambda: tampered("notes", changed="9999-12-31T23:59:59-12:00"),
        lambda: tampered("notes", at="2026-12-01T09:00:00"),
        lambda: tampered("meta", created="2026-12-01T09:00:00"),
        lambda: tampered("meta", review_date="0001-01-01"),
        lambda: tampered("meta", delete_by="9999-12-31"),
    ],
)
def test_numbers_and_instants_that_would_break_a_screen_are_refused_in_words(
    data: Callable[[], bytes],
) -> None:
    with pytest.raises(FacilitatorError, match="cannot be taken in"):
        read_handed_over(data(), FILE)


def test_whatever_else_cannot_be_shown_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sessions.stage.stage_view", broken)
    with pytest.raises(FacilitatorError, match="it cannot be shown"):
        read_handed_over(handed_over(made.session()), FILE)


def test_a_session_that_is_running_comes_in_as_before() -> None:
    assert read_handed_over(tampered("progress", face=1), FILE).progress.face == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (lambda: b"", "it is empty"),
        (lambda: handed_over(made.session())[:-400], "breaks off"),
        (lambda: b"{}", "not as it should be"),
        (lambda: b'{"meta":{}}', "which session"),
        (lambda: b"[" * 100_000, "not"),
        (lambda: sent(id="../../etc"), "which session"),
        (lambda: sent(id="2026-12-01-x/../y"), "which session"),
        (lambda: sent(date="1066-10-14"), "its year, 1066"),
        (lambda: sent(start="25:00"), "time of day"),
        (lambda: sent(zone="Mars/Phobos"), "no time zone “Mars/Phobos”"),
        (lambda: sent(status="exploded"), "not as it should be"),
        (lambda: handed_over(made.session()).replace(b'"minutes":12', b'"minutes":99999999999'), "length"),
    ],
)
def test_what_is_damaged_or_makes_no_sense_is_refused_in_words(
    data: Callable[[], bytes], reason: str
) -> None:
    with pytest.raises(FacilitatorError, match=reason) as raised:
        read_handed_over(data(), FILE)
    assert str(raised.value).endswith("Nothing was changed; ask for the file again.")


def test_what_a_terminal_would_act_on_is_taken_out() -> None:
    session = read_handed_over(sent(title="A \x1b[2Jtalk\r\non two lines", cluster="Cwm\u202e"), FILE)
    assert (session.meta.title, session.meta.cluster) == ("A [2Jtalk on two lines", "Cwm")


def test_both_sides_are_told_what_is_in_it_and_when_it_is_to_be_deleted() -> None:
    session = made.session(3, people=1)
    meta = replace(session.meta, delete_by=date(2027, 12, 1))
    assert holds(session) == "1 person and 3 notes, with every name and private note"
    assert until(replace(session, meta=meta)) == "Its notes are to be deleted by Wednesday 1 December 2027."
    assert until(session) == "No day was set by which its notes are to be deleted."
