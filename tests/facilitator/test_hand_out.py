"""Hand-outs: chosen, seen before they are written, written into a folder, by keys alone."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input, Static
from textual.worker import WorkerCancelled

from exports.formats import FORMATS
from facilitator.commands import BY_ID
from facilitator.screens.hand_out import HandOutScreen
from facilitator.screens.hand_out_kinds import BY_ID as BY_KIND
from facilitator.screens.hand_out_kinds import HAND_OUTS, wanted
from facilitator.screens.hand_out_page import Sheet, broken
from facilitator.screens.hand_out_preview import Row, files_of, read
from facilitator.screens.hand_out_writing import WritingScreen, _draw, _File
from facilitator.screens.names_found import NamesScreen
from facilitator.settings import Settings
from sessions.model import Choice, Note, Ref, Session
from sessions.text import clean
from tests.facilitator.small import HOSTILE, NOW, SmallApp, people, session, step, text_of

AT = {what.id: number for number, what in enumerate(HAND_OUTS)}


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


def opened(tmp_path: Path, made: Session, **settings: object) -> SmallApp:
    """The app with hand-outs in front, to be written into the folder ``out``."""
    Settings(tmp_path / "data").put(hand_out_folder=str(tmp_path / "out"), **settings)
    return SmallApp(tmp_path / "data", made, HandOutScreen)


async def settled(pilot: Pilot[None]) -> str:
    """What the screen shows, once everything is read and written."""
    for _ in range(3):
        await pilot.pause()
        try:
            await pilot.app.workers.wait_for_complete(
                [one for one in pilot.app.workers if one.group != "asking"]
            )
        except WorkerCancelled:
            continue
    await pilot.pause()
    app = pilot.app
    assert isinstance(app, SmallApp)
    return "\n".join([text_of(app), *(one.message for one in app._notifications)])


def preview(pilot: Pilot[None]) -> str:
    """The whole of what is shown of a file."""
    return pilot.app.screen.query_one(Sheet).text


def files(tmp_path: Path, ending: str = "*.*") -> list[str]:
    return sorted(path.name for path in (tmp_path / "out").glob(ending) if not path.name.startswith("."))


@given(st.text(max_size=80), st.integers(1, 40), st.integers(0, 12))
def test_every_row_is_broken_into_lines_that_fit_and_no_letter_is_lost(
    text: str, width: int, again: int
) -> None:
    text = clean(text)
    lines = broken(Row(text, again=again), width)
    assert all(cell_len(line) <= max(width, 2) for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


async def test_one_key_writes_group_notes_with_names_removed_and_says_where_they_are(tmp_path: Path) -> None:
    app = opened(tmp_path, with_notes(session()))
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await settled(pilot)
        assert "began with one class" in preview(pilot)
        assert "Mair" not in preview(pilot)
        assert "Private words" not in preview(pilot)
        # What people read comes first, as they will read it.
        assert "its words alone" in shown
        assert "---" not in preview(pilot)
        # What stands above the title of Markdown is for programs, and above what is seen.
        await pilot.press("v")
        shown = await settled(pilot)
        assert preview(pilot).startswith("---")
        assert "# A small workshop" in shown
        assert "cluster:" not in shown
        assert "1 name replaced in 1 place: d looks" in shown
        await pilot.press("enter")
        shown = await settled(pilot)
        assert "2 files are written." in shown
        stem = "2026-12-01-cwm-cluster-group-notes"
        assert files(tmp_path) == [f"{stem}.html", f"{stem}.md"]
        # The page is what one opens next, and its whole path can be read.
        assert f"{tmp_path}/out/{stem}.html" in shown.replace("\n", "").replace(" ", "")
        await pilot.press("c")
        assert app.clipboard == str(tmp_path / "out" / f"{stem}.html")
        assert "If pasting brings nothing" in text_of(app)
        await pilot.press("up", "up", "c")
        assert app.clipboard == str(tmp_path / "out")
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert app.left


async def test_names_can_be_kept_and_what_is_in_doubt_is_decided_from_here(tmp_path: Path) -> None:
    made = with_notes(session())
    note = replace(made.notes[0], fields={"headline": "Mrs Evans helped. Mair Pugh began"})
    app = opened(tmp_path, replace(made, notes=(note,)))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "1 word in doubt: d" in await settled(pilot)
        await pilot.press("d")
        await settled(pilot)
        await pilot.press("k", "escape")
        assert "in doubt" not in await settled(pilot)
        assert "Mrs Evans" in preview(pilot)
        await pilot.press("n")
        shown = await settled(pilot)
        assert "Mair Pugh began" in preview(pilot)
        assert "sees who said what" in shown


async def test_words_in_doubt_are_asked_about_once_before_they_are_written(tmp_path: Path) -> None:
    made = with_notes(session())
    note = replace(made.notes[0], fields={"headline": "Mrs Evans helped. Mair Pugh began"})
    app = opened(tmp_path, replace(made, notes=(note,)), formats="md")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert "1 word is in doubt" in text_of(app)
        await pilot.press("1")
        assert isinstance(await settled(pilot) and app.screen, NamesScreen)
        assert files(tmp_path) == []
        await pilot.press("escape", "enter")
        await pilot.pause(0.1)
        assert "1 word is in doubt and was written as it stands." in await settled(pilot)
        assert len(files(tmp_path)) == 1


async def test_formats_are_ticked_looked_at_and_remembered(tmp_path: Path) -> None:
    assert [f"handout.{one}" for one in FORMATS if f"handout.{one}" not in BY_ID] == []
    app = opened(tmp_path, with_notes(session()), formats="md")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("1")
        assert "One format has to stay." in await settled(pilot)
        await pilot.press("3")
        shown = await settled(pilot)
        assert '"Date","Cluster","Session"' in preview(pilot)
        assert "✓ Spreadsheet (CSV)" in shown
        await pilot.press("4")
        await settled(pilot)
        assert '"complete": false' in preview(pilot)
        await pilot.press("5")
        await settled(pilot)
        assert "BEGIN:VCALENDAR" in preview(pilot)
        await pilot.press("2")
        assert "its words alone" in await settled(pilot)
        assert "A small workshop" in preview(pilot)
        await pilot.press("2", "4", "v")
        await settled(pilot)
        assert '"Date","Cluster","Session"' in preview(pilot)
        await pilot.press("enter")
        assert "3 files are written." in await settled(pilot)
        assert Settings(tmp_path / "data").formats == ("md", "csv", "ics")


async def test_a_persons_own_notes_ask_whose_and_offer_to_keep_the_name(tmp_path: Path) -> None:
    made = with_notes(session(who=(replace(people(2)[0], name=f"Alun {HOSTILE}"), *people(6)[1:])))
    app = opened(tmp_path, made, formats="md")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        assert "Choose the person first." in await settled(pilot) + preview(pilot)
        await pilot.press("enter", "a", "l", "u")
        await pilot.pause()
        await pilot.press("enter")
        shown = await settled(pilot)
        assert f"Own notes: Alun {HOSTILE}" in shown
        assert "theirs kept, others removed" in shown
        assert "Names of others are removed: n keeps them, this goes to Alun alone." in " ".join(
            shown.split()
        )
        assert "Private words of Alun" in preview(pilot)
        assert "Mair" not in preview(pilot)
        await pilot.press("n", "n")
        shown = await settled(pilot)
        assert "Nobody can tell whose they are: n" in shown
        assert "Leader" in shown
        await pilot.press("n", "enter")
        await settled(pilot)
        (name,) = files(tmp_path)
        assert name.startswith("2026-12-01-cwm-cluster-alun")


def test_it_is_said_beforehand_that_somebody_has_nothing_but_a_choice() -> None:
    made = with_notes(session())
    # Pairs differ from run to run: somebody who wrote neither of the two notes.
    wrote = {id for note in made.notes for id in note.people}
    silent = next(one for one in made.people if one.id not in wrote)
    own = wanted(BY_KIND["own"], 0, silent.id, ("html",))

    def head(made: Session) -> str:
        return next(read(made, own, files_of(made, own, NOW), 0, "html")).head

    first = silent.name.split()[0]
    assert head(made) == f"{first} has nothing yet"
    chose = Choice(id="c", step=step(made, "write").id, by=own.whose, areas=(Ref(framework="fw", ref="1"),))
    assert head(replace(made, choices=(chose,))) == f"{first} has nothing but a choice yet"
    assert "nothing" not in head(replace(made, notes=(replace(made.notes[1], people=(own.whose,)),)))


def test_of_files_names_the_end_is_seen_for_they_all_begin_alike() -> None:
    names = [
        f"2026-12-01-leadership-qualities-and-cluster-swap-first-morning-{who}.html"
        for who in ("mair", "gwen")
    ]
    shown = [_draw(_File(Path(name), name, "Web page"), 76).plain for name in names]
    assert [one.split()[0][-14:] for one in shown] == ["ning-mair.html", "ning-gwen.html"]
    assert all(len(one) <= 76 for one in shown)


async def test_the_record_says_that_it_keeps_names_before_it_is_written(tmp_path: Path) -> None:
    app = opened(tmp_path, with_notes(session()), formats="md")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["down"] * AT["record"])
        await settled(pilot)
        assert "Private words of Alun" in preview(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "It keeps every name, and it holds every private note." in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert not (tmp_path / "out").exists()
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot)
        assert files(tmp_path) == ["2026-12-01-cwm-cluster-record.md"]


async def test_files_for_many_are_leafed_through_and_each_kind_writes_its_own(tmp_path: Path) -> None:
    app = opened(tmp_path, with_notes(session()), formats="md")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*["down"] * AT["people"])
        assert "Alun Rees, 1 of 2" in await settled(pilot)
        await pilot.press("right")
        await settled(pilot)
        assert "Mair Pugh began" in preview(pilot) or "Private words" not in preview(pilot)
        assert ", 2 of 2" in text_of(app)
        await pilot.press("enter")
        assert "4 people were left out: nothing was written down for them yet." in await settled(pilot)
        # Of many, the place where they all are comes first.
        await pilot.press("c")
        assert app.clipboard == str(tmp_path / "out")
        for kind, more in (
            ("pairs", 1),
            ("schools", 2),
            ("run-sheet", 1),
            ("attendance", 1),
            ("worksheets", 1),
        ):
            before = len(files(tmp_path))
            await pilot.press("escape")
            await pilot.pause()
            await pilot.press(*["down"] * (AT[kind] - app.screen.query_one("#kinds").cursor))  # type: ignore[attr-defined]
            await settled(pilot)
            await pilot.press("enter")
            await settled(pilot)
            assert len(files(tmp_path)) - before == more, kind
        await pilot.press("escape", "down")
        assert "Source: " in await settled(pilot) + preview(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert len(files(tmp_path, "*.html")) == 2


async def test_where_the_room_may_look_on_nothing_private_is_shown_unless_it_is_asked_for(
    tmp_path: Path,
) -> None:
    made = with_notes(session())
    app = opened(tmp_path, replace(made, meta=replace(made.meta, screens=1)))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "began with one class" in preview(pilot)
        await pilot.press("n")
        assert "Not shown here" in await settled(pilot)
        await pilot.press("n", *["down"] * AT["record"])
        assert "Not shown here" in await settled(pilot)
        assert "Private words" not in preview(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert "Private words" in preview(pilot)


async def test_writing_says_how_far_it_is_and_stops_leaving_whole_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    tell = WritingScreen._progress

    def tell_and_leave(self: WritingScreen, done: int, of: int) -> None:
        tell(self, done, of)
        said.append(str(self.query_one("#said", Static).render()))
        # What Esc does. No test can press it between two files that are written at once.
        self.action_leave()

    monkeypatch.setattr(WritingScreen, "_progress", tell_and_leave)
    app = opened(tmp_path, with_notes(session()), formats="md,html")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "enter")
        assert "Stopped: 2 files are written, each whole." in await settled(pilot)
        assert said == ["1 of 4 files are written.  Esc stops; what is written stays."]
        assert len(files(tmp_path)) == 2
        await pilot.press("c")
        assert app.clipboard == str(tmp_path / "out")
        await pilot.press("escape")
        assert "Everyone's own notes" in await settled(pilot)


async def test_a_folder_that_cannot_be_written_is_said_and_another_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    app = opened(tmp_path, session())
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Nothing shared with the room yet" in await settled(pilot)
        await pilot.press("enter")
        assert "Choose another folder" in " ".join((await settled(pilot)).split())
        assert "Not written." in text_of(app)
        await pilot.press("escape", "f")
        await pilot.pause()
        app.screen.query_one(Input).value = " "
        await pilot.press("enter")
        assert "Say which folder" in text_of(app)
        app.screen.query_one(Input).value = "~/there"
        await pilot.press("enter")
        assert "~/there" in await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert list((tmp_path / "there").glob("*.md"))
        assert Settings(tmp_path / "data").hand_out_folder == "~/there"


async def test_the_usual_link_is_in_what_is_shown_and_can_be_changed(tmp_path: Path) -> None:
    app = opened(tmp_path, session(), link="https://example.org/{date}", link_days=2)
    async with app.run_test(size=(120, 40)) as pilot:
        assert "example.org/2026-12-01, from 3 Dec" in await settled(pilot)
        assert "https://example.org/2026-12-01" in preview(pilot).replace("\\", "")
        await pilot.press("l")
        await pilot.pause()
        app.screen.query_one("#link", Input).value = "https://example.org/own"
        app.screen.query_one("#ready", Input).value = ""
        await pilot.press("enter")
        assert "example.org/own" in await settled(pilot)
        assert "https://example.org/own" in preview(pilot).replace("\\", "")


async def test_an_empty_session_has_nothing_to_fall_over(tmp_path: Path) -> None:
    app = opened(tmp_path, session(at="", count=0), formats="md,html,csv,json,ics")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w", "down", "enter")
        assert "Nobody is on the list of this session yet." in await settled(pilot)
        for words in ("no list of people", "none have been made", "nobody in this session has one"):
            await pilot.press("down")
            assert words in " ".join((await settled(pilot) and preview(pilot)).split())
        await pilot.press("enter")
        assert "Not written." in await settled(pilot)


@pytest.mark.skipif(os.name == "nt", reason="it runs a script")
async def test_a_file_is_opened_where_the_system_can_and_else_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "bin" / ("open" if sys.platform == "darwin" else "xdg-open")
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\necho noise\necho "$1" >> "{tmp_path}/opened"\n', encoding="utf-8")
    script.chmod(0o755)
    for name in ("SSH_CONNECTION", "SSH_TTY", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("SSH_TTY", "/dev/pts/0")
    app = opened(tmp_path, session(), formats="md")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("o")
        assert "There is no desktop here" in await settled(pilot)
        monkeypatch.delenv("SSH_TTY")
        monkeypatch.setenv("DISPLAY", ":0")
        await pilot.press("enter")
        assert "Opened." in await settled(pilot)
        await pilot.press("f")
        await settled(pilot)
        script.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
        await pilot.press("o")
        assert "could not open it" in await settled(pilot)
    opened_paths = (tmp_path / "opened").read_text(encoding="utf-8").splitlines()
    assert opened_paths == [
        str(tmp_path / "out" / "2026-12-01-cwm-cluster-group-notes.md"),
        str(tmp_path / "out"),
    ]
