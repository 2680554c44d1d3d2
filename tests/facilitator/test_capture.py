"""Writing down what people say, by keys alone, over the real store."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from facilitator.dialogs.cite import Cite
from facilitator.screens import capture_asking as asking
from facilitator.screens import capture_lookup as lookup
from facilitator.screens.capture import CaptureScreen
from facilitator.screens.live import LiveScreen
from frameworks.model import Area, Group, Statement
from sessions import choices, forms, notes, planning, rounds
from sessions.errors import CannotSave
from sessions.forms import Form
from sessions.ids import fresh
from sessions.model import CiteRule, Field, Ref, Session, Source, Step
from sessions.store import Store
from tests.facilitator import small
from tests.facilitator.capture_desk import Desk, held, words
from tests.facilitator.small import FRAMEWORK, HOSTILE, NOW, people, session, step

EVERY_KIND = Step(
    id="kinds",
    title="Every kind",
    source="person",
    capture=(
        Field(key="day", name="Day", kind="date"),
        Field(key="yes", name="Agreed", kind="yes/no"),
        Field(key="how", name="How far", kind="scale", options=("not yet", "partly", "fully")),
        Field(key="who", name="With whom", kind="person"),
        Field(key="list", name="To ask", kind="lines"),
    ),
)
CITING = Step(
    id="citing",
    title="For each behaviour",
    source="person",
    for_each="chosen statement",
    cite=CiteRule(what="behaviour", at_least=1, at_most=2),
    capture=(Field(key="evidence", name="Evidence", hint="where and when"),),
)
CHOOSING = Step(id="choosing", title="Choose a quality", choose="person")


# --- typing and saving ---------------------------------------------------------------------------------------


async def test_a_pause_puts_the_words_on_the_disk_and_saved_is_said_only_then(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    async with desk.run() as pilot:
        assert "Pair 1" in desk.text
        assert "saved" not in desk.text
        await desk.keys(pilot, "H", "i")
        assert "saving…" in desk.text
        assert not desk.notes
        await desk.saved(pilot)
        assert [words(note) for note in desk.notes] == [{"headline": "Hi"}]
        assert desk.notes[0].shared == "room"


async def test_leaving_a_field_saves_at_once_and_goes_to_the_next(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="write"), subject="p1")
    async with desk.run() as pilot:
        await desk.keys(pilot, "tab", "a", "enter", "b", "shift+tab", "c")
        await desk.keys(pilot, "ctrl+s")
        (note,) = desk.notes
        assert words(note) == {"evidence": "ac", "action": "b"}
        assert note.people == ("p1",)


async def test_going_back_to_a_field_that_is_still_being_saved_keeps_its_words_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, session(at="write"), subject="p1")
    async with desk.run() as pilot:
        screen = desk.app.screen
        assert isinstance(screen, CaptureScreen)
        change, gate = screen.desk.change, asyncio.Event()

        async def slowly(*args: Any, **options: Any) -> object:
            await gate.wait()
            return await change(*args, **options)

        monkeypatch.setattr(screen.desk, "change", slowly)
        await desk.keys(pilot, "tab", *"One", "tab", "shift+tab")
        await pilot.pause(0.05)
        await desk.keys(pilot, *" more")
        gate.set()
        await desk.keys(pilot, "ctrl+s")
        assert [words(note) for note in desk.notes] == [{"evidence": "One more"}]


async def test_enter_in_the_last_field_and_tab_go_on_to_the_next_form(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    async with desk.run() as pilot:
        await desk.keys(pilot, "x", "enter", "y", "tab", "z", "shift+tab", "w", "ctrl+s")
        assert "2 of 3" in desk.text
        assert [words(note)["headline"] for note in desk.notes] == ["x", "yw", "z"]


async def test_keys_that_arrive_together_reach_the_field_they_were_meant_for(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    async with desk.run() as pilot:
        desk.keys_at_once("a", "b", "pagedown", "c", "tab", "d", "pageup", "e")
        await pilot.pause()
        await desk.keys(pilot, "ctrl+s")
        # On a busy machine it takes a moment.
        await desk.until(lambda: [words(note)["headline"] for note in desk.notes] == ["ab", "ce", "d"], pilot)


async def test_pasted_lines_are_kept_and_invisible_characters_are_not(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    async with desk.run() as pilot:
        desk.paste("one\r\ntwo\x1b[31m\u202e\nthree")
        await pilot.pause()
        await desk.keys(pilot, "ctrl+s")
        assert words(desk.notes[0]) == {"headline": "one\ntwo[31m\nthree"}


async def test_enter_begins_a_line_where_lines_are_asked_for(tmp_path: Path) -> None:
    desk = Desk(tmp_path, held(EVERY_KIND))
    async with desk.run() as pilot:
        await desk.keys(pilot, "up", "tab", "tab", "tab", "tab", "a", "enter", "b", "ctrl+s")
        assert words(desk.notes[0]) == {"list": "a\nb"}


async def test_arrows_leave_the_field_at_its_first_and_last_row(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="write"))
    async with desk.run() as pilot:
        await desk.keys(pilot, "down", "a", "down", "b", "up", "c", "ctrl+s")
        assert words(desk.notes[0]) == {"evidence": "ac", "action": "b"}


async def test_quitting_waits_for_the_last_words(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    async with desk.run():
        desk.keys_at_once("l", "a", "s", "t", "ctrl+q")
    assert words(desk.notes[0]) == {"headline": "last"}


async def test_esc_goes_back_saved(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    async with desk.run() as pilot:
        desk.keys_at_once("h", "i", "escape")
        await desk.until(lambda: desk.app.left, pilot)
        assert words(desk.notes[0]) == {"headline": "hi"}


async def test_what_could_not_be_saved_is_said_kept_and_saved_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    full = CannotSave(tmp_path / "disk", "the disk is full")

    def fails(*_: object, **__: object) -> Session:
        raise full

    async with desk.run() as pilot:
        with monkeypatch.context() as patch:
            patch.setattr(desk.app.store, "change", fails)
            await pilot.press("h", "i", "ctrl+s")
            assert "NOT SAVED" in desk.text
            assert "disk is full" in desk.text
            assert "Your words are still here." in desk.text
            await pilot.press("pagedown", "pageup")
            assert "hi" in desk.text
            await pilot.press("escape")
            assert "Leave without them?" in desk.text
            await pilot.press("escape")
            assert not desk.app.left
        await pilot.press("ctrl+s")
        assert "NOT SAVED" not in desk.text
        assert words(desk.notes[0]) == {"headline": "hi"}


async def test_words_that_no_file_would_take_are_printed_when_the_app_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    full = CannotSave(tmp_path / "disk", "the disk is full")

    def fails(*_: object, **__: object) -> Session:
        raise full

    async with desk.run():
        monkeypatch.setattr(desk.app.store, "change", fails)
        desk.paste(f"My last words {HOSTILE}")
        desk.keys_at_once("ctrl+q")
    assert desk.app.return_code == 1
    assert f"My last words {HOSTILE}" in capfd.readouterr().err


async def test_typed_markup_shows_as_it_stands(tmp_path: Path) -> None:
    who = tuple(replace(one, name=f"{HOSTILE} {one.name}", school="[/oops]") for one in people())
    made = session(at="write", who=who)
    desk = Desk(tmp_path, made, subject="p1")
    async with desk.run((120, 40)) as pilot:
        await desk.keys(pilot, "tab")
        desk.paste(f"{HOSTILE} and [b]more[/oops]")
        await pilot.pause()
        await desk.keys(pilot, "tab")
        assert f"{HOSTILE} and [b]more[/oops]" in desk.text
        assert f"{HOSTILE} Mair Pugh" in desk.text
        assert "[/oops]" in desk.text


# --- the way through the forms -------------------------------------------------------------------------------


async def test_it_begins_where_nothing_is_captured_and_ends_with_the_last(tmp_path: Path) -> None:
    made = session(at="harvest")
    first = forms.due(made, step(made, "harvest"))[0]
    made = notes.put_field(made, first, "n1", "headline", "Done", NOW)
    desk = Desk(tmp_path, made)
    async with desk.run() as pilot:
        assert "2 of 3" in desk.text
        await desk.keys(pilot, "pagedown", "pagedown")
        assert "3 of 3" in desk.text
        await desk.said("That was the last form.", pilot)
        await desk.keys(pilot, "pageup", "pageup")
        assert "1 of 3" in desk.text
        assert "Done" in desk.text


async def test_it_begins_with_whom_it_is_asked_to(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="write"), subject="p4")
    async with desk.run():
        assert "Niamh O'Driscoll" in desk.text
        assert "Cwmtawe Primary, Head · Pair" in desk.text


async def test_another_note_of_the_same_person_comes_behind_the_first(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    async with desk.run() as pilot:
        await desk.keys(pilot, "ctrl+n")
        await desk.said("still empty", pilot)
        await desk.keys(pilot, "a", "ctrl+n")
        assert "2 of 4" in desk.text
        await desk.keys(pilot, "b", "pagedown", "pageup", "pageup", "ctrl+s")
        assert "1 of 4" in desk.text
        assert [words(note) for note in desk.notes] == [{"headline": "a"}, {"headline": "b"}]
        assert desk.notes[0].group == desk.notes[1].group


async def test_another_note_left_empty_is_gone(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    async with desk.run() as pilot:
        await desk.keys(pilot, "a", "ctrl+n", "pagedown")
        assert "2 of 3" in desk.text
        assert len(desk.notes) == 1


async def test_a_form_is_found_by_a_name(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="write"))
    async with desk.run() as pilot:
        await pilot.press("ctrl+g", "n", "i", "a", "enter")
        await pilot.pause()
        assert "Niamh O'Driscoll" in desk.text


async def test_typing_up_goes_sheet_by_sheet_and_starts_no_clock(tmp_path: Path) -> None:
    made = session(at="write")
    desk = Desk(tmp_path, made, typing_up=True)
    async with desk.run() as pilot:
        assert "Sheet 1 of 6 · 0 of 9 forms written" in desk.text
        await desk.keys(pilot, "tab", "a", "pagedown", "ctrl+s")
        assert "Sheet 2 of 6 · 1 of 9 forms written" in desk.text
        assert desk.app.saved.clock == made.clock
        assert desk.app.saved.progress == made.progress
        await desk.keys(pilot, *["pagedown"] * 5)
        assert "Pair 1: " in desk.text


async def test_typing_up_begins_with_the_first_untouched_sheet(tmp_path: Path) -> None:
    made = session(at="write")
    due = {form.subject.id: form for form in forms.due(made, step(made, "write"))}
    for person in ("p0", "p1", "p3"):
        made = notes.put_field(made, due[person], fresh("n"), "evidence", "Seen", NOW)
    desk = Desk(tmp_path, made, typing_up=True)
    async with desk.run():
        assert "Sheet 3 of 6" in desk.text


async def test_the_list_beside_it_ticks_who_is_done(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    async with desk.run((120, 30)) as pilot:
        assert "0 of 3" in desk.text
        await desk.keys(pilot, "a", "pagedown", "ctrl+s")
        assert "1 of 3" in desk.text
        assert "✓ Pair 1" in desk.text


async def test_notes_of_pairs_made_anew_are_still_there(tmp_path: Path) -> None:
    made = session(at="harvest")
    first = forms.due(made, step(made, "harvest"))[0]
    made = notes.put_field(made, first, "n1", "headline", "Said before", NOW)
    made = rounds.make(made, step(made, "talk"), NOW, turn=1)
    desk = Desk(tmp_path, made)
    async with desk.run() as pilot:
        await desk.keys(pilot, "pagedown", "pagedown", "pagedown")
        assert "4 of 4" in desk.text
        assert "Said before" in desk.text


# --- citing and choosing -------------------------------------------------------------------------------------


async def test_a_code_is_understood_while_it_is_typed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, held(CITING))
    async with desk.run() as pilot:
        assert "No behaviour yet: find it with “Cite”." in desk.text
        await desk.keys(pilot, "2", ".", "1")
        assert "2.1 Shows collaboration" in desk.text
        await desk.keys(pilot, "enter", "x", "ctrl+s")
        (note,) = desk.notes
        assert [cite.ref for cite in note.cites] == ["2.1"]
        assert note.about == Ref(framework=FRAMEWORK.id, ref="2.1")
        assert words(note) == {"evidence": "x"}


async def test_words_and_several_codes_are_understood(tmp_path: Path) -> None:
    desk = Desk(tmp_path, held(CITING))
    async with desk.run() as pilot:
        desk.paste("trust, 1.1")
        await pilot.pause()
        await desk.keys(pilot, "tab", "ctrl+s")
        assert [cite.ref for cite in desk.notes[0].cites] == ["3.1", "1.1"]
        await desk.keys(pilot, "shift+tab")
        assert "3.1, 1.1" in desk.text


async def test_what_is_no_code_is_said_and_not_lost(tmp_path: Path) -> None:
    desk = Desk(tmp_path, held(CITING))
    async with desk.run() as pilot:
        await desk.keys(pilot, "9", ".", "9", "tab")
        assert "No behaviour is or has “9.9”. There are 1.1 to 3.1." in desk.text
        await desk.keys(pilot, "pagedown")
        assert "9.9" not in desk.text
        await desk.keys(pilot, "pageup")
        assert "9.9" in desk.text
        assert not desk.notes
        await desk.keys(pilot, "shift+tab", "ctrl+z")
        assert "9.9" not in desk.text


async def test_a_sentence_typed_where_a_code_is_asked_for_goes_to_the_first_field_and_is_saved(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path, held(CITING))
    async with desk.run() as pilot:
        desk.paste("We moved the meeting")
        await pilot.pause()
        await pilot.press("tab")
        await pilot.press("ctrl+s")
        assert words(desk.notes[0]) == {"evidence": "We moved the meeting"}
        assert "We moved the meeting" in desk.text


async def test_a_code_before_such_a_sentence_is_taken_as_one_and_ctrl_t_loses_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path, held(CITING))
    async with desk.run() as pilot:
        desk.paste("3.1: They moved the meeting")
        await pilot.pause()
        await pilot.press("ctrl+t", "escape", "escape")
        await pilot.pause()
        (note,) = desk.notes
        assert [cite.ref for cite in note.cites] == ["3.1"]
        assert words(note) == {"evidence": "They moved the meeting"}


async def test_words_begun_like_a_statement_that_become_a_sentence_cite_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path, held(CITING))
    async with desk.run() as pilot:
        await desk.keys(pilot, *"Trust")
        await desk.saved(pilot)
        assert [cite.ref for cite in desk.notes[0].cites] == ["3.1"]
        desk.paste(" grew when the meeting moved")
        await pilot.pause()
        await desk.keys(pilot, "tab", "ctrl+s")
        (note,) = desk.notes
        assert (note.cites, words(note)) == ((), {"evidence": "Trust grew when the meeting moved"})


async def test_a_whole_area_is_no_statement(tmp_path: Path) -> None:
    desk = Desk(tmp_path, held(CITING))
    async with desk.run() as pilot:
        await desk.keys(pilot, "2")
        assert "“2” is all of Collaboration: 2.1." in desk.text


async def test_ctrl_t_finds_a_statement_by_a_word_and_takes_it_away_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, held(CITING))
    async with desk.run() as pilot:
        await pilot.press("ctrl+t", "t", "r", "u", "s", "t", "enter")
        await pilot.pause()
        await pilot.press("x", "ctrl+s")
        assert [cite.ref for cite in desk.notes[0].cites] == ["3.1"]
        assert words(desk.notes[0]) == {"evidence": "x"}
        await pilot.press("ctrl+t", "3", ".", "1")
        assert "✓ 3.1" in desk.text
        await pilot.press("enter", "ctrl+s")
        assert desk.notes[0].cites == ()


async def test_no_more_are_cited_than_the_step_allows(tmp_path: Path) -> None:
    desk = Desk(tmp_path, held(CITING))
    async with desk.run() as pilot:
        desk.paste("1.1, 2.1")
        await pilot.press("ctrl+t", "3", "enter")
        await pilot.pause()
        await desk.said("At most 2 here", pilot)
        await pilot.press("ctrl+s")
        assert [cite.ref for cite in desk.notes[0].cites] == ["1.1", "2.1"]


async def test_where_one_is_cited_another_takes_its_place(tmp_path: Path) -> None:
    one = replace(CITING, cite=CiteRule(what="behaviour", at_most=1))
    desk = Desk(tmp_path, held(one))
    async with desk.run() as pilot:
        await pilot.press("1", ".", "1", "ctrl+t", "3", "enter", "ctrl+s")
        assert [cite.ref for cite in desk.notes[0].cites] == ["3.1"]


async def test_the_areas_in_play_come_first(tmp_path: Path) -> None:
    made = held(CHOOSING, CITING, at="for each")
    made = choices.choose(made, made.steps[0].id, "p0", (Ref(framework=FRAMEWORK.id, ref="3"),))
    desk = Desk(tmp_path, made)
    async with desk.run() as pilot:
        assert "such as 3.1" in desk.text
        await pilot.press("ctrl+t")
        dialog = desk.app.screen
        assert isinstance(dialog, Cite)
        assert [item.code for item in dialog.items] == ["3.1", "1.1", "2.1"]


async def test_a_person_chooses_by_number_and_its_title_is_echoed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, held(CHOOSING, EVERY_KIND))
    async with desk.run() as pilot:
        assert "Quality" in desk.text
        await desk.keys(pilot, "2")
        assert "2 Collaboration" in desk.text
        await desk.keys(pilot, "enter", "t", "r", "u", "enter", "ctrl+s")
        made = desk.app.saved
        assert [(one.by, one.areas[0].ref) for one in made.choices] == [("p0", "2"), ("p1", "3")]
        await desk.keys(pilot, "pageup", "backspace", "backspace", "backspace", "ctrl+s")
        assert [one.by for one in desk.app.saved.choices] == ["p0"]


# --- fields with a meaning -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "typed", "kept", "said"),
    [
        (0, "1/12", "2026-12-01", "Tuesday 1 December 2026"),
        (0, "soon", "soon", "It is kept as you typed it."),
        (1, "y", "yes", ""),
        (1, "maybe", "maybe", "Is that yes or no?"),
        (2, "2", "partly", ""),
        (2, "ful", "fully", ""),
        (2, "9", "9", "The points are 1 not yet, 2 partly, 3 fully."),
        (3, "mair", "Mair Pugh", ""),
        (3, "Nobody", "Nobody", "Nobody on the list is called that."),
    ],
)
async def test_a_field_with_a_meaning_is_looked_at_when_it_is_left(
    tmp_path: Path, place: int, typed: str, kept: str, said: str
) -> None:
    desk = Desk(tmp_path, held(EVERY_KIND))
    async with desk.run((100, 36)) as pilot:
        await desk.keys(pilot, *["tab"] * place)
        desk.paste(typed)
        await desk.keys(pilot, "tab", "ctrl+s")
        assert list(words(desk.notes[0]).values()) == [kept]
        assert said in " ".join(desk.text.split())


# --- undo, sharing, removing ---------------------------------------------------------------------------------


async def test_undo_takes_back_one_visit_to_a_field_however_often_it_was_saved(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="write"))
    async with desk.run() as pilot:
        await desk.keys(pilot, "tab", "a", "ctrl+s", "b", "ctrl+s", "tab", "c", "ctrl+z")
        assert words(desk.notes[0]) == {"evidence": "ab"}
        await desk.keys(pilot, "ctrl+z")
        assert not desk.notes
        await desk.keys(pilot, "ctrl+y")
        assert words(desk.notes[0]) == {"evidence": "ab"}
        assert "ab" in desk.text


async def test_undo_goes_to_the_form_it_changes(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    async with desk.run() as pilot:
        await desk.keys(pilot, "a", "pagedown", "pagedown", "ctrl+z")
        assert "1 of 3" in desk.text
        assert not desk.notes


async def test_who_may_see_it_is_changed_before_and_after_it_is_written(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="write"))
    async with desk.run() as pilot:
        assert "Who may see it: They and you" in desk.text
        await desk.keys(pilot, "f2", "tab", "a", "ctrl+s")
        assert "Who may see it: Their group and you" in desk.text
        assert [note.shared for note in desk.notes] == ["group"]
        await desk.keys(pilot, "f2")
        assert "Who may see it: The room" in desk.text
        assert [note.shared for note in desk.notes] == ["room"]


async def test_a_note_is_removed_and_brought_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    async with desk.run() as pilot:
        await desk.keys(pilot, "ctrl+d")
        await desk.said("no note here", pilot)
        await desk.keys(pilot, "a", "b", "ctrl+d")
        await pilot.pause()
        assert not desk.notes
        await desk.keys(pilot, "c", "ctrl+z", "ctrl+z")
        assert words(desk.notes[0]) == {"headline": "ab"}
        assert "ab" in desk.text


# --- others write too ----------------------------------------------------------------------------------------


def elsewhere(desk: Desk, apply: Callable[[Session], Session]) -> None:
    """Another process changes the session."""
    Store(desk.app.data).change(desk.app.session_id, "Elsewhere", apply)


def form_of(made: Session, title: str, person: str) -> Form:
    return next(one for one in forms.due(made, step(made, title)) if person in one.subject.people)


async def test_what_others_write_appears_and_the_words_being_typed_stay(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="write"), subject="p0")
    async with desk.run((120, 30)) as pilot:
        await desk.keys(pilot, "tab", "a")
        elsewhere(
            desk,
            lambda made: notes.put_field(made, form_of(made, "write", "p1"), "n9", "evidence", "Theirs", NOW),
        )
        await desk.until(lambda: "✓" in desk.text, pilot)
        await desk.keys(pilot, "b", "ctrl+s")
        assert {tuple(note.fields.values()) for note in desk.notes} == {("ab",), ("Theirs",)}


async def test_an_empty_form_stays_when_the_same_one_comes_in_from_elsewhere(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="write"), subject="p0")
    async with desk.run() as pilot:
        await desk.keys(pilot, "tab")
        elsewhere(
            desk,
            lambda made: notes.put_field(made, form_of(made, "write", "p0"), "n9", "evidence", "Theirs", NOW),
        )
        await desk.until(lambda: "of 7" in desk.text, pilot)
        assert "Theirs" not in desk.text
        await desk.keys(pilot, "m", "ctrl+s", "pageup")
        assert "Theirs" in desk.text
        assert len(desk.notes) == 2


async def test_two_who_write_in_one_field_both_keep_their_words(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    async with desk.run() as pilot:
        await desk.keys(pilot, "a", "ctrl+s", "b")
        (note,) = desk.notes
        elsewhere(
            desk,
            lambda made: notes.put(made, replace(made.notes[0], fields={"headline": "theirs"})),
        )
        await desk.keys(pilot, "ctrl+s")
        await desk.keys(pilot, "c", "ctrl+s")
        assert desk.notes[0].id == note.id
        assert words(desk.notes[0]) == {"headline": "abc\ntheirs"}
        assert "theirs" in desk.text


async def test_an_untouched_field_follows_what_others_write(tmp_path: Path) -> None:
    made = session(at="harvest")
    made = notes.put_field(made, forms.due(made, step(made, "harvest"))[0], "n1", "headline", "Old", NOW)
    desk = Desk(tmp_path, made, subject=forms.due(made, step(made, "harvest"))[0].subject.id)
    async with desk.run() as pilot:
        elsewhere(desk, lambda made: notes.put(made, replace(made.notes[0], fields={"headline": "New"})))
        await desk.until(lambda: "New" in desk.text, pilot)
        await desk.keys(pilot, "!", "ctrl+s")
        assert words(desk.notes[0]) == {"headline": "New!"}


async def test_a_note_deleted_elsewhere_comes_back_with_the_words_typed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="write"))
    async with desk.run() as pilot:
        await desk.keys(pilot, "tab", "a", "tab", "b", "ctrl+s")
        elsewhere(desk, lambda made: notes.remove(made, made.notes[0].id))
        await desk.keys(pilot, "c", "ctrl+s")
        assert words(desk.notes[0]) == {"evidence": "a", "action": "bc"}


async def test_nothing_is_written_for_someone_taken_out(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="write"), subject="p1")
    async with desk.run() as pilot:
        await desk.keys(pilot, "tab", "a")
        elsewhere(
            desk,
            lambda made: replace(made, people=tuple(one for one in made.people if one.id != "p1"), rounds=()),
        )
        await desk.keys(pilot, "ctrl+s")
        assert "NOT SAVED: Mair Pugh is not on the list of people any more" in desk.text
        assert not desk.notes


async def test_a_form_that_is_gone_gives_way_to_the_next(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="write"), subject="p1")
    async with desk.run() as pilot:
        assert "Mair Pugh" in desk.text
        elsewhere(
            desk,
            lambda made: replace(made, people=tuple(one for one in made.people if one.id != "p1"), rounds=()),
        )
        await desk.until(lambda: "of 5" in desk.text, pilot)
        assert "Mair Pugh" not in desk.text


async def test_a_step_taken_out_of_the_plan_is_said(tmp_path: Path) -> None:
    made = session(at="talk")
    desk = Desk(tmp_path, made, step=step(made, "harvest").id)
    async with desk.run() as pilot:
        elsewhere(desk, lambda made: planning.drop_step(made, step(made, "harvest").id))
        await desk.until(lambda: "taken out of the plan" in desk.text, pilot)
        await desk.keys(pilot, "escape")
        assert desk.app.left


# --- before the room -----------------------------------------------------------------------------------------


async def test_the_scribe_shows_the_line_being_typed_and_no_name(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"), scribe=True)
    async with desk.run() as pilot:
        assert desk.app.room_is_looking
        await pilot.press("O", "u", "r", "s")
        assert "Pair 1" in desk.text
        assert "Ours" in desk.text
        for name, school in small.NAMES:
            assert name not in desk.text
            assert school not in desk.text
        await pilot.press("ctrl+g", "f2", "ctrl+d")
        assert desk.app.screen.before_the_room  # type: ignore[attr-defined]
        await pilot.press("escape")
        assert desk.app.left
        assert words(desk.notes[0]) == {"headline": "Ours"}


async def test_the_scribe_of_a_private_step_shows_nothing(tmp_path: Path) -> None:
    made = session(at="write")
    made = notes.put_field(made, form_of(made, "write", "p0"), "n1", "evidence", "Private words", NOW)
    desk = Desk(tmp_path, made, scribe=True)
    async with desk.run() as pilot:
        assert desk.text.split() == ["Write", "on", "the", "console", "(F6)."]
        await desk.keys(pilot, "x", "escape")
        assert desk.app.left
        assert len(desk.notes) == 1


async def test_the_scribe_passes_over_a_note_that_is_not_the_rooms(tmp_path: Path) -> None:
    made = session(at="harvest")
    first = forms.due(made, step(made, "harvest"))[0]
    made = notes.put_field(made, first, "n1", "headline", "Kept back", NOW)
    made = notes.share(made, "n1", "own", NOW)
    desk = Desk(tmp_path, made, scribe=True)
    async with desk.run() as pilot:
        assert "Pair 2" in desk.text
        await desk.keys(pilot, "pageup", "pagedown", "pagedown")
        assert "Kept back" not in desk.text


# --- empty and awkward ---------------------------------------------------------------------------------------


async def test_without_people_it_says_to_add_some(tmp_path: Path) -> None:
    desk = Desk(tmp_path, held(EVERY_KIND, count=0), typing_up=True)
    async with desk.run() as pilot:
        assert "Add people in the plan (a)." in desk.text
        await pilot.press(
            "pagedown", "ctrl+t", "ctrl+n", "ctrl+d", "f2", "tab", "x", "ctrl+s", "ctrl+z", "escape"
        )
        assert desk.app.left


async def test_pairs_that_are_not_made_yet_are_asked_for(tmp_path: Path) -> None:
    made = session(at="welcome")
    desk = Desk(tmp_path, made, step=step(made, "harvest").id)
    async with desk.run():
        assert "Make the pairs first, in Pairs." in desk.text


async def test_a_step_that_asks_for_nothing_offers_those_that_do(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="talk"))
    async with desk.run() as pilot:
        assert "Nothing is written down at this step." in desk.text
        await pilot.press("h", "a", "r", "enter")
        await pilot.pause()
        assert "1 of 3" in desk.text
        await pilot.press("o", "k", "ctrl+s")
        assert words(desk.notes[0]) == {"headline": "ok"}


def test_the_step_to_come_is_offered_first() -> None:
    talk = Step(id="talk", title="Talk")
    made = held(EVERY_KIND, talk, CITING, Step(id="close", title="Close"))
    found = [asking.coming(made, one) for one in (*made.steps, None)]
    assert found == [made.steps[2].id, made.steps[2].id, "", "", ""]


async def test_not_choosing_a_step_goes_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="talk"))
    async with desk.run() as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert desk.app.left


async def test_two_hundred_people_and_the_last_of_them(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="write", count=200), subject="p199")
    async with desk.run((120, 40)) as pilot:
        assert "of 200" in desk.text
        await desk.keys(pilot, "tab", "a", "ctrl+s")
        assert desk.notes[0].people == ("p199",)


async def test_the_field_being_typed_in_is_in_sight_in_a_long_form_on_a_small_screen(tmp_path: Path) -> None:
    many = Step(
        id="many",
        title="Many",
        source="person",
        capture=tuple(Field(key=f"f{n}", name=f"Question {n}", hint="a few words") for n in range(12)),
    )
    desk = Desk(tmp_path, held(many))
    async with desk.run() as pilot:
        for n in range(11):
            desk.paste(f"An answer to the question number {n}. " * 5)
            await desk.keys(pilot, "enter")
        await desk.keys(pilot, "h", "e", "r", "e")
        await pilot.pause()
        assert "Question 11" in desk.text
        assert "here" in desk.text


async def test_where_someone_else_has_the_session_open_it_is_only_looked_at(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"))

    def opens(open_desk: object) -> CaptureScreen:
        open_desk.read_only = "It is open in another window."  # type: ignore[attr-defined]
        return CaptureScreen(open_desk)  # type: ignore[arg-type]

    desk.app._opens = opens
    async with desk.run() as pilot:
        assert "For looking only. It is open in another window." in desk.text
        await desk.keys(pilot, "x", "ctrl+n", "ctrl+d", "f2", "ctrl+s", "escape")
        assert desk.app.left
        assert not desk.notes


async def test_f6_goes_from_the_scribe_to_the_console_and_f5_to_the_stage(tmp_path: Path) -> None:
    desk = Desk(tmp_path, session(at="harvest"))
    desk.app._opens = LiveScreen
    async with desk.run((120, 40)) as pilot:
        await pilot.press("f5", "c", "a", "f5")
        await pilot.pause()
        assert isinstance(desk.app.screen, LiveScreen)
        assert desk.app.screen.before_the_room
        assert "Alun Rees" not in desk.text
        await pilot.press("c", "b", "f6")
        await desk.until(lambda: not desk.app.room_is_looking, pilot)
        assert isinstance(desk.app.screen, LiveScreen)
        assert [words(note)["headline"] for note in desk.notes] == ["a", "b"]


# --- other frameworks and forms ------------------------------------------------------------------------------

UNCODED = replace(
    FRAMEWORK,
    coded=(),
    areas=(
        Area(
            ref="#1",
            title="Looking",
            groups=(
                Group(
                    title="Knows",
                    lead_in="Knows about…",
                    statements=(
                        Statement(ref="#1.1", text="the school, its people and its past"),
                        Statement(ref="#1.2", text="the school, its people and its future"),
                    ),
                ),
            ),
        ),
    ),
)


def test_a_statement_without_a_code_is_named_by_so_many_words_that_no_other_is_meant() -> None:
    made = held(CITING)
    made = replace(made, frameworks=(replace(made.frameworks[0], framework=UNCODED),))
    items = lookup.statements(made, made.steps[0])
    for item in items:
        typed = lookup.short(item, items)
        assert lookup.understand(typed, items, "behaviour").items == (item,)
        assert "#" not in typed
    assert "in 2 of them" in lookup.understand("school", items, "behaviour").fault


async def test_a_form_for_each_statement_shows_the_statement(tmp_path: Path) -> None:
    each = replace(CITING, for_each="statement", cite=CiteRule())
    made = held(each)
    made = replace(made, meta=replace(made.meta, focus=(Ref(framework=FRAMEWORK.id, ref="2"),)))
    desk = Desk(tmp_path, made)
    async with desk.run() as pilot:
        assert "2.1 Shows collaboration" in desk.text
        await desk.keys(pilot, "x", "ctrl+n", "y", "ctrl+s")
        assert [(note.about, note.fields["evidence"]) for note in desk.notes] == [
            (Ref(framework=FRAMEWORK.id, ref="2.1"), "x"),
            (Ref(framework=FRAMEWORK.id, ref="2.1"), "y"),
        ]
        assert "2 of 4" in desk.text


@pytest.mark.parametrize(
    ("source", "whose", "forms_due"), [("school", "Ysgol y Bryn", 2), ("room", "The room", 1)]
)
async def test_a_school_and_the_room_have_forms_of_their_own(
    tmp_path: Path, source: Source, whose: str, forms_due: int
) -> None:
    asked = Step(
        id="asked", title="Asked", source=source, shared="room", capture=(Field(key="a", name="Answer"),)
    )
    desk = Desk(tmp_path, held(asked))
    async with desk.run() as pilot:
        assert whose in desk.text
        assert f"1 of {forms_due}" in desk.text
        await desk.keys(pilot, "x", "ctrl+s")
        assert words(desk.notes[0]) == {"a": "x"}
        assert desk.notes[0].school == ("" if source == "room" else whose)
