"""Capture as a whole: who was heard, what was said twice, a note that belongs elsewhere, what the room sees."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import OptionList

from facilitator.desk import Desk as Opened
from facilitator.screens import capture_given as given
from facilitator.screens import capture_sheet as sheets
from facilitator.screens.capture_beside import Beside
from facilitator.screens.capture_form import entries
from facilitator.screens.capture_saving import Saving
from facilitator.screens.capture_walk import Walk
from facilitator.screens.capture_writing import Writing
from facilitator.widgets.capture_list import Row
from frameworks.library import FrameworkLibrary
from sessions import forms, moving, notes, plenary, rounds
from sessions.model import Cite, CiteRule, Earlier, Field, Session, Step
from sessions.planning import needed, new_session
from sessions.store import Store
from sessions.templates import TemplateLibrary
from tests.facilitator.capture_desk import Desk, held, words
from tests.facilitator.small import NOW, people, session, step


def wrote(made: Session, title: str, at: int, **said: str) -> Session:
    """A note of the one who stands at this place among those asked, called n and the place."""
    form = forms.due(made, step(made, title))[at]
    for key, text in said.items():
        made = notes.put_field(made, form, f"n{at}", key, text, NOW)
    return made


# --- who was heard -------------------------------------------------------------------------------------------


async def test_after_one_who_was_heard_it_goes_on_to_the_next_who_was_not(tmp_path: Path) -> None:
    made = wrote(session(at="harvest"), "harvest", 1, headline="Second said this")
    desk = Desk(tmp_path, made)
    async with desk.run() as pilot:
        await desk.keys(pilot, *"one", "pagedown")
        assert "3 of 3" in desk.text
        await desk.keys(pilot, *"three", "pagedown")
        # Everyone was heard: from here on it is form by form.
        assert "3 of 3" in desk.text
        await desk.keys(pilot, "pageup", "pageup", "pagedown")
        assert "2 of 3" in desk.text


async def test_from_the_last_that_was_heard_it_goes_back_to_the_first_that_was_not(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    async with desk.run() as pilot:
        await desk.keys(pilot, "pagedown", "pagedown", *"third", "pagedown")
        assert "1 of 3" in desk.text


async def test_ctrl_g_shows_who_was_heard_and_finds_the_form_still_empty(tmp_path: Path) -> None:
    made = wrote(session(at="write"), "write", 0, evidence="x")
    desk = Desk(tmp_path, made)
    async with desk.run() as pilot:
        await desk.keys(pilot, "pagedown", "ctrl+g")
        await desk.said("1 of 6 heard", pilot)
        # It begins at the form in hand.
        assert desk.app.screen.query_one(OptionList).highlighted == 2
        assert "1 of 2 fields" in desk.text
        assert desk.text.count("not yet") == 5
        assert "Siân Gethin, Ysgol y Bryn" in desk.text
        await pilot.press(*"mair", "enter")
        await desk.until(lambda: "Mair Pugh" in desk.text, pilot)
        await desk.keys(pilot, "tab", "a", "ctrl+s")
        assert {note.people for note in desk.notes} == {("p0",), ("p1",)}


async def test_someone_in_the_list_beside_is_clicked(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    async with desk.run((120, 30)) as pilot:
        assert desk.text.count("not yet") == 3
        await pilot.click("#list", offset=(5, 4))
        await desk.keys(pilot, "a", "ctrl+s")
        assert [note.group for note in desk.notes] == [desk.app.saved.rounds[0].groups[2].id]


def test_what_each_has_given_is_said_in_words() -> None:
    def said(written: int, of: int, notes: int, answered: int, fields: int) -> tuple[str, str]:
        row = Row("", "A", "A", written, of, tuple(range(of)), notes, answered, fields)
        return row.briefly, row.given

    assert said(0, 1, 0, 0, 3) == ("not yet", "not yet")
    assert said(1, 1, 1, 1, 1) == ("", "1 note")
    assert said(1, 1, 1, 2, 3) == ("2 of 3 fields", "2 of 3 fields")
    assert said(1, 3, 1, 2, 6) == ("1 of 3 forms", "1 of 3 forms, 2 of 6 fields")
    assert said(2, 2, 2, 3, 4) == ("2 notes", "2 notes, 3 of 4 fields")
    assert said(1, 1, 0, 0, 0) == ("", "chosen")


def test_the_names_of_groups_begin_at_one_edge_however_many_groups_there_are() -> None:
    made = session(at="harvest", who=people(24))
    rows = given.rows(made, Walk(step=made.progress.step).slots(made))
    assert len(rows) == 12
    edges = {row.full.index(name) for row in rows if (name := row.full.split("  ")[-1].strip())}
    assert edges == {len("Pair 12  ")}


def test_two_hundred_people_are_counted_by_what_they_gave() -> None:
    made = session(at="write", who=people(200))
    made = wrote(wrote(made, "write", 0, evidence="x", action="y"), "write", 7, action="z")
    walk = Walk(step=made.progress.step)
    rows = given.rows(made, walk.slots(made))
    assert given.heard(rows) == "2 of 200 heard"
    assert sum(row.answered for row in rows) == 3


# --- said twice ----------------------------------------------------------------------------------------------


async def test_words_given_before_are_pointed_out_while_they_are_typed_and_kept(tmp_path: Path) -> None:
    made = wrote(session(at="harvest"), "harvest", 0, headline="Every child reads.")
    desk = Desk(tmp_path, made, subject=made.rounds[0].groups[0].id)
    async with desk.run() as pilot:
        await desk.keys(pilot, "ctrl+n", *"every child read")
        assert "said this here already" not in desk.text
        await desk.keys(pilot, "s")
        assert "They have said this here already" in desk.text
        await desk.keys(pilot, " ", *"aloud")
        assert "said this here already" not in desk.text
        await desk.keys(pilot, *["backspace"] * 6, "pagedown", *"every child reads")
        # Another pair may well say the same.
        assert "said this here already" not in desk.text
        await desk.keys(pilot, "ctrl+s")
        assert [note.fields["headline"] for note in desk.notes] == [
            "Every child reads.",
            "every child reads",
            "every child reads",
        ]


async def test_a_statement_is_cited_once_and_a_second_note_about_it_pointed_out(tmp_path: Path) -> None:
    citing = Step(
        id="citing",
        title="For each behaviour",
        source="person",
        for_each="chosen statement",
        cite=CiteRule(what="behaviour", at_least=1),
        capture=(Field(key="evidence", name="Evidence"),),
    )
    desk = Desk(tmp_path, held(citing))
    async with desk.run() as pilot:
        await desk.keys(pilot, *"1.1, 1.1 1.1", "tab", "a", "ctrl+n", *"1.1")
        assert "They have another note about this one already." in desk.text
        await desk.keys(pilot, "ctrl+s")
        assert [[one.ref for one in note.cites] for note in desk.notes] == [["1.1"], ["1.1"]]


# --- a note that belongs elsewhere ---------------------------------------------------------------------------


async def test_a_note_goes_to_the_pair_it_belongs_to_and_comes_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    async with desk.run() as pilot:
        await desk.keys(pilot, "f3")
        await desk.said("no note here to move", pilot)
        await desk.keys(pilot, *"theirs", "f3")
        await desk.said("Whose note is it", pilot)
        await pilot.press(*"pair 2", "enter")
        await desk.said("Moved to Pair 2", pilot)
        groups = [group.id for group in desk.app.saved.rounds[0].groups]
        assert desk.notes[0].group == groups[1]
        await desk.keys(pilot, "!", "ctrl+s")
        assert words(desk.notes[0]) == {"headline": "theirs!"}
        await desk.keys(pilot, "ctrl+z", "ctrl+z")
        await desk.until(lambda: desk.notes[0].group == groups[0], pilot)
        assert words(desk.notes[0]) == {"headline": "theirs"}


async def test_what_another_step_does_not_ask_for_is_kept_there_and_can_be_written_on(tmp_path: Path) -> None:
    desk = Desk(tmp_path, wrote(session(at="write"), "write", 0, evidence="Two lessons", action="Ring"))
    async with desk.run() as pilot:
        await desk.keys(pilot, "pageup", "f3")
        await pilot.press(*"harvest", "enter")
        await desk.said("Moved to Pair 1", pilot)
        assert "“Evidence” and “Action” stand below" in "".join(
            one.message for one in desk.app._notifications
        )
        (note,) = desk.notes
        assert (note.step, note.shared, len(note.people)) == (step(desk.app.saved, "harvest").id, "own", 2)
    saved = desk.app.saved
    again = Desk(tmp_path / "again", saved, step=step(saved, "harvest").id)
    async with again.run() as pilot:
        await again.keys(pilot, "pageup", "tab", "tab", "ctrl+s")
        assert "Two lessons" in again.text
        await again.keys(pilot, "!", "ctrl+s")
        assert again.notes[0].fields == {"evidence": "Two lessons", "action": "Ring!"}
        # An action that no form asks for is still an action.
        assert again.notes[0].kinds == {"evidence": "evidence", "action": "action"}


# --- before the room -----------------------------------------------------------------------------------------


def every_template(folder: Path) -> list[Session]:
    """A session of each template that comes along, in the middle of it: every form filled in, something left by an
    earlier one."""
    library = FrameworkLibrary(folder)
    found = []
    for template in TemplateLibrary(folder, library).all():
        frameworks = {
            id: one for id, language in needed([template]).items() if (one := library.get(id, language))
        }
        made = new_session(
            [template],
            frameworks,
            cluster="Secret cluster",
            day=date(2026, 12, 1),
            now=NOW,
            zone="Europe/London",
            people=people(5),
        )
        for at in made.steps:
            if rounds.needs_round(made, at):
                made = rounds.make(made, at, NOW)
        kinds = {kind for at in made.steps for kind in at.earlier}
        left = tuple(
            Earlier(
                id=f"e{kind}",
                session="before",
                day=date(2026, 10, 1),
                kind=kind,
                step="Before",
                field="Left",
                text="SECRET left before",
                people=("p0",),
                owner="Secret Owner",
            )
            for kind in sorted(kinds)
        )
        found.append(replace(made, earlier=left))
    return found


def filled(made: Session, at: Step) -> Session:
    """Every form of a step filled in, each second one for its people alone."""
    for number, form in enumerate(forms.due(made, at)):
        for field in at.capture:
            made = notes.put_field(made, form, f"{at.id}-{number}", field.key, f"SECRET {number}", NOW)
        if at.capture and number % 2:
            made = notes.share(made, f"{at.id}-{number}", "own", NOW)
    return made


def test_the_scribe_of_every_step_there_is_shows_one_line_and_nobodys_name(tmp_path: Path) -> None:
    """Whatever a step asks, of whom, and for each of what: a group's number, the field's name, the line in hand."""
    looked = 0
    for made in every_template(tmp_path):
        for at in made.steps:
            seen_by_all = replace(at, shared="room")
            steps = tuple(seen_by_all if one.id == at.id else one for one in made.steps)
            both = filled(replace(made, steps=steps), seen_by_all)
            for now in (made, both):
                store = Store(tmp_path / f"{looked}", now=lambda: datetime(2026, 12, 1, tzinfo=UTC))
                looked += 1
                desk = Opened(store, now, lambda: NOW)
                writing = Writing(desk, Walk(step=at.id, scribe=True), Saving(desk, lambda: None))
                writing.begin()
                for slot in writing.slots:
                    assert (note := now.note(slot.note_id)) is None or note.shared == "room"
                    writing.open(slot, 0)
                    sheet = sheets.page(writing, Beside())
                    (shown,) = sheet.fields
                    assert (sheet.detail, sheet.position, sheet.heading, sheet.about) == ("", "", "", "")
                    assert (shown.hint, shown.text, shown.remark, shown.aid, shown.examples) == (
                        "",
                        "",
                        "",
                        None,
                        (),
                    )
                    assert shown.name in {entry.name for entry in writing.entries}
                    seen = f"{sheet.title} {shown.name}"
                    for person in now.people:
                        assert not set(person.name.split()) & set(seen.split())
                        assert person.school not in seen
                    assert "SECRET" not in seen
                    assert sheets.who_sees(writing) == ""
                    assert sheets.state_words(writing.saving, writing, "") == ("", False)
                if not writing.slots:
                    sheet = sheets.page(writing, Beside())
                    assert (sheet.title, sheet.words, sheet.to_do) == ("", "", "Write on the console (F6).")
                desk.close()
    assert looked > 50


def test_a_form_has_what_the_room_said_and_no_more_fields_for_it() -> None:
    """A note of the room among the forms of people: its words can be changed there, and no person's field is asked."""
    made = session(at="write")
    made = plenary.put(made, step(made, "write"), "n1", "1.1 All of us", NOW)
    walk = Walk(step=made.progress.step)
    slot = walk.slots(made)[-1]
    assert slot.subject.kind == moving.THE_ROOM.kind
    assert [(one.name, one.key) for one in entries(made, slot.form)] == [
        ("Behaviour", "@cites"),
        ("From the whole room", plenary.OWN.key),
    ]


@pytest.mark.parametrize("cited", [True, False])
def test_what_a_note_cites_is_shown_though_its_step_asks_for_none(cited: bool) -> None:
    made = wrote(session(at="harvest"), "harvest", 0, headline="x")
    if cited:
        note = replace(
            made.notes[0], cites=(Cite(framework="qualities", ref="1.1", text="Shows reflection"),)
        )
        made = replace(made, notes=(note,))
    form = forms.due(made, step(made, "harvest"))[0]
    assert ("@cites" in [one.key for one in entries(made, form)]) == cited
