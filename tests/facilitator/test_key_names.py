"""Messages name a key by what it is now, and no key by heart: any of them may have been changed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import facilitator
from facilitator.commands import BY_ID, COMMANDS, key_name
from facilitator.keymap import Keymap, keymap

ROOT = Path(facilitator.__file__).parent
# Where keys are given their names.
REGISTRY = {"commands.py", "keymap.py"}
# What is no command's key, and so cannot be changed.
FIXED = {
    ("cli/sessions.py", "Ctrl+D"): "the terminal’s key for the end of what is typed",
    ("screens/room_card.py", "Esc"): "what a clicker sends",
    ("screens/arrivals.py", "y"): "a word of a school’s name",
    ("screens/capture_sheet.py", "F6"): "F6 always leads back, whatever other key does",
    ("dialogs/fitted.py", "→"): "between the minutes before and after",
}
# A dialog has keys of its own.
IN_DIALOGS = {"Enter", "Esc", "Tab", "F2"}
NAMES = {key_name(key) for command in COMMANDS for key in command.keys}
# Of names of keys that are words too, such as Home and End, none.
LONG = re.compile(r"(?<!\w)(Ctrl\+[A-Z]|F[1-9][0-2]?|PgDn|PgUp|Enter|Esc|Del|Tab|[←→↑↓])(?!\w)")
# "a" and "I" are words, and m is metres; an apostrophe has an s behind it, a placeholder a sign before or behind it.
LETTER = re.compile(r"(?<![\w’'“{%.-])([b-ln-zB-HJ-Z])(?![\w’'”}])")


def named(text: str) -> list[str]:
    """The keys that a message names."""
    found = LONG.findall(text)
    if " " in text.strip():
        found += LETTER.findall(text)
    return [name for name in found if name in NAMES]


def by_heart(path: Path) -> Iterator[tuple[str, str]]:
    """The keys that a module's messages name, each with the message; what explains the code is none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    explained = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
            for name in named(node.value):
                yield name, node.value
        # A single sign set in bold is a key too.
        if isinstance(node, ast.Tuple) and len(node.elts) == 2:
            sign, style = (getattr(one, "value", None) for one in node.elts)
            if isinstance(sign, str):
                name = sign.strip("() ")
                if name in NAMES and style in ("bold", "bold $now"):
                    yield name, sign


def found_by_heart() -> dict[tuple[str, str], str]:
    """Every key that a message of a screen, a widget, a dialog or a command names, by the module and the key."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        if where in REGISTRY:
            continue
        dialog, screen = where.startswith("dialogs/"), where.startswith(("screens/", "widgets/", "dialogs/"))
        for name, text in by_heart(path):
            if (screen or len(name) > 1) and not (dialog and name in IN_DIALOGS):
                found[where, name] = text
    return found


def test_no_message_names_a_key_by_heart() -> None:
    assert {at: text for at, text in found_by_heart().items() if at not in FIXED} == {}


def test_what_is_said_to_be_fixed_is_still_there() -> None:
    assert FIXED.keys() <= found_by_heart().keys()


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("It is gone. Ctrl+Z brings it back.", ["Ctrl+Z"]),
        ("Capture (c) writes notes down; F2 shares one.", ["F2", "c"]),
        ("Enter", ["Enter"]),
        ("A name, a date and I", []),
        ("’s list, 2.4 m wide", []),
    ],
)
def test_keys_are_found_in_messages(text: str, keys: list[str]) -> None:
    assert named(text) == keys


def test_a_message_names_the_key_that_applies_or_where_there_is_none_the_palette() -> None:
    found = keymap({"app.undo": ["ctrl+u"], "library.bin": [], "app.palette": ["f9"]})
    assert found.key("app.undo") == "Ctrl+U"
    assert found.key("library.bin") == "F9"
    assert Keymap().key("app.undo") == key_name(BY_ID["app.undo"].keys[0])
