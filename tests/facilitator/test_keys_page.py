"""The page about keys lists every command as it is. After a command was added or changed:
`KEYS_PAGE=write .venv/bin/python -m pytest tests/facilitator/test_keys_page.py -n 0`."""

import json
import os
import re
from pathlib import Path

from facilitator.commands import COMMANDS
from facilitator.keymap import keymap
from facilitator.screens.help import _TITLES

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"
HEAD = "## Commands\n\n"


def listed() -> str:
    """The tables, a part of the app each."""
    parts = []
    for where in dict.fromkeys(command.where for command in COMMANDS):
        rows = [
            f"| `{one.id}` | {one.shown_keys} | {one.title}. {one.help} |".replace(" |  | ", " | | ")
            for one in COMMANDS
            if one.where == where
        ]
        parts.append(
            "\n".join(
                [f"### {_TITLES[where]}", "", "| command | keys | what it does |", "|---|---|---|", *rows]
            )
        )
    return "\n\n".join(parts) + "\n"


def test_the_page_lists_every_command_with_its_usual_keys() -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, _, after = text.partition(HEAD)
    if os.environ.get("KEYS_PAGE") == "write":
        PAGE.write_text(before + HEAD + listed(), encoding="utf-8")
        return
    assert after == listed()


def test_the_examples_of_the_page_can_be_used_as_they_stand() -> None:
    text = PAGE.read_text(encoding="utf-8")
    examples = re.findall(r"```json\n(.*?)```", text, re.DOTALL) + re.findall(r"`(\{.*?\})`", text)
    assert len(examples) == 2
    for example in examples:
        assert keymap(json.loads(example)).problems == ()
