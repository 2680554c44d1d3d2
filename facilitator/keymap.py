"""The keys that a person has changed: ``keys.json`` of the data folder, laid over the registry's own.

    {"live.next": ["pagedown", "n"], "live.skip": ["ctrl+k"], "live.swaps": []}

A command's id, and the keys for it instead of its usual ones; none leaves it in the palette alone. What cannot be
used is left out and named in a sentence each; the app starts all the same. Nothing here imports Textual.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from facilitator.commands import BESIDE, BY_ID, COMMANDS, KEY_NAMES, Command, commands_of, key_name

FILE = "keys.json"
# A clicker sends these. On the stage none of them may bring the console before the room.
CLICKER = ("pagedown", "pageup", "f5", "escape", "full_stop")
# Where a field is written in all the time, a printable key would type instead of acting.
_TYPING = {"capture", "arrivals", "adding", "step"}
# Digits, and a clicker's keys, stand for themselves there.
_THEMSELVES = {"choose.number", "hands.digit", "room.clicker"}
# Without these one could not leave, or not get back to one's own view.
_NEEDED = {"app.quit", "live.console", "room.leave"}
_FIELD_KEYS = {"tab": "goes from field to field", "shift+tab": "goes from field to field"}
# What a terminal cannot tell apart.
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "enter", "ctrl+h": "backspace"}
_PLAIN = {
    "enter", "escape", "space", "tab", "shift+tab", "backspace", "delete", "insert", "home", "end", "pageup",
    "pagedown", "up", "down", "left", "right", *(f"f{number}" for number in range(1, 13)),
}  # fmt: skip
_SAID = {
    "pgdn": "pagedown",
    "pgup": "pageup",
    "esc": "escape",
    "del": "delete",
    "return": "enter",
    "ins": "insert",
}
# As the terminal layer calls the characters whose Unicode name is another.
_SIGNS = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip


@dataclass(frozen=True)
class Keymap:
    """The keys of the commands that were changed, and what could not be used, a sentence each."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def command(self, command: Command) -> Command:
        """The command with the keys that apply."""
        return replace(command, keys=self.keys[command.id]) if command.id in self.keys else command

    def commands_of(self, *places: str) -> tuple[Command, ...]:
        """The commands of these parts of the app, with the keys that apply."""
        return tuple(self.command(command) for command in commands_of(*places))

    def key(self, id: str) -> str:
        """The first key of a command as people call it, for a sentence; where it has none left, that of the palette.
        Messages name keys by this alone, for any of them may have been changed."""
        keys = self.command(BY_ID[id]).keys or self.command(BY_ID["app.palette"]).keys
        return key_name((keys or BY_ID["app.palette"].keys)[0])

    @property
    def sentence(self) -> str:
        """What could not be used, in one sentence; "" where everything could."""
        if not self.problems:
            return ""
        if len(self.problems) == 1:
            return f"{FILE}: {self.problems[0]}"
        return (
            f"{FILE}: {len(self.problems)} things in it could not be used; “facilitator doctor” names them."
        )


def read_keymap(folder: Path) -> Keymap:
    """The keys of this data folder; without a file the usual ones."""
    try:
        text = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return Keymap()
    except OSError as error:
        return Keymap(problems=(f"It cannot be read ({error.strerror}); the usual keys apply.",))
    try:
        wanted = msgspec.json.decode(text, type=dict[str, list[str] | str])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Keymap(
            problems=('It is not in the form {"live.next": ["pagedown", "n"]}; the usual keys apply.',)
        )
    return keymap({id: [keys] if isinstance(keys, str) else keys for id, keys in wanted.items()})


def keymap(wanted: Mapping[str, Iterable[str]]) -> Keymap:
    """The keys that are wanted as far as they can be had. Rules: nothing a person needs to get out is lost, no key
    means two things on a screen, and what a field types is typed."""
    problems: list[str] = []
    keys: dict[str, tuple[str, ...]] = {}
    for id, names in wanted.items():
        if id in BY_ID and id not in _THEMSELVES:
            found = [key for name in names if (key := _usable(BY_ID[id], name, problems))]
            if found or not list(names):
                keys[id] = tuple(dict.fromkeys(found))
        else:
            problems.append(_no_command(id))
    for id in _NEEDED & keys.keys():
        keys[id] = tuple(dict.fromkeys([*keys[id], *BY_ID[id].keys]))
    _settle(keys, problems)
    return Keymap(keys, tuple(problems))


def key_of(name: str) -> str:
    """The key that is meant: "n", "?", "PgDn", "ctrl+k", "F7"; "" where there is none of that name."""
    if len(name) == 1:
        if not name.isprintable() or name == " ":
            return "space" if name == " " else ""
        if name.isalnum():
            return name
        key = unicodedata.name(name, "").lower().replace("-", "_").replace(" ", "_")
        return _SIGNS.get(key, key)
    said = name.strip().lower()
    named = {shown.lower(): key for key, shown in KEY_NAMES.items()}
    said = _SAID.get(said, named.get(said, said))
    if said in _PLAIN or said in KEY_NAMES:
        return said
    modifier, _, rest = said.partition("+")
    if modifier == "ctrl" and len(rest) == 1 and rest.isascii() and rest.isalpha():
        return said
    if modifier in ("shift", "ctrl", "ctrl+shift") and rest in ("up", "down", "left", "right", "home", "end"):
        return said
    return ""


def printable(key: str) -> bool:
    """Whether a key types something in a field."""
    return key == "space" or (key not in _PLAIN and "+" not in key)


def _usable(command: Command, name: str, problems: list[str]) -> str:
    """The key, or "" with the reason why this command cannot have it."""
    key = key_of(name)
    shown = f"“{name}”"
    if not key:
        problems.append(f"{command.id}: {shown} is not the name of a key.")
    elif key in _SAME:
        problems.append(f"{command.id}: {shown} cannot be told from {key_name(_SAME[key])} in a terminal.")
    elif key in _FIELD_KEYS and key not in command.keys:
        problems.append(f"{command.id}: {shown} {_FIELD_KEYS[key]}.")
    elif command.id == "live.console" and key in CLICKER:
        problems.append(f"live.console: {shown} is a clicker's key, and would show the room your own view.")
    elif command.where in _TYPING and printable(key) and key not in command.keys:
        problems.append(
            f"{command.id}: {shown} is typed into the field there; take an F key, or one with Ctrl."
        )
    else:
        return key
    return ""


def _no_command(id: str) -> str:
    if id in _THEMSELVES:
        return f"{id}: its keys stand for themselves and stay."
    from difflib import get_close_matches

    near = get_close_matches(id, BY_ID, n=1, cutoff=0.5)
    return f"There is no command “{id}”." + (f" Did you mean {near[0]}?" if near else "")


def _settle(keys: dict[str, tuple[str, ...]], problems: list[str]) -> None:
    """See to it that a key means one thing on every screen: the app's own keys stay, then what was asked for first."""
    asked = list(keys)
    for id in asked:
        for key in keys[id]:
            for other in _sharing(id):
                if key not in keys.get(other.id, other.keys) or _shared_anyway(id, other.id, key):
                    continue
                mine = _goes_first(id, other.id, key, asked)
                winner, loser = (id, other.id) if mine else (other.id, id)
                problems.append(f"“{key_name(key)}” means {winner} already, and cannot mean {loser} as well.")
                keys[loser] = tuple(k for k in keys.get(loser, BY_ID[loser].keys) if k != key)
                if loser == id:
                    break


def _goes_first(id: str, other: str, key: str, asked: list[str]) -> bool:
    """Whether the first of two has the key: what one cannot do without and what stands for itself, then the app's own
    keys as they come, then what was asked for, first come first served."""
    stays = _NEEDED | _THEMSELVES
    if id in stays and key in BY_ID[id].keys:
        return True
    if other in stays and key in BY_ID[other].keys:
        return False
    if other not in asked:
        return "app" not in (BY_ID[id].where, BY_ID[other].where)
    return asked.index(id) < asked.index(other)


def _sharing(id: str) -> list[Command]:
    """The other commands that a screen may have together with this one."""
    found = [one for one in COMMANDS if one.id != id and _together(BY_ID[id], one)]
    # What stands for itself last: of two reasons the other says more.
    return sorted(found, key=lambda one: one.id in _THEMSELVES)


def _together(one: Command, other: Command) -> bool:
    if "app" in (one.where, other.where) or one.where == other.where:
        return True
    beside_one, beside_other = BESIDE.get(one.where, ()), BESIDE.get(other.where, ())
    return bool({other.where, other.id} & {*beside_one} or {one.where, one.id} & {*beside_other})


def _shared_anyway(id: str, other: str, key: str) -> bool:
    """Whether the two have that key together as they come: "enter" on the library's three lists."""
    return key in BY_ID[id].keys and key in BY_ID[other].keys
