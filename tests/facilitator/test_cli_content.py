"""``facilitator templates``, ``frameworks`` and ``doctor``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from facilitator.cli import doctor
from sessions.model import SCHEMA
from tests.facilitator.commandline import call, new_session

TEMPLATE = """\
---
id: our-own
title: Our own
---
What it is for.

# Talk
- minutes: 12
- together: {together}

## Talk
"""


def own(data: Path, text: str) -> Path:
    file = data / "templates" / "our-own.md"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    return file


def test_a_template_of_ones_own_is_listed_and_used(data_folder: Path) -> None:
    own(data_folder, TEMPLATE.format(together="pairs"))
    assert "our-own" in {one["id"] for one in call("templates", "list", "--json").json}
    assert call("new", "our-own", "--cluster", "C").line


def test_a_template_with_a_fault_is_left_out_and_said(data_folder: Path) -> None:
    file = own(data_folder, TEMPLATE.format(together="paris"))
    result = call("templates", "list", "--json")
    assert "our-own" not in {one["id"] for one in result.json}
    assert "1 file has a fault and is left out. “facilitator doctor” names them." in result.err
    (fault,) = call("doctor", "--json").json["faults"]
    assert (fault["path"], fault["line"]) == (str(file), 9)
    assert f"{file}:9" in call("doctor").out


def test_check_names_every_fault_of_every_file(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.md", tmp_path / "good.md"
    bad.write_text(TEMPLATE.format(together="paris") + "\n# Write\n- minuets: 3\n")
    good.write_text(TEMPLATE.format(together="pairs"))
    result = call("templates", "check", good, bad, status=1)
    assert f"{good}: no faults." in result.out
    assert f"{bad}:9" in result.out
    assert f"{bad}:14" in result.out
    assert "pairs" in result.out
    (line,) = result.err.splitlines()
    assert line.startswith(f"2 faults, the first in {bad}:9")
    assert call("templates", "check", good).err == ""


def test_check_gives_json(tmp_path: Path) -> None:
    bad = tmp_path / "bad.md"
    bad.write_text(TEMPLATE.format(together="paris"))
    (fault,) = call("templates", "check", "--json", bad, status=1).json
    assert fault.keys() >= {"path", "line", "text", "level", "message", "suggestion"}
    assert (fault["line"], fault["text"], fault["level"]) == (9, "- together: paris", "error")


@pytest.mark.parametrize("what", ["templates", "frameworks"])
def test_what_cannot_be_read_is_a_fault_of_that_file_alone(what: str, tmp_path: Path) -> None:
    latin = tmp_path / "latin.md"
    latin.write_bytes("---\nid: x\ntitle: Tŷ Môn\n---\n".encode("cp1252", "replace"))
    result = call(what, "check", tmp_path / "none.md", latin, tmp_path, status=1)
    assert f"{tmp_path / 'none.md'}: " in result.out
    assert f"{latin}:3" in result.out
    assert f"{tmp_path}: " in result.out


def test_the_bundled_files_have_no_faults() -> None:
    root = Path(__file__).parents[2]
    call("frameworks", "check", *sorted((root / "frameworks" / "content").glob("*.md")))
    call("templates", "check", *sorted((root / "sessions" / "templates").glob("*.md")))


def test_a_template_and_a_framework_are_shown_for_people() -> None:
    shown = call("templates", "show", "quality-pair-talk").out
    assert "# Pair talk on a leadership quality" in shown
    assert "| 09:00 | 5 | 1 Welcome |" in shown
    assert "| Evidence of impact | evidence |" in shown
    assert "  1.4 Treats a challenge" in call("frameworks", "show", "leadership-qualities").out
    assert call("templates", "show", "quality-pair-talk", "--json").json["steps"][0]["title"] == "Welcome"


def test_the_guide_to_a_template_is_written_as_markdown_or_a_page(tmp_path: Path) -> None:
    show = ("templates", "show", "quality-pair-talk")
    assert call(*show, "--format", "md").out == call(*show).out
    page = call(*show, "--format", "html").out
    assert page.startswith("<!DOCTYPE html>")
    assert call(*show, "--to", tmp_path / "talk.html").line == str(tmp_path / "talk.html")
    assert (tmp_path / "talk.html").read_text("utf-8") == page
    assert call(*show, "--to", tmp_path).line == str(tmp_path / "quality-pair-talk-guide.md")
    assert "13:30" in call(*show, "--start", "1.30 pm").out
    assert call(*show, "--json").json["minutes"]


def test_a_guide_is_never_written_over_another_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text("mine")
    show = ("templates", "show", "quality-pair-talk", "--to", file)
    assert "Give another name" in call(*show, status=1).err
    assert file.read_text() == "mine"
    file.unlink()
    call(*show)
    assert "just the same" in call(*show).err


def test_the_text_of_a_framework_has_lead_ins_and_what_commands_take(data_folder: Path) -> None:
    shown = call("frameworks", "show", "leadership-standards-wales-2011").out
    assert "  Knowledge and skills: Knows about… (1/1)" in shown
    assert "  1.1 what the schools of tomorrow may be like." in shown
    shown = call("frameworks", "show", "learning-in-another-context").out
    assert "Activities to be undertaken beyond a single school (#1)" in shown
    assert "(#1.16)" in shown
    own_framework = data_folder / "frameworks" / "wells.md"
    own_framework.parent.mkdir(parents=True)
    own_framework.write_text(
        "---\nid: wells\ntitle: Wells\n---\nWhy wells.\n\n# Dig\nDig *well*.\n\nKnows about…\n\n- water\n"
        "\n# Prompts\n\n## Reflection\n\n- What came up?\n"
    )
    rows = call("frameworks", "show", "wells").out.splitlines()
    assert rows[-9:] == [
        "Why wells.",
        "",
        "Dig (#1)",
        "  Dig well.",
        "  Knows about…",
        "  water (#1.1)",
        "",
        "Reflection",
        "  What came up?",
    ]


def test_a_framework_is_written_as_the_file_that_is_read_again(tmp_path: Path) -> None:
    export = ("frameworks", "export", "leadership-qualities")
    text = call(*export).out
    assert call(*export, "--format", "md").out == text
    path = Path(call(*export, "--to", tmp_path).line)
    assert path == tmp_path / "leadership-qualities.md"
    assert path.read_text("utf-8") == text
    assert "no faults" in call("frameworks", "check", path).out
    assert "just the same" in call(*export, "--to", path).err


def test_a_framework_is_written_as_a_page_to_print_whole_or_by_area(tmp_path: Path) -> None:
    export = ("frameworks", "export", "leadership-qualities")
    page = call(*export, "--format", "html").out
    assert page.startswith("<!DOCTYPE html>")
    assert call(*export, "--to", tmp_path / "q.html").line == str(tmp_path / "q.html")
    assert (tmp_path / "q.html").read_text("utf-8") == page
    some = Path(call(*export, "--format", "html", "--area", "2", "--area", "1", "--to", tmp_path).line)
    assert some.name == "leadership-qualities-1-2.html"
    text = some.read_text("utf-8")
    assert "Two of its seven qualities" in text
    assert "<strong>1.1</strong>" in text
    assert "<strong>3.1</strong>" not in text
    uncoded = ("frameworks", "export", "learning-in-another-context", "--format", "html")
    assert "sabbatical" in call(*uncoded, "--area", "#1").out


def test_an_area_that_is_not_there_or_does_not_fit_the_form_is_said() -> None:
    export = ("frameworks", "export", "leadership-qualities")
    assert "It has 1 Leading relies" in call(*export, "--format", "html", "--area", "9", status=1).err
    assert "--format html" in call(*export, "--area", "1", status=2).err
    assert "Did you mean" in call("frameworks", "export", "leadership-quality", status=1).err


@pytest.mark.parametrize("more", [("--format", "html"), ("--to", "x.md")])
def test_json_goes_with_no_other_form(more: tuple[str, str]) -> None:
    assert "not both" in call("templates", "show", "quality-pair-talk", "--json", *more, status=2).err


@pytest.mark.parametrize("what", ["templates", "frameworks"])
def test_what_is_not_there_is_said(what: str) -> None:
    assert f"“facilitator {what} list” shows" in call(what, "show", "zzzz", status=1).err
    assert "Did you mean " in call(what, "show", "leadership-quality-pair-talk", status=1).err


def test_lists_are_for_people_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    rows = [" ".join(line.split()) for line in call("frameworks", "list").out.splitlines()]
    assert "leadership-qualities Leadership qualities en 7 30" in rows
    assert "cluster-swap" in call("templates", "list").out


def test_the_doctor_says_what_is_open_and_where_things_are(tmp_path: Path, data_folder: Path) -> None:
    from sessions.store import Store

    session = new_session(tmp_path)
    with Store(data_folder).hold_console(session):
        found = call("doctor", "--json").json
        words = call("doctor").out
    assert [one["session"] for one in found["consoles"]] == [session]
    assert (found["sessions"], found["data"]["path"]) == (1, str(data_folder))
    assert session in words
    assert str(data_folder) in words


def test_the_doctor_makes_nothing(data_folder: Path) -> None:
    found = call("doctor", "--json").json
    assert (found["data"]["exists"], found["data"]["writable"]) == (False, True)
    assert not data_folder.exists()


def test_the_doctor_says_that_nothing_can_be_saved(data_folder: Path) -> None:
    data_folder.write_text("a file stands where the folder should be")
    found = call("doctor", "--json").json
    assert not found["data"]["writable"]
    assert any("Nothing can be saved" in advice for advice in found["advice"])


@pytest.mark.parametrize(
    ("size", "stage", "console"), [((60, 18), True, False), ((59, 40), False, False), ((80, 24), True, True)]
)
def test_the_doctor_knows_the_sizes_that_the_screens_take(
    size: tuple[int, int], stage: bool, console: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_terminal_size", lambda: size)
    found = call("doctor", "--json").json
    assert (found["terminal"]["stage"], found["terminal"]["console"]) == (stage, console)
    assert any("Make the terminal larger" in advice for advice in found["advice"]) is not console


def test_the_doctor_says_that_there_are_no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("doctor", "--json").json["terminal"]["colours"] == 16_777_216
    monkeypatch.setenv("NO_COLOR", "1")
    assert "NO_COLOR" in call("doctor").out
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.delenv("COLORTERM")
    assert call("doctor", "--json").json["terminal"]["colours"] == 256


def test_a_session_of_a_newer_version_is_named_and_left_alone(tmp_path: Path, data_folder: Path) -> None:
    session = new_session(tmp_path)
    file = data_folder / "sessions" / f"{session}.json"
    file.write_text(file.read_text().replace(f'"schema":{SCHEMA}', '"schema":99'))
    os.utime(file, (1, 1))
    (unreadable,) = call("doctor", "--json").json["unreadable"]
    assert unreadable["session"] == session
    assert "newer version" in call("sessions", "show", session, status=1).err
    assert '"schema":99' in file.read_text()
