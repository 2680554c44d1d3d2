"""The page for authors, docs/writing-templates.md: its examples are run, and its tables compared with the code.

A comment above a fence says what the text in it is. ``example`` is a template or framework, or a piece that is put
into one: ``begin FILE``, ``add [to FILE]``, ``after LINE``, ``before LINE`` go on building a file; ``whole`` is that
file as it stands; ``step`` and ``framework [LINE OF THE PARTICULARS]`` stand in a frame of their own. ``check`` is
what the command prints about the file as it stands, or, with ``OLD => NEW``, about the file with that slip in it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from facilitator.commands import BY_ID
from frameworks.library import FrameworkLibrary
from frameworks.reader import CODED, KEYS, WORDING, check_framework
from sessions.answers import NAMING, points
from sessions.field_line import KINDS
from sessions.fitting import check_in_full
from sessions.model import LEFT, Field, Step
from sessions.prompts import PLACEHOLDERS
from sessions.step_settings import CHOOSABLE, SETTINGS, TOGETHER, WORDS
from sessions.template_reader import KEYS as TEMPLATE_KEYS
from sessions.template_reader import OF_A_FRAMEWORK, parse_template
from tests.conftest import ROOT
from tests.facilitator.commandline import call

PAGE = (ROOT / "docs" / "writing-templates.md").read_text(encoding="utf-8")
KNOWN = {framework.id: framework for framework in FrameworkLibrary(None).all()}
STEP = "---\nid: example\ntitle: Example\nframework: leadership-qualities\n---\n# Talk\n- together: pairs\n\n"
FRAMEWORK = "---\nid: example\ntitle: Example\n{}---\n"

_FENCE = re.compile(
    r"(?:^<!-- (?P<what>example|check|commands)(?:: (?P<how>[^\n]*))? -->\n)?"
    r"^(?P<marks>`{3,})(?P<info>\w*)\n(?P<text>.*?)^(?P=marks)\n",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """A fence of the page with the file it is about; `name` is the file's, `slip` what is changed in it."""

    line: int
    what: str
    how: str
    text: str
    name: str
    file: str
    slip: tuple[str, str] = ("", "")

    def __str__(self) -> str:
        return f"line-{self.line}"


def built() -> Iterator[Block]:
    """The fences in order, each with the file as it stands with it."""
    files: dict[str, str] = {}
    name = ""
    for match in _FENCE.finditer(PAGE):
        what, how, text = match["what"] or "", match["how"] or "", match["text"]
        verb, _, rest = how.partition(" ")
        if what == "example":
            if verb == "begin":
                name, files[rest] = rest, text
            elif verb == "add":
                name = rest.removeprefix("to ") or name
                files[name] += f"\n{text}"
            elif verb in ("after", "before"):
                assert files[name].count(f"\n{rest}\n") == 1, how
                gap = "" if text.startswith("- ") else "\n"
                piece = text + gap + rest if verb == "before" else f"{rest}\n{text.rstrip()}"
                files[name] = files[name].replace(f"\n{rest}\n", f"\n{piece}\n")
            elif verb in ("step", "framework"):
                name = "example.md"
                files[name] = (
                    STEP if verb == "step" else FRAMEWORK.format(f"{rest}\n" if rest else "")
                ) + text
        old, _, new = how.replace("\\n", "\n").partition(" => ")
        slip = (old, new) if what == "check" and how else ("", "")
        line = PAGE.count("\n", 0, match.start("marks")) + 1
        yield Block(line, what, how, text, name, files.get(name, ""), slip)


BLOCKS = tuple(built())
EXAMPLES = [block for block in BLOCKS if block.what == "example"]
CHECKS = [block for block in BLOCKS if block.what == "check"]


def is_framework(text: str) -> bool:
    return "\n- minutes:" not in text


def table(heading: str, after: str = "") -> list[list[str]]:
    """The rows of the first table below a heading, without its head; `after` is a heading above that one."""
    text = PAGE[PAGE.index(f"\n{after}\n") if after else 0 :]
    lines = text[text.index(f"\n{heading}\n") :].split("\n|", 1)[1].split("\n\n")[0].split("\n")
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def coded(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def step(settings: str) -> Step:
    return parse_template(f"{STEP}# Next\n{settings}\n", "x.md", KNOWN).steps[-1]


def test_every_fence_is_run():
    assert [block.line for block in BLOCKS if not block.what] == []
    assert len(EXAMPLES) >= 15
    assert len(CHECKS) >= 15
    assert len(re.findall(r"^<!-- ", PAGE, re.MULTILINE)) == len(BLOCKS)


@pytest.mark.parametrize("block", EXAMPLES, ids=str)
def test_an_example_has_no_fault_and_fits(block: Block):
    if is_framework(block.file):
        assert check_framework(block.file, block.name) == []
        return
    assert check_in_full(block.file, block.name, KNOWN) == []


def test_the_whole_file_is_what_was_built():
    (whole,) = [block for block in BLOCKS if block.how == "whole"]
    assert whole.text == whole.file


@pytest.mark.parametrize("block", CHECKS, ids=str)
def test_check_says_what_the_page_says(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    old, new = block.slip
    assert not old or block.file.count(old) == 1
    (tmp_path / block.name).write_text(block.file.replace(old, new) if old else block.file, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    group = "frameworks" if is_framework(block.file) else "templates"
    said = call(group, "check", block.name, status=None)
    if block.text.startswith("$ "):
        assert block.text == f"$ facilitator {group} check {block.name}\n{said.out}{said.err}"
    else:
        assert block.text == said.out


def test_the_pages_links_lead_to_its_headings():
    text = re.sub(r"^(`{3,}).*?^\1", "", PAGE, flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}
    links = re.findall(r"\]\(#([^)]+)\)", PAGE)
    assert links
    assert set(links) <= anchors


def test_the_table_of_settings_has_every_setting_with_every_word_it_takes():
    rows = table("### Settings")
    assert [coded(row[0]) for row in rows] == [[name] for name in SETTINGS]
    listed = {coded(row[0])[0]: coded(row[1]) for row in rows}
    words = {"together": TOGETHER, **WORDS}
    words["choose"] = (*WORDS["choose"], *CHOOSABLE, "at most 5")
    words["for each"] = (*WORDS["for each"], "earlier", *LEFT)
    assert {name: listed[name] for name in words} == {name: list(known) for name, known in words.items()}


def test_what_the_tables_say_can_be_written():
    for row in table("### Settings"):
        (name,) = coded(row[0])
        words = coded(row[1]) if name not in ("choose", "for each", "capture") else WORDS.get(name, ())
        for word in words:
            setting = f"- {name}: {word.replace('STEP', 'Talk')}"
            framework = "- framework: leadership-standards-wales-2011\n" if name == "examples" else ""
            sitting = "- together: pairs\n" if name in ("choose", "from") else ""
            step(f"{framework}{sitting}{setting}")
    for setting in re.findall(r"^\| `((?:choose|for each): [^`]+)`", PAGE, re.MULTILINE):
        step(f"- together: pairs\n- {setting}")
    assert step(f"- for each: earlier {', '.join(LEFT)}").earlier == LEFT


def test_what_holds_where_a_setting_is_left_out_is_true():
    left_out = {coded(row[0])[0]: coded(row[3]) for row in table("### Settings") if coded(row[3])}
    assert left_out.keys() == {"minutes", "together", "schools", "cite", "shared"}
    for name, (word,) in left_out.items():
        assert step(f"- at: 12:30\n- {name}: {word}") == step("- at: 12:30")


def test_the_table_of_kinds_is_what_the_app_does_with_them():
    rows = table("### Kinds of fields")
    assert [coded(row[0]) for row in rows] == [[kind] for kind in KINDS]
    assert {coded(row[0])[0] for row in rows if row[3] == "yes"} == NAMING
    assert {coded(row[0])[0] for row in rows if row[4] == "yes"} == {*LEFT}
    ticked = {kind for kind in KINDS if points(Field(key="x", name="X", kind=kind, options=("a", "b")))}
    assert {coded(row[0])[0] for row in rows if "ticked" in row[2] or "as a scale" in row[2]} == ticked - {
        "state"
    }


def test_the_table_of_placeholders_has_each_of_them():
    rows = table("### Placeholders")
    assert [coded(row[0]) for row in rows] == [[f"{{{name}}}"] for name in PLACEHOLDERS]
    assert [coded(row[0])[0][1:-1] for row in rows if row[2] == "yes"] == [*OF_A_FRAMEWORK]


def test_the_tables_of_particulars_have_each_of_them():
    assert [coded(row[0]) for row in table("### Particulars")] == [[name] for name in TEMPLATE_KEYS]
    rows = {coded(row[0])[0]: coded(row[1]) for row in table("### Its particulars")}
    assert tuple(rows) == KEYS
    assert (rows["coded"], rows["wording"]) == ([*CODED], [*WORDING])


# For each thing worth a look, something that is: settings and prompt of a step called Talk; a framework.
LOOKS = {
    "The room turns 2 pages": "- minutes: 5\n\n" + "A line.\n\n" * 10,
    "The heading of “Talk” is cut": f"- minutes: 5\n\n## {'A long heading ' * 14}\n",
    "The settings ended at the blank line": "- minutes: 5\n\n- shared: own\n",
    "This looks like a setting": "\nminutes: 5\n",
    "This is no heading": "- minutes: 5\n\nWords.\n#Next\n",
    "Nothing is asked for": "- from: person\n",
    "A statement of": "- cite: standard, at least 1\n",
    "{area} needs a framework": "- framework: none\n\n{area}\n",
}
FRAMEWORK_LOOKS = {
    "There is no 1.2": "coded: areas, statements\n---\n# 1 A\n- 1.1 one\n- 1.3 two\n",
    "“1.1” looks like a code": "---\n# A\n- 1.1 one\n",
    "“Whoever” is read as the code": "coded: statements\n---\n# A\n- Whoever speaks\n",
    "This list is part of the definition": "---\n# A\n- one\n\nWords.\n\n- two\n",
    "These statements stand in no group": "---\n# A\n- one\n## G\n- two\n",
    "This is no heading": "---\n# A\n#B\n- one\n",
}


def said_in(heading: str, after: str, begins: str) -> str:
    (row,) = [row[0] for row in table(heading, after) if row[0].startswith(begins)]
    return row


# How the readers say that something is worth a look.
WARNING = ("note", "self.warn", "source.warn", "self.source.warn")


def warnings(module: str) -> Iterator[re.Pattern[str]]:
    """What a reader can say that is worth a look, whatever it puts into its words."""
    for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in (
            "note",
            "self.warn",
            "source.warn",
            "self.source.warn",
        ):
            message = node.args[1]
            parts = message.values if isinstance(message, ast.JoinedStr) else [message]
            yield re.compile(
                "".join(re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".*" for one in parts)
            )


@pytest.mark.parametrize(
    ("after", "modules"),
    [
        (
            "## Everything a template can say",
            ("sessions/template_reader.py", "sessions/stray_settings.py", "frameworks/source.py"),
        ),
        (
            "## A framework of your own",
            ("frameworks/reader.py", "frameworks/codes.py", "frameworks/source.py"),
        ),
    ],
)
def test_whatever_is_worth_a_look_stands_in_the_table(after: str, modules: tuple[str, ...]):
    rows = [row[0] for row in table("### What check finds worth a look", after)]
    said = [pattern for module in modules for pattern in warnings(module)]
    assert len(said) >= 5
    assert [pattern.pattern for pattern in said if not any(pattern.fullmatch(row) for row in rows)] == []


@pytest.mark.parametrize("begins", LOOKS)
def test_what_check_finds_worth_a_look_in_a_template(begins: str):
    text = f"---\nid: x\ntitle: X\nframework: leadership-qualities\n---\n# Talk\n{LOOKS[begins]}"
    found = check_in_full(text, "x.md", KNOWN)
    row = said_in("### What check finds worth a look", "## Everything a template can say", begins)
    assert [(fault.level, fault.message) for fault in found] == [("warning", row)]


@pytest.mark.parametrize("begins", FRAMEWORK_LOOKS)
def test_what_check_finds_worth_a_look_in_a_framework(begins: str):
    found = check_framework(f"---\nid: x\ntitle: X\n{FRAMEWORK_LOOKS[begins]}", "x.md")
    row = said_in("### What check finds worth a look", "## A framework of your own", begins)
    assert [(fault.level, fault.message) for fault in found] == [("warning", row)]


def test_the_commands_of_the_page_take_a_template_in_and_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for block in EXAMPLES:
        Path(block.name).write_text(block.file, encoding="utf-8")
    lines = [line for block in BLOCKS if block.what == "commands" for line in block.text.splitlines()]
    assert len(lines) >= 4
    for line in lines:
        dollar, program, *words = line.split()
        assert (dollar, program) == ("$", "facilitator")
        call(*words)
    assert "walk-and-talk" in {one["id"] for one in call("templates", "list", "--json").json}
    monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path / "a-colleague"))
    assert call("templates", "import", "walk-and-talk.zip").line == "walk-and-talk"


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`facilitator ([^`]+)`", PAGE))))
def test_a_command_that_is_named_is_there(command: str):
    words = command.split()
    used = call(*words[: 2 if words[0] in ("templates", "frameworks") else 1], "--help").out
    for option in re.findall(r"--[a-z]+", command):
        assert option in used


@pytest.mark.parametrize(
    ("key", "command"),
    [
        ("v", "live.choose"),
        ("h", "choose.hands"),
        ("t", "choose.winner"),
        ("ctrl+o", "library.take-in"),
        ("h", "library.hand-over"),
        ("t", "library.save-template"),
    ],
)
def test_a_key_that_is_named_does_it(key: str, command: str):
    assert key in BY_ID[command].keys
