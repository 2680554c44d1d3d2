"""From the library to colleagues and back: a plan saved as a template, files handed over and taken in."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.dialogs.ask import AskLine, Choose, Tell
from facilitator.screens.library import LibraryScreen
from facilitator.screens.save_template import SaveTemplateScreen
from frameworks.writer import write_framework
from sessions.handover import handed_over
from sessions.model import Person, Session
from sessions.reuse import as_template
from sessions.store import Store
from sessions.template_bundle import Bundle, write_bundle
from sessions.template_writer import write_template
from tests import build
from tests.facilitator.library_app import HOSTILE, current, front, held, library, put, row, said, seen


@pytest.fixture(autouse=True)
def _london(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: "Europe/London")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, with a folder for documents."""
    folder = tmp_path / "home"
    (folder / "Documents").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


def plain(title: str = "A talk") -> Session:
    """A session without a name in its words."""
    return held("Melwern", "2026-12-01", title)


def naming() -> Session:
    """A session with names in its title, a prompt and a private note."""
    made = plain("Pairs at Melwern")
    people = (Person(id="a", name="Siân Ŵyn", school="Ysgol Gwern"), Person(id="b", name="Raj Patel"))
    steps = list(made.steps)
    steps[0] = replace(
        steps[0], prompt=f"## Hello\n\n- Raj begins {HOSTILE}", private="At Ysgol Gwern they waited."
    )
    return replace(made, people=people, steps=tuple(steps))


def bundle(title: str = "Our talk", framework: str = "A framework") -> bytes:
    """A template with a framework of its own, as a colleague sends it."""
    template = as_template(build.session(), "our-talk", title)
    return write_bundle(
        Bundle(
            templates={"our-talk.md": write_template(template)},
            frameworks={"fw.md": write_framework(replace(build.framework(), title=framework))},
        ),
        title,
    )


def saved(data: Path, name: str) -> str:
    return (data / "templates" / name).read_text("utf-8")


async def take_in(pilot: Pilot[None], file: Path) -> None:
    """Take in a file by its name."""
    await pilot.press("ctrl+o")
    assert isinstance(front(pilot), AskLine)
    front(pilot).query_one(Input).value = str(file)
    await pilot.press("enter")
    await pilot.pause()


# --- as a template ---------------------------------------------------------------------------------------------


async def test_a_plan_without_names_is_a_template_in_two_keys(data_folder: Path) -> None:
    async with library(data_folder, (plain(),)) as pilot:
        await pilot.press("t")
        assert isinstance(front(pilot), SaveTemplateScreen)
        assert "Left behind: 6 people, 0 notes, the schools, the cluster and every date." in seen(pilot)
        assert "No known name is in its words." in seen(pilot)
        await pilot.press("ctrl+s")
        assert isinstance(front(pilot), LibraryScreen)
        assert current(pilot) == "a-talk"
        assert "2 Templates" in seen(pilot)
        assert await said(pilot) == "“A talk” is a template now."
    assert "title: A talk" in saved(data_folder, "a-talk.md")


async def test_each_name_is_shown_in_its_place_and_decided_on_by_one_key(data_folder: Path) -> None:
    async with library(data_folder, (naming(),)) as pilot:
        await pilot.press("t")
        assert "3 names are still in its words; 3 to decide" in seen(pilot)
        assert row(pilot, "The title").split() == [
            "█",
            "?",
            "The",
            "title",
            "Pairs",
            "at",
            "Melwern",
            "the",
            "cluster",
        ]
        await pilot.press("enter")
        assert "2 to decide" in seen(pilot)
        assert "Welcome, prompt" in seen(pilot)
        assert f"- Raj begins {HOSTILE}" in seen(pilot)
        await pilot.press("k")
        assert "stays" in row(pilot, "- Raj begins")
        assert "Welcome, private note" in seen(pilot)
        assert "may become  a school" in seen(pilot)
        await pilot.press("ctrl+s")
        assert "Names are still in its words" in await said(pilot)
        await pilot.press("enter")
        assert "becomes  a school" in seen(pilot)
        await pilot.press("ctrl+s")
        assert current(pilot) == "pairs-at-the-cluster"
    text = saved(data_folder, "pairs-at-the-cluster.md")
    assert "title: Pairs at the cluster" in text
    assert f"- Raj begins {HOSTILE}" in text
    assert "> At a school they waited." in text


async def test_all_names_are_decided_on_at_once(data_folder: Path) -> None:
    async with library(data_folder, (naming(),), size=(120, 40)) as pilot:
        await pilot.press("t", "K")
        assert "all decided" in seen(pilot)
        assert seen(pilot).count("stays") >= 3
        await pilot.press("escape", "t", "a", "ctrl+s")
        assert isinstance(front(pilot), LibraryScreen)
    text = saved(data_folder, "pairs-at-the-cluster.md")
    for name in ("Raj", "Gwern", "Melwern"):
        assert name not in text


async def test_what_was_decided_one_by_one_stays_so_when_the_rest_is_taken_at_once(data_folder: Path) -> None:
    async with library(data_folder, (naming(),)) as pilot:
        await pilot.press("t", "enter", "k", "a")
        assert "all decided" in seen(pilot)
        assert "stays" in row(pilot, "- Raj begins")
        await pilot.press("a", "K")
        assert "All are decided" in await said(pilot)
        await pilot.press("ctrl+s")
    text = saved(data_folder, "pairs-at-the-cluster.md")
    assert "Raj begins" in text
    assert "> At a school they waited." in text


async def test_that_there_is_a_template_with_this_title_is_pointed_out(data_folder: Path) -> None:
    async with library(data_folder, (plain(),)) as pilot:
        await pilot.press("t")
        assert "there is one with this title" not in seen(pilot)
        await pilot.press("ctrl+s", "1", "t")
        assert "there is one with this title" in row(pilot, "A talk")
        await put(pilot, "title", "A different talk")
        assert "there is one with this title" not in seen(pilot)


async def test_the_title_typed_is_searched_too_and_the_id_follows_until_somebody_types_one(
    data_folder: Path,
) -> None:
    async with library(data_folder, (plain(),)) as pilot:
        await pilot.press("t")
        await put(pilot, "title", "With Leader 03")
        assert "1 name is still in its words" in seen(pilot)
        assert front(pilot).query_one("#id", Input).value == "with-a-colleague"
        await put(pilot, "title", HOSTILE)
        assert "No known name is in its words." in seen(pilot)
        await put(pilot, "id", "Not an id")
        assert "small letters and hyphens" in row(pilot, "Known as")
        await pilot.press("ctrl+s")
        assert "“Not an id” is not what it can be known as" in await said(pilot)
        await put(pilot, "id", "melwern-talk")
        assert "it has a name in it" in row(pilot, "Known as")
        await put(pilot, "id", "our-own")
        await put(pilot, "title", "")
        assert front(pilot).query_one("#id", Input).value == "our-own"
        await pilot.press("ctrl+s")
        assert await said(pilot) == "It needs a title."
        await put(pilot, "title", HOSTILE)
        await pilot.press("ctrl+s")
        assert HOSTILE in seen(pilot)
    assert HOSTILE in saved(data_folder, "our-own.md")


async def test_saving_over_ones_own_asks_and_over_a_shipped_one_is_refused(data_folder: Path) -> None:
    async with library(data_folder, (plain(),)) as pilot:
        await pilot.press("t", "ctrl+s", "1", "t")
        assert front(pilot).query_one("#id", Input).value == "a-talk-2"
        await put(pilot, "id", "quality-pair-talk")
        await pilot.press("ctrl+s")
        assert "comes with the program" in await said(pilot)
        await put(pilot, "id", "a-talk")
        await put(pilot, "title", "Another title")
        await pilot.press("ctrl+s")
        assert "Save it in the place of the one there is?" in seen(pilot)
        await pilot.press("escape")
        assert "title: A talk" in saved(data_folder, "a-talk.md")
        await pilot.press("ctrl+s", "enter")
        assert isinstance(front(pilot), LibraryScreen)
    assert "title: Another title" in saved(data_folder, "a-talk.md")


async def test_leaving_saves_nothing_and_no_key_is_cut_off(data_folder: Path) -> None:
    async with library(data_folder, (naming(),)) as pilot:
        await pilot.press("t")
        keys = " ".join(seen(pilot).splitlines()[-1].split())
        assert keys == "Enter Take it k Keep a Take all K Keep all Ctrl+S Save Esc Back F1 Help"
        await pilot.press("shift+tab")
        assert "Take it" not in seen(pilot)
        await pilot.press("escape")
        assert isinstance(front(pilot), LibraryScreen)
    assert not (data_folder / "templates").exists()


# --- to a colleague --------------------------------------------------------------------------------------------


async def test_a_whole_session_is_handed_over_into_the_usual_folder(data_folder: Path, home: Path) -> None:
    one = plain(HOSTILE)
    async with library(data_folder, (one,)) as pilot:
        await pilot.press("h")
        assert f"Hand over “{HOSTILE}”" in seen(pilot)
        await pilot.press("enter")
        assert isinstance(front(pilot), Tell)
        text = " ".join(seen(pilot).split())
        assert "6 people and 0 notes, with every name and private note" in text
        assert "to be deleted by Wednesday 1 December 2027" in text
        await pilot.press("enter")
        assert isinstance(front(pilot), LibraryScreen)
        await pilot.press("h")
        assert front(pilot).query_one(Input).value.endswith(f"{one.id}.json")  # it is the same once more
    (file,) = (home / "Documents" / "facilitator").iterdir()
    assert file.read_bytes() == handed_over(Store(data_folder).load(one.id))


async def test_another_file_of_that_name_is_left_alone(data_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text("mine")
    async with library(data_folder, (plain(),)) as pilot:
        await pilot.press("h")
        front(pilot).query_one(Input).value = str(file)
        await pilot.press("enter")
        assert "left as it is" in " ".join(seen(pilot).split())
        assert isinstance(front(pilot), AskLine)
    assert file.read_text() == "mine"


async def test_a_template_is_handed_over_with_its_frameworks(data_folder: Path, home: Path) -> None:
    async with library(data_folder) as pilot:
        await pilot.press("2", "/", *"pair talk", "enter", "h", "enter")
        assert "with 1 framework it works on" in " ".join(seen(pilot).split())
        await pilot.press("enter", "escape", "3")
        assert "Hand over" not in seen(pilot)
    assert (home / "Documents" / "facilitator" / "quality-pair-talk.zip").is_file()


# --- from a colleague ------------------------------------------------------------------------------------------


async def test_a_session_is_taken_in_and_said_to_be_deleted_when(data_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "sent.json"
    file.write_bytes(handed_over(plain("Sent")))
    async with library(data_folder) as pilot:
        assert "Ctrl+O" in seen(pilot)
        await take_in(pilot, file)
        assert isinstance(front(pilot), Tell)
        assert "to be deleted by Wednesday 1 December 2027" in " ".join(seen(pilot).split())
        await pilot.press("enter")
        assert current(pilot) == plain().id
        await take_in(pilot, file)
        assert "is here already, just as in the file" in await said(pilot)


async def test_a_session_in_another_state_asks_and_comes_in_beside(data_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "sent.json"
    file.write_bytes(handed_over(plain("Sent")))
    async with library(data_folder, (plain("Here"),)) as pilot:
        await take_in(pilot, file)
        assert isinstance(front(pilot), Choose)
        assert "“Sent” is here already, and differs" in seen(pilot)
        await pilot.press("2")
        assert len(Store(data_folder).summaries()) == 1
        await take_in(pilot, file)
        await pilot.press("1", "enter")
        assert {one.title for one in Store(data_folder).summaries()} == {"Here", "Sent"}


async def test_a_session_in_the_bin_can_be_brought_back_instead(data_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "sent.json"
    file.write_bytes(handed_over(plain("Here")))
    async with library(data_folder, (plain("Here"),)) as pilot:
        await pilot.press("d", "enter")
        await take_in(pilot, file)
        assert "is in the bin" in seen(pilot)
        await pilot.press("1")
        await pilot.pause()
        assert current(pilot) == plain().id


async def test_a_bundle_is_taken_in_with_its_framework(data_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "sent.zip"
    file.write_bytes(bundle())
    async with library(data_folder) as pilot:
        await take_in(pilot, file)
        assert current(pilot) == "our-talk"
        assert await said(pilot) == "“Our talk” is taken in."
        await take_in(pilot, file)
        assert "is here already" in await said(pilot)
    assert (data_folder / "frameworks" / "fw.md").is_file()


async def test_a_changed_bundle_asks_which_one_is_to_count(data_folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    first.write_bytes(bundle())
    second.write_bytes(bundle(HOSTILE))
    async with library(data_folder) as pilot:
        await take_in(pilot, first)
        await take_in(pilot, second)
        assert "Which one is to count?" in seen(pilot)
        await pilot.press("2")  # beside it
        assert current(pilot) == "our-talk-2"
        assert HOSTILE in seen(pilot)
        await take_in(pilot, second)
        await pilot.press("1")  # in its place
        assert HOSTILE in saved(data_folder, "our-talk.md")


async def test_a_framework_that_differs_can_stay_as_it_is_here(data_folder: Path, tmp_path: Path) -> None:
    framework, file = tmp_path / "fw.md", tmp_path / "sent.zip"
    framework.write_text(write_framework(replace(build.framework(), title="Mine")), encoding="utf-8")
    file.write_bytes(bundle())
    async with library(data_folder) as pilot:
        await take_in(pilot, framework)
        assert current(pilot) == "fw"
        assert "3 Frameworks" in seen(pilot)
        await take_in(pilot, file)
        assert "The framework “fw” is here already" in " ".join(seen(pilot).split())
        await pilot.press("2")  # the template alone
        await pilot.pause()
        assert current(pilot) == "our-talk"
    assert "title: Mine" in (data_folder / "frameworks" / "fw.md").read_text("utf-8")


async def test_what_cannot_be_taken_in_is_said_where_it_is_asked(data_folder: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad [b].md"
    bad.write_text("---\nid: x\ntitle: X\n---\n# Talk\n- minutes: many\n- together: paris\n")
    waits = tmp_path / "waits.md"
    waits.write_text(write_template(as_template(build.session(), "our-talk", "Our talk")), encoding="utf-8")
    async with library(data_folder) as pilot:
        await take_in(pilot, tmp_path / "none")
        assert "There is no file" in seen(pilot)
        for file, words in ((bad, "line 6: Minutes are"), (waits, "There is no framework “fw”")):
            front(pilot).query_one(Input).value = str(file)
            await pilot.press("enter")
            assert words in " ".join(seen(pilot).split())
            assert isinstance(front(pilot), AskLine)
        assert "facilitator templates bundle" in " ".join(seen(pilot).split())


async def test_a_template_that_waits_for_its_framework_is_listed_and_says_so(data_folder: Path) -> None:
    own = data_folder / "templates"
    own.mkdir(parents=True)
    text = write_template(as_template(build.session(), "our-talk", "AAA our talk"))
    (own / "our-talk.md").write_text(text, encoding="utf-8")
    async with library(data_folder) as pilot:
        await pilot.press("n")
        assert "AAA our talk" in seen(pilot)
        assert "needs fw" in row(pilot, "AAA our talk")
        await pilot.press(*"aaa", "space")
        assert "the framework “fw”, which is not here" in await said(pilot)
        assert "facilitator templates bundle" in await said(pilot)
        assert "Choose at least one" in seen(pilot)
