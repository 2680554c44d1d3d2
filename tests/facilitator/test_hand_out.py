"""Hand-outs: chosen, seen before they are written, written into a folder."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from facilitator.screens.hand_out import HandOutScreen
from sessions.model import Note, Session
from tests.facilitator.small import HOSTILE, NOW, SmallApp, people, session, step, text_of


def with_notes(made: Session) -> Session:
    """A headline that mentions somebody, shared with the room, and private words of one person."""
    group = made.rounds[-1].groups[0]
    shared = Note(
        id="n1", step=step(made, "harvest").id, round=made.rounds[-1].id, group=group.id, people=group.people,
        fields={"headline": "Mair Pugh began with one class"}, shared="room", at=NOW, changed=NOW,
    )  # fmt: skip
    private = Note(
        id="n2", step=step(made, "write").id, people=("p0",),
        fields={"evidence": "Private words of Alun"}, shared="own", at=NOW, changed=NOW,
    )  # fmt: skip
    return replace(made, notes=(shared, private))


async def settled(pilot: Pilot[None]) -> str:
    """The preview, once it is made."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return pilot.app.screen.query_one(TextArea).text


def into(app: SmallApp, folder: Path) -> None:
    app.screen.query_one("#folder", Input).value = str(folder)


async def test_group_notes_come_first_with_names_removed_and_nothing_private(tmp_path: Path) -> None:
    app = SmallApp(tmp_path / "data", with_notes(session()), HandOutScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await settled(pilot)
        assert "began with one class" in text
        assert "Mair" not in text
        assert "Private words" not in text
        assert "Names: removed" in text_of(app)
        await pilot.press("f2")
        assert "Mair Pugh began" in await settled(pilot)
        into(app, tmp_path / "out")
        await pilot.press("ctrl+s")
        assert "1 file" not in await settled(pilot)
        (written,) = (tmp_path / "out").glob("*.md")
        assert "Mair Pugh began" in written.read_text(encoding="utf-8")
        assert "files written" in text_of(app)
        assert written.name in app.screen.query_one(TextArea).text.replace("\n", "")


async def test_a_persons_own_notes_ask_whose_and_write_that_one_file(tmp_path: Path) -> None:
    app = SmallApp(tmp_path / "data", with_notes(session()), HandOutScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        into(app, tmp_path / "out")
        await pilot.press("down")
        assert await settled(pilot) == "Whose notes? Choose the person first."
        await pilot.press("enter", "a", "l", "u")
        await pilot.pause()
        await pilot.press("enter")
        text = await settled(pilot)
        assert "Private words of Alun" in text
        assert "Mair" not in text
        await pilot.press("enter")
        await settled(pilot)
        assert [path.name for path in (tmp_path / "out").glob("*.md")] == [
            "2026-12-01-a-small-workshop-alun-rees.md"
        ]


async def test_the_record_says_that_it_keeps_names_before_it_is_written(tmp_path: Path) -> None:
    app = SmallApp(tmp_path / "data", with_notes(session()), HandOutScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        into(app, tmp_path / "out")
        await pilot.press(*["down"] * 5)
        assert "Private words of Alun" in await settled(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "It keeps every name, and it holds every private note." in text_of(app)
        await pilot.press("escape")
        await settled(pilot)
        assert not (tmp_path / "out").exists()
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot)
        assert len(list((tmp_path / "out").glob("*-record.md"))) == 1


@pytest.mark.parametrize(("downs", "count", "with_words"), [(2, 6, 2), (3, 3, 1), (4, 3, 2)])
async def test_a_file_for_each_person_pair_or_school_that_has_something_to_read(
    tmp_path: Path, downs: int, count: int, with_words: int
) -> None:
    app = SmallApp(tmp_path / "data", with_notes(session()), HandOutScreen)
    async with app.run_test(size=(120, 40)) as pilot:
        into(app, tmp_path / "out")
        await pilot.press(*["down"] * downs)
        await settled(pilot)
        assert f"the first of up to {count}" in text_of(app)
        await pilot.press("ctrl+s")
        shown = await settled(pilot)
        assert len(list((tmp_path / "out").glob("*.md"))) == with_words
        assert "left out: nothing was written down for them yet." in shown


async def test_worksheets_are_written_to_print(tmp_path: Path) -> None:
    app = SmallApp(tmp_path / "data", session(at=""), HandOutScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        into(app, tmp_path / "out")
        await pilot.press(*["down"] * 6)
        assert "6 sheets, one for each person" in await settled(pilot)
        await pilot.press("f2", "ctrl+s")
        await settled(pilot)
        assert "1 file written" in text_of(app)
        assert [path.suffix for path in (tmp_path / "out").glob("2026*")] == [".html"]


async def test_what_people_read_from_is_written_to_print(tmp_path: Path) -> None:
    app = SmallApp(tmp_path / "data", session(at=""), HandOutScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        into(app, tmp_path / "out")
        await pilot.press(*["down"] * 7)
        assert "Source: " in await settled(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "1 file written" in text_of(app)
        (page,) = (tmp_path / "out").glob("2026*.html")
        assert "@page" in page.read_text(encoding="utf-8")


async def test_a_folder_that_cannot_be_written_and_a_link_that_is_none_are_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    app = SmallApp(tmp_path / "data", session(), HandOutScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        for folder, words in ((str(tmp_path / "file"), "Choose another folder"), ("", "Say which folder")):
            app.screen.query_one("#folder", Input).value = folder
            await pilot.press("ctrl+s")
            assert words in await settled(pilot)
            assert "Not written" in text_of(app)
        into(app, tmp_path / "out")
        app.screen.query_one("#link", Input).value = "my notes"
        await settled(pilot)
        await pilot.press("ctrl+s")
        assert "is not a web address" in await settled(pilot)
        assert not (tmp_path / "out").exists()


async def test_a_link_becomes_a_code_and_the_folder_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    app = SmallApp(tmp_path / "data", session(), HandOutScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.query_one("#folder", Input).value = "~/out"
        app.screen.query_one("#link", Input).value = "https://example.org/notes"
        assert "https://example.org/notes" in (await settled(pilot)).replace("\\", "")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert any("group-notes" in path.name for path in (tmp_path / "out" / "qr").iterdir())
        assert app.settings.hand_out_folder == "~/out"
        await pilot.press("escape")
        await pilot.pause()
        assert app.left


async def test_an_empty_session_has_nothing_to_fall_over(tmp_path: Path) -> None:
    app = SmallApp(tmp_path / "data", session(at="", count=0), HandOutScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        into(app, tmp_path / "out")
        await pilot.press("f3", *["down"] * 6, *["up"] * 3, "ctrl+s")
        assert "no pairs" in (await settled(pilot)).lower()


async def test_names_with_markup_show_as_they_stand(tmp_path: Path) -> None:
    who = (replace(people(2)[0], name=HOSTILE), people(2)[1])
    app = SmallApp(tmp_path / "data", session(who=who), HandOutScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        assert HOSTILE in text_of(app)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.pause()
        assert text_of(app).count(HOSTILE) >= 2
