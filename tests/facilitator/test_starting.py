"""Starting is quick because little is done before the first picture, and nothing twice."""

import gc
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from textual.css import stylesheet
from textual.css.errors import StylesheetError
from textual.css.stylesheet import Stylesheet, StylesheetParseError

from facilitator.starting import OnceParsed, tidy_again
from tests.build import session
from tests.facilitator.library_app import library

# What the first picture of the library does without, and what takes long to load.
_LATER = (
    "exports", "facilitator.desk", "facilitator.dialogs", "facilitator.screens.framework_pages",
    "facilitator.screens.live", "facilitator.screens.plan", "filelock", "hashlib", "json", "markdown_it", "pyfiglet",
    "qrcode", "secrets", "sessions.forms", "sessions.locks", "sessions.planning", "sessions.progress",
    "sessions.rounds", "sessions.salvage", "sessions.storage", "sessions.template_reader", "sessions.topics",
    "tinydb", "wcwidth", "yaml",
)  # fmt: skip

_FIRST_PICTURE = """
import sys
from pathlib import Path
from typing import Any
import facilitator.__main__, facilitator.cli.screens
import textual.app, textual.drivers.linux_driver
before = set(sys.modules)
from facilitator.app import FacilitatorApp
app = FacilitatorApp(Path(sys.argv[1]))
screen = app.get_default_screen()
from facilitator.screens.library_shelves import Shelves
shelves = Shelves(app)
shelves.reload()
shelf = shelves.shelf("sessions", "")
drawn = [str(shelf.draw(line.item, 80)) for line in shelf.lines]
assert any("Cwm" in words for words in drawn), drawn
print(*sorted(set(sys.modules) - before))
"""


async def test_the_librarys_first_picture_loads_nothing_that_it_does_not_show(data_folder: Path):
    async with library(data_folder, [session()]):
        pass
    done = subprocess.run(
        [sys.executable, "-c", _FIRST_PICTURE, data_folder], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.split()
    assert "facilitator.screens.library" in loaded
    assert not [one for one in loaded if one in _LATER or one.startswith(("exports.", "tinydb."))]


async def test_no_style_is_parsed_twice_with_the_same_colours(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
):
    parsed: Counter[str] = Counter()
    parse = stylesheet.parse  # type: ignore[attr-defined]

    def counting(*args: Any, **options: Any):
        parsed[str((args, options))] += 1
        return parse(*args, **options)

    monkeypatch.setattr(stylesheet, "parse", counting)
    monkeypatch.setattr(OnceParsed, "_known", {})
    async with library(data_folder, [session()]) as pilot:
        await pilot.press("f1")
        await pilot.press("escape")
        await pilot.press("ctrl+l")
        await pilot.press("ctrl+l")
        assert isinstance(pilot.app.stylesheet, OnceParsed)
    assert len(parsed) > 20
    assert set(parsed.values()) == {1}


def test_a_stylesheet_says_the_same_as_textuals_own_through_every_change():
    ours, theirs = (kind(variables={"ink": "red"}) for kind in (OnceParsed, Stylesheet))
    for sheet in (ours, theirs):
        sheet.add_source("Static { color: $ink; }", read_from=("one", ""))
        sheet.reparse()
    assert ours.css == theirs.css
    for sheet in (ours, theirs):
        sheet.set_variables({"ink": "blue"})
        sheet.add_source("Static { color: $ink; width: 3; }", read_from=("one", ""))
        sheet.add_source("Input { background: $ink; }", read_from=("two", ""))
        sheet.reparse()
    assert ours.css == theirs.css
    assert "blue" in ours.css or "#0000FF" in ours.css


def test_a_style_with_a_fault_is_refused_and_changes_nothing():
    sheet = OnceParsed()
    sheet.add_source("Static { width: 3; }", read_from=("one", ""))
    sheet.reparse()
    before = sheet.css
    sheet.add_source("Static { width: of course; }", read_from=("two", ""))
    for _ in range(2):
        with pytest.raises((StylesheetError, StylesheetParseError)):
            sheet.reparse()
    sheet.source.pop(("two", ""))
    sheet.reparse()
    assert sheet.css == before


def test_memory_is_tidied_again_and_what_starting_left_is_not_looked_through():
    was, frozen = gc.isenabled(), gc.get_freeze_count()
    try:
        gc.disable()
        tidy_again()
        assert gc.isenabled()
        assert gc.get_freeze_count() > frozen
    finally:
        gc.unfreeze()
        (gc.enable if was else gc.disable)()


async def test_an_app_that_was_started_in_a_hurry_tidies_its_memory_soon(data_folder: Path):
    was = gc.isenabled()
    try:
        gc.disable()
        async with library(data_folder, [session()]) as pilot:
            for _ in range(50):
                if gc.isenabled():
                    break
                await pilot.pause(0.05)
            assert gc.isenabled()
    finally:
        gc.unfreeze()
        (gc.enable if was else gc.disable)()
