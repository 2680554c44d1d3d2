"""The JSON that others rely on: keys may be added, none removed or renamed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.facilitator.commandline import call, new_session, step_asking


def test_frameworks_list() -> None:
    (found,) = [
        one for one in call("frameworks", "list", "--json").json if one["id"] == "leadership-qualities"
    ]
    assert {"id", "title", "language", "areas", "statements"} <= found.keys()
    assert (found["title"], found["language"]) == ("Leadership qualities", "en")
    assert (found["areas"], found["statements"]) == (7, 30)


def test_frameworks_show() -> None:
    found = call("frameworks", "show", "leadership-qualities", "--json").json
    assert {"id", "title", "language", "source", "areas", "prompts"} <= found.keys()
    assert found["prompts"].keys() >= {"opening", "reflection"}
    assert (len(found["prompts"]["opening"]), len(found["prompts"]["reflection"])) == (1, 7)
    area = found["areas"][0]
    assert {"ref", "code", "title", "definition", "groups"} <= area.keys()
    (group,) = area["groups"]
    assert group["title"] == ""
    assert {"ref", "code", "text"} <= group["statements"][3].keys()
    assert (group["statements"][3]["ref"], group["statements"][3]["code"]) == ("1.4", "1.4")


def test_templates_list() -> None:
    found = {one["id"]: one for one in call("templates", "list", "--json").json}
    assert {"quality-pair-talk", "cluster-swap"} <= found.keys()
    assert {"id", "title", "framework", "minutes"} <= found["quality-pair-talk"].keys()
    assert found["quality-pair-talk"]["framework"] == "leadership-qualities"
    assert (found["quality-pair-talk"]["minutes"], found["cluster-swap"]["minutes"]) == (76, 51)


def test_sessions_list(tmp_path: Path) -> None:
    session = new_session(tmp_path, "--date", "2026-12-01", "--title", "A morning")
    (found,) = call("sessions", "list", "--json").json
    assert (found["id"], found["title"], found["cluster"]) == (session, "A morning", "Cwm Test")
    assert (found["date"], found["start"], found["status"]) == ("2026-12-01", "09:00", "planned")
    assert (found["people"], found["notes"]) == (5, 0)
    assert (found["review_date"], found["delete_by"]) == ("2027-01-12", "2027-12-01")


def test_sessions_show(tmp_path: Path) -> None:
    session = _full_session(tmp_path)
    found = call("sessions", "show", session, "--json").json
    whole = {
        "id",
        "title",
        "cluster",
        "date",
        "start",
        "zone",
        "status",
        "focus",
        "review_date",
        "steps",
        "people",
    }
    assert whole | {"rounds", "notes", "actions", "points", "swaps"} <= found.keys()
    _each(found["steps"], "id title minutes template framework together from shared capture")
    _each([field for step in found["steps"] for field in step["capture"]], "key name kind hint")
    _each(found["people"], "id name school role here")
    _each(found["rounds"], "id step groups")
    _each([group for made in found["rounds"] for group in made["groups"]], "id label people")
    _each(found["notes"], "id step round group people shared cites fields")
    _each([cite for note in found["notes"] for cite in note["cites"]], "framework ref text")
    _each(found["actions"], "id note person what owner due state")
    _each(found["points"], "id person swap step focus reviews")
    _each(found["swaps"], "id person with from host dates")


def test_what_is_shown_hangs_together(tmp_path: Path) -> None:
    session = _full_session(tmp_path)
    found = call("sessions", "show", session, "--json").json
    mair, alun = (
        next(one["id"] for one in found["people"] if one["name"] == name)
        for name in ("Mair Pugh", "Alun Rees")
    )
    (swap,) = found["swaps"]
    assert (swap["person"], swap["with"], swap["from"], swap["host"]) == (
        mair,
        alun,
        "Ysgol Gwern",
        "Ysgol Bryn",
    )
    assert swap["dates"] == ["2027-01-05", "2027-01-12"]
    (point,) = found["points"]
    assert (point["person"], point["swap"], point["focus"]) == (
        mair,
        swap["id"],
        "how they welcome new staff",
    )
    (action,) = found["actions"]
    assert (action["person"], action["owner"], action["due"]) == (mair, mair, "2027-01-12")
    assert (action["what"], action["state"]) == ("Ask for the minutes", "open")


def test_doctor() -> None:
    found = call("doctor", "--json").json
    keys = {
        "version",
        "terminal",
        "data",
        "sessions",
        "bin",
        "consoles",
        "damaged",
        "unreadable",
        "faults",
        "advice",
    }
    assert keys <= found.keys()
    terminal = {"there", "columns", "rows", "stage", "console", "colours", "term", "encoding"}
    assert terminal <= found["terminal"].keys()
    assert {"path", "exists", "writable", "free"} <= found["data"].keys()


def _each(found: list[dict[str, Any]], keys: str) -> None:
    assert found
    assert all(set(keys.split()) <= one.keys() for one in found)


def _full_session(tmp_path: Path) -> str:
    """A session with one of everything."""
    from sessions import progress
    from sessions.store import Store
    from tests.facilitator.commandline import moment

    session = new_session(tmp_path, "--date", "2026-12-01", "--area", "1")
    store = Store(tmp_path / "data")
    talk = int(step_asking(session, "evidence")) - 2
    store.change(session, "Begin", lambda one: progress.enter(one, one.steps[talk - 1], moment()))
    words = ("--field", "Evidence of impact=In March", "--field", "action=Ask for the minutes")
    call(
        "note",
        session,
        "--step",
        step_asking(session, "evidence"),
        "--person",
        "Mair",
        "--cite",
        "1.4",
        *words,
    )
    dates = ("--date", "2027-01-12", "--date", "2027-01-05")
    swap = call("swap", session, "--person", "Mair Pugh", "--with", "alun", *dates).line
    step = ("--step", step_asking(session, "point-1"))
    call("point", session, *step, "--person", "Mair", "--focus", "how they welcome new staff", "--swap", swap)
    return session
