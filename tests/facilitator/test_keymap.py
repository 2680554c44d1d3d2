"""The keys a person has changed: what can be had, what is said, and where it shows."""

import json
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.commands import BY_ID, COMMANDS, Command
from facilitator.keymap import CLICKER, FILE, Keymap, _together, key_of, keymap, printable, read_keymap
from facilitator.screens.help import HelpScreen
from tests.build import session
from tests.facilitator.library_app import said
from tests.facilitator.live_app import console, live, painted, settled

KEYS = [
    "n",
    "b",
    "x",
    "enter",
    "escape",
    "pagedown",
    "f5",
    "f6",
    "f9",
    "ctrl+k",
    "ctrl+q",
    "ctrl+z",
    "?",
    "nonsense",
]


def test_without_a_file_the_usual_keys_apply(data_folder: Path) -> None:
    assert read_keymap(data_folder) == Keymap()


def test_a_command_gets_the_keys_that_were_asked_for_and_none_is_possible() -> None:
    found = keymap({"live.next": ["PgDn", "n"], "live.swaps": [], "live.bell": ["Ctrl+K"]})
    assert found.keys == {"live.next": ("pagedown", "n"), "live.swaps": (), "live.bell": ("ctrl+k",)}
    assert found.problems == ()
    assert found.key("live.bell") == "Ctrl+K"
    assert found.key("live.swaps") == "Ctrl+P"


@pytest.mark.parametrize(
    ("name", "key"),
    [("n", "n"), ("N", "N"), ("?", "question_mark"), ("-", "minus"), ("/", "slash"), ("€", "euro_sign"),
     ("PgDn", "pagedown"), ("esc", "escape"), ("Ctrl+G", "ctrl+g"), ("f12", "f12"), ("Shift+Up", "shift+up"),
     (" ", "space"), ("f13", ""), ("ctrl+", ""), ("", ""), ("\n", "")],
)  # fmt: skip
def test_keys_are_called_as_people_and_keyboards_call_them(name: str, key: str) -> None:
    assert key_of(name) == key


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"live.nxt": ["n"]}, "Did you mean live.next?"),
        ({"live.next": ["bananas"]}, "“bananas” is not the name of a key"),
        ({"live.console": ["escape"]}, "clicker's key"),
        ({"capture.share": ["s"]}, "typed into the field"),
        (
            {"live.wall": ["x"], "live.qr": ["x"]},
            "“x” means live.wall already, and cannot mean live.qr as well",
        ),
        ({"live.wall": ["ctrl+z"]}, "“Ctrl+Z” means app.undo already"),
        ({"app.theme": ["f5"]}, "“F5” means live.stage already"),
        ({"live.skip": ["f6"]}, "“F6” means live.console already"),
        ({"live.wall": ["ctrl+i"]}, "cannot be told from Tab"),
        ({"hands.digit": ["a"]}, "stand for themselves"),
        ({"list.leave": ["d"]}, "“d” means"),
    ],
)
def test_what_cannot_be_had_is_named(wanted: dict[str, list[str]], words: str) -> None:
    assert words in keymap(wanted).sentence + " ".join(keymap(wanted).problems)


def test_a_key_taken_over_is_taken_from_the_command_that_had_it_and_two_may_change_places() -> None:
    taken = keymap({"live.skip": ["x"]})
    assert taken.keys == {"live.skip": ("x",), "live.qr": ()}
    assert len(taken.problems) == 1
    changed = keymap({"live.skip": ["x"], "live.qr": ["u"]})
    assert changed.problems == ()


@given(
    st.dictionaries(st.sampled_from(sorted(BY_ID)), st.lists(st.sampled_from(KEYS), max_size=3), max_size=8)
)
def test_whatever_is_asked_for_no_key_means_two_things_and_one_always_gets_out(
    wanted: dict[str, list[str]],
) -> None:
    found = keymap(wanted)
    shown = [found.command(command) for command in COMMANDS]
    assert "ctrl+q" in found.command(BY_ID["app.quit"]).keys
    assert "f6" in found.command(BY_ID["live.console"]).keys
    assert not {*CLICKER} & {*found.command(BY_ID["live.console"]).keys}
    sharing: dict[str, list[Command]] = {}
    for one in shown:
        for key in {*one.keys}:
            sharing.setdefault(key, []).append(one)
    for key, commands in sharing.items():
        for one, other in combinations(commands, 2):
            as_it_comes = key in BY_ID[one.id].keys and key in BY_ID[other.id].keys
            assert as_it_comes or not _together(one, other), (key, one.id, other.id)


@given(
    st.dictionaries(st.sampled_from(sorted(BY_ID)), st.lists(st.sampled_from(KEYS), max_size=3), max_size=8)
)
def test_a_printable_key_never_goes_before_what_is_typed(wanted: dict[str, list[str]]) -> None:
    from facilitator.commands import bindings_of

    found = keymap(wanted)
    for command in COMMANDS:
        for binding in bindings_of(found.command(command)):
            assert not (binding.priority and printable(binding.key)), (command.id, binding.key)


@pytest.mark.parametrize("text", ["", "[]", '{"live.next": 3}', "{", "\xff"])
def test_a_file_in_another_form_changes_nothing_and_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text, encoding="latin-1")
    found = read_keymap(tmp_path)
    assert not found.keys
    assert "the usual keys apply" in found.sentence


def test_the_registry_and_the_keys_are_read_without_textual() -> None:
    code = "import sys, facilitator.commands, facilitator.keymap; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


async def test_the_app_does_what_the_file_says_and_shows_it_in_footer_help_and_palette(
    data_folder: Path,
) -> None:
    data_folder.mkdir()
    keys = {"live.next": ["n", "pagedown"], "library.begin": ["o"], "live.nxt": ["y"]}
    (data_folder / FILE).write_text(json.dumps(keys), encoding="utf-8")
    async with console(session(), data_folder, library=True) as pilot:
        await pilot.press("2")
        await settled(pilot, "n Next")
        assert "n Next" in painted(pilot.app)
        assert "Did you mean live.next?" in await said(pilot)
        before = live(pilot).desk.session.progress
        await pilot.press("n")
        assert live(pilot).desk.session.progress != before
        bound = live(pilot).active_bindings
        assert bound["pagedown"].binding.priority
        assert not bound["n"].binding.priority
        # "space" was not asked for any more, and the other commands of the library keep "enter".
        assert "space" not in bound
        assert "enter" in pilot.app.screen_stack[0]._bindings.key_to_bindings
        entries = {entry.title: entry.help for entry in pilot.app.get_system_commands(live(pilot))}
        assert entries["Next"].endswith("n PgDn")
        await pilot.press("f1")
        await settled(pilot, "Everywhere")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "n PgDn  " in painted(pilot.app)


def test_every_command_can_be_asked_for_by_its_own_keys() -> None:
    def usual(command: Command) -> bool:
        return command.id not in ("choose.number", "hands.digit", "room.clicker")

    wanted = {command.id: command.keys for command in COMMANDS if usual(command)}
    assert keymap(wanted).problems == ()
