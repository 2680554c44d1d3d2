"""``facilitator templates save``, ``import`` and ``bundle``, ``sessions bundle`` and ``import``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from frameworks.writer import write_framework
from sessions.model import Session
from sessions.reuse import as_template
from sessions.store import Store
from sessions.template_writer import write_template
from tests import build
from tests.facilitator.commandline import Result, call, new_session

SHIPPED = Path(__file__).parents[2] / "sessions" / "templates"


def with_names(data: Path, session: str) -> None:
    """Put names of its people and of its cluster into a session's plan."""

    def change(one: Session) -> Session:
        steps = list(one.steps)
        steps[0] = replace(steps[0], prompt="## Good morning, Cwm Test", private="Alun begins. [/oops]")
        return replace(one, steps=tuple(steps))

    Store(data).change(session, "Names", change)


def elsewhere(folder: Path, *args: str | Path, status: int | None = 0) -> Result:
    """The command on a colleague's laptop."""
    return call(*args, "--data", folder / "elsewhere", status=status)


def sent(folder: Path, title: str = "Our talk") -> Path:
    """A template with a framework of its own, as a bundle that somebody sent."""
    data = folder / "sender"
    for kind, name, text in (
        ("frameworks", "fw", write_framework(build.framework())),
        ("templates", "talk", write_template(as_template(build.session(), "our-talk", title))),
    ):
        (data / kind).mkdir(parents=True, exist_ok=True)
        (data / kind / f"{name}.md").write_text(text, encoding="utf-8")
    file = folder / f"{title}.zip"
    call("templates", "bundle", "our-talk", "--to", file, "--data", data)
    return file


# --- templates save --------------------------------------------------------------------------------------------


def test_a_plan_without_names_is_saved_among_ones_own(tmp_path: Path, data_folder: Path) -> None:
    session = new_session(tmp_path, "--title", "Our morning")
    result = call("templates", "save", session, "--id", "our-own")
    assert result.line == str(data_folder / "templates" / "our-own.md")
    shown = call("templates", "show", "our-own", "--json").json
    steps = call("sessions", "show", session, "--json").json["steps"]
    assert [step["title"] for step in shown["steps"]] == [step["title"] for step in steps]
    assert shown["title"] == "Our morning"
    assert call("new", "our-own", "--cluster", "Another").line


def test_a_find_for_which_nothing_is_put_says_so(tmp_path: Path, data_folder: Path) -> None:
    session = new_session(tmp_path)
    words = "## See https://ysgol-dŵr.example/notes together"
    Store(data_folder).change(
        session, "Link", lambda one: replace(one, steps=(replace(one.steps[0], prompt=words), *one.steps[1:]))
    )
    said = call("templates", "save", session, "--id", "our-own", status=1).err.splitlines()[0]
    assert said.startswith("Welcome, prompt: ## See")
    assert "https://ysgol-dŵr.example/notes" in said
    assert said.endswith(" → is taken out")


def test_names_are_shown_and_nothing_is_saved_until_somebody_decides(
    tmp_path: Path, data_folder: Path
) -> None:
    session = new_session(tmp_path, "--title", "Pairs in Cwm Test")
    with_names(data_folder, session)
    result = call("templates", "save", session, "--id", "our-own", status=1)
    assert result.err.splitlines() == [
        "the title: Pairs in [Cwm Test] → the cluster",
        "Welcome, prompt: ## Good morning, [Cwm Test] → {cluster}",
        "Welcome, private note: [Alun] begins. [/oops] → A colleague",
        "3 names found, and nothing was saved. Replace them as shown with --neutral, or keep them with --keep-names.",
    ]
    assert result.out == ""
    assert not (data_folder / "templates").exists()


def test_neutral_words_take_the_places_of_names(tmp_path: Path, data_folder: Path) -> None:
    session = new_session(tmp_path, "--title", "Pairs in Cwm Test")
    with_names(data_folder, session)
    text = Path(call("templates", "save", session, "--id", "our-own", "--neutral").line).read_text("utf-8")
    assert "title: Pairs in the cluster" in text
    assert "## Good morning, {cluster}" in text
    assert "> A colleague begins. [/oops]" in text
    assert "Alun" not in text


def test_names_stay_where_somebody_says_so(tmp_path: Path, data_folder: Path) -> None:
    session = new_session(tmp_path)
    with_names(data_folder, session)
    file = tmp_path / "kept.md"
    result = call("templates", "save", session, "--id", "cwm-test", "--keep-names", "--to", file)
    assert result.line == str(file)
    assert "> Alun begins" in file.read_text("utf-8")
    assert "templates" not in {one.name for one in data_folder.iterdir()}


def test_an_id_with_a_name_in_it_is_refused(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    assert (
        "the id “cwm-test-talk”"
        in call("templates", "save", session, "--id", "cwm-test-talk", status=1).err.lower()
    )
    assert "a to z" in call("templates", "save", session, "--id", "Our Own", status=2).err
    both = call("templates", "save", session, "--id", "x", "--neutral", "--keep-names", status=2)
    assert "not both" in both.err


def test_saving_again_says_so_and_never_overwrites_unasked(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    save = ("templates", "save", session, "--id", "our-own")
    first = call(*save)
    assert "is here already." in call(*save).err
    other = call(*save, "--title", "Another", status=1)
    assert "--over" in other.err
    assert "title: Another" not in Path(first.line).read_text("utf-8")
    call(*save, "--title", "Another", "--over")
    assert "title: Another" in Path(first.line).read_text("utf-8")
    shipped = call("templates", "save", session, "--id", "quality-pair-talk", "--over", status=1)
    assert "comes with the program" in shipped.err
    assert "--over" not in shipped.err


def test_a_file_that_is_there_is_not_overwritten_either(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    file = tmp_path / "mine" / "plan.md"
    save = ("templates", "save", session, "--id", "our-own", "--to", file)
    call(*save)
    assert "just the same" in call(*save).err
    file.write_text("mine")
    assert "left as it is" in call(*save, status=1).err
    assert file.read_text() == "mine"
    call(*save, "--over")
    assert file.read_text("utf-8").startswith("---\nid: our-own")
    assert [one.name for one in file.parent.iterdir()] == ["plan.md"]


# --- templates bundle and import -------------------------------------------------------------------------------


def test_a_bundle_taken_in_twice_is_there_already(tmp_path: Path) -> None:
    file = sent(tmp_path)
    first = elsewhere(tmp_path, "templates", "import", file)
    assert first.line == "our-talk"
    assert "The framework “fw” is in " in first.err
    assert "is here already" in elsewhere(tmp_path, "templates", "import", file).err
    assert elsewhere(tmp_path, "new", "our-talk", "--cluster", "Theirs").line


def test_a_changed_one_asks_and_comes_in_over_or_beside(tmp_path: Path) -> None:
    elsewhere(tmp_path, "templates", "import", sent(tmp_path))
    other = sent(tmp_path, "Our other talk")
    refused = elsewhere(tmp_path, "templates", "import", other, status=1)
    assert len(refused.err.splitlines()) == 1
    assert "--over" in refused.err
    assert "--as NEW-ID" in refused.err
    assert elsewhere(tmp_path, "templates", "import", other, "--as", "their-talk").line == "their-talk"
    titles = {one["id"]: one["title"] for one in elsewhere(tmp_path, "templates", "list", "--json").json}
    assert (titles["our-talk"], titles["their-talk"]) == ("Our talk", "Our other talk")
    elsewhere(tmp_path, "templates", "import", other, "--over")
    titles = {one["id"]: one["title"] for one in elsewhere(tmp_path, "templates", "list", "--json").json}
    assert titles["our-talk"] == "Our other talk"


def test_a_changed_framework_asks_too(tmp_path: Path) -> None:
    own = tmp_path / "elsewhere" / "frameworks"
    own.mkdir(parents=True)
    mine = replace(build.framework(), title="Mine")
    (own / "fw.md").write_text(write_framework(mine), encoding="utf-8")
    file = sent(tmp_path)
    refused = elsewhere(tmp_path, "templates", "import", file, status=1)
    assert "The framework “fw” is here already, and not the same" in refused.err
    assert not (tmp_path / "elsewhere" / "templates").exists()
    elsewhere(tmp_path, "templates", "import", file, "--keep-frameworks")
    assert elsewhere(tmp_path, "frameworks", "show", "fw", "--json").json["title"] == "Mine"
    elsewhere(tmp_path, "templates", "import", file, "--as", "theirs")
    shown = elsewhere(tmp_path, "templates", "list", "--json").json
    assert {one["framework"] for one in shown if one["id"] == "theirs"} == {"fw-theirs"}
    assert elsewhere(tmp_path, "frameworks", "show", "fw", "--json").json["title"] == "Mine"


def test_one_that_comes_with_the_program_comes_in_beside_it_only(tmp_path: Path) -> None:
    file = tmp_path / "quality.md"
    text = (SHIPPED / "quality-pair-talk.md").read_text("utf-8")
    file.write_text(text, encoding="utf-8")
    assert "is here already" in call("templates", "import", file).err
    file.write_text(text.replace("minutes: 5", "minutes: 6"), encoding="utf-8")
    for options in ((), ("--over",)):
        refused = call("templates", "import", file, *options, status=1)
        assert "comes with the program" in refused.err
        assert "--over" not in refused.err
    assert call("templates", "import", file, "--as", "our-pair-talk").line == "our-pair-talk"


def test_what_comes_in_is_checked_first(tmp_path: Path, data_folder: Path) -> None:
    file = tmp_path / "bad.md"
    file.write_text("---\nid: x\ntitle: X\n---\n# Talk\n- minutes: many\n- together: paris\n")
    result = call("templates", "import", file, status=1)
    assert f"{file}:6" in result.err
    assert f"{file}:7" in result.err
    assert not (data_folder / "templates").exists()


def test_a_template_whose_framework_is_missing_says_which_and_where_to_get_it(tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    file.write_text(write_template(as_template(build.session(), "our-talk", "Our talk")), encoding="utf-8")
    own = tmp_path / "elsewhere" / "templates"
    own.mkdir(parents=True)
    (own / "talk.md").write_bytes(file.read_bytes())
    for said in (
        call("templates", "import", file, status=1).err,
        elsewhere(tmp_path, "new", "our-talk", "--cluster", "C", status=1).err,
        elsewhere(tmp_path, "templates", "show", "our-talk", status=1).err,
        elsewhere(tmp_path, "doctor").out,
    ):
        assert "“fw”" in said
        assert "facilitator templates bundle" in said
        assert "the folder “frameworks” of the data folder" in said
    elsewhere(tmp_path, "templates", "import", sent(tmp_path))
    assert elsewhere(tmp_path, "new", "our-talk", "--cluster", "C").line


def test_files_that_are_no_template_are_told_what_they_are(tmp_path: Path) -> None:
    framework, text = tmp_path / "fw.md", tmp_path / "notes.zip"
    framework.write_text(write_framework(build.framework()), encoding="utf-8")
    text.write_bytes(b"PK\x03\x04 and then nothing")
    session = tmp_path / "session.json"
    call("sessions", "bundle", new_session(tmp_path), "--to", session)
    assert "is a framework" in call("templates", "import", framework, status=1).err
    assert "is no bundle" in call("templates", "import", text, status=1).err
    assert "facilitator sessions import" in call("templates", "import", session, status=1).err
    assert "facilitator templates import" in call("sessions", "import", framework, status=1).err
    assert "There is no file" in call("templates", "import", tmp_path / "none", status=1).err
    assert "is a folder" in call("sessions", "import", tmp_path, status=1).err


# --- sessions bundle and import --------------------------------------------------------------------------------


def test_a_session_is_handed_over_whole_and_both_sides_know_until_when(tmp_path: Path) -> None:
    session = new_session(tmp_path, "--delete-by", "2099-12-01")
    bundled = call("sessions", "bundle", session, "--to", tmp_path)
    assert bundled.line == str(tmp_path / f"{session}.json")
    assert "to be deleted by Tuesday 1 December 2099" in bundled.err
    arrived = elsewhere(tmp_path, "sessions", "import", bundled.line)
    assert arrived.line == session
    assert "to be deleted by Tuesday 1 December 2099" in arrived.err
    shown = elsewhere(tmp_path, "sessions", "show", session, "--json").json
    assert shown == call("sessions", "show", session, "--json").json


def test_a_session_taken_in_twice_is_there_already_and_a_changed_one_comes_in_beside(
    tmp_path: Path, data_folder: Path
) -> None:
    session = new_session(tmp_path)
    file = call("sessions", "bundle", session, "--to", tmp_path / "one.json").line
    assert "here already, just as in the file" in call("sessions", "import", file).err
    with_names(data_folder, session)
    refused = call("sessions", "import", file, status=1)
    assert len(refused.err.splitlines()) == 1
    assert "--as-new" in refused.err
    new = call("sessions", "import", file, "--as-new").line
    assert {one["id"] for one in call("sessions", "list", "--json").json} == {session, new}
    assert call("sessions", "bundle", session, "--to", file, status=1).err.startswith("There is a file ")


def test_a_session_in_the_bin_is_not_brought_in_a_second_time_unasked(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    file = call("sessions", "bundle", session, "--to", tmp_path / "one.json").line
    call("sessions", "delete", session)
    assert f"facilitator sessions restore {session}" in call("sessions", "import", file, status=1).err


@pytest.mark.parametrize(("schema", "said"), [(1, ""), (99, "newer version")])
def test_older_sessions_are_brought_up_to_date_and_newer_ones_refused(
    schema: int, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "one.json"
    call("sessions", "bundle", new_session(tmp_path), "--to", file)
    tables = json.loads(file.read_text("utf-8"))
    tables["meta"]["1"]["schema"] = schema
    file.write_text(json.dumps(tables), encoding="utf-8")
    result = elsewhere(tmp_path, "sessions", "import", file, status=1 if said else 0)
    assert said in result.err
