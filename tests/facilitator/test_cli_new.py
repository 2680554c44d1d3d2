"""``facilitator new`` and ``facilitator sessions``."""

from __future__ import annotations

import codecs
from datetime import date, timedelta
from pathlib import Path

import pytest

from facilitator.cli.values import today
from sessions.dates import school_day
from tests.facilitator.commandline import PEOPLE, call, new_session


def show(session: str) -> dict[str, object]:
    found: dict[str, object] = call("sessions", "show", session, "--json").json
    return found


def names(session: str) -> list[tuple[str, str, str]]:
    people = call("sessions", "show", session, "--json").json["people"]
    return [(one["name"], one["school"], one["role"]) for one in people]


def test_new_prints_the_id_alone_and_says_the_rest_elsewhere(tmp_path: Path) -> None:
    listed = tmp_path / "people.txt"
    listed.write_text(PEOPLE)
    result = call(
        "new", "quality-pair-talk", "--cluster", "Cwm Test", "--date", "2026-12-01", "--people", listed
    )
    assert result.line.startswith("2026-12-01-cwm-test-")
    assert result.err == "5 people from 3 schools.\n"


def test_new_has_sensible_defaults() -> None:
    found = show(call("new", "quality-pair-talk", "--cluster", "Cwm Test").line)
    assert found["title"] == "Pair talk on a leadership quality"
    assert (found["date"], found["start"], found["status"]) == (today().isoformat(), "09:00", "planned")
    assert found["review_date"] == school_day(today() + timedelta(weeks=6)).isoformat()
    assert found["delete_by"] == (today() + timedelta(days=365)).isoformat()


def test_new_takes_everything_that_is_given() -> None:
    found = show(
        call(
            *(
                "new",
                "quality-pair-talk",
                "cluster-swap",
                "--cluster",
                "Cwm Test",
                "--title",
                "Our [b]morning[/b]",
            ),
            *("--date", "1.12.2026", "--start", "9.30", "--area", "1", "--area", "4"),
            *("--review", "12 January 2027", "--delete-by", "2027-06-30"),
        ).line
    )
    assert (found["title"], found["date"], found["start"]) == ("Our [b]morning[/b]", "2026-12-01", "09:30")
    assert (found["review_date"], found["delete_by"]) == ("2027-01-12", "2027-06-30")
    assert found["templates"] == ["quality-pair-talk", "cluster-swap"]
    focus = found["focus"]
    assert isinstance(focus, list)
    assert [one["ref"] for one in focus] == ["1", "4"]


def test_good_lines_are_kept_and_every_bad_one_is_said_with_its_number() -> None:
    text = "Glenys Hopkin, Ysgol Gwern, Head\n, Ysgol Bryn\n\n12345\nGlenys Hopkin, Ysgol Gwern\nMair Pugh; odd\n"
    result = call("new", "cluster-swap", "--cluster", "Cwm Test", "--people", "-", stdin=text.encode())
    said = result.err.splitlines()
    assert [line.partition(":")[0] for line in said[:-1]] == ["Line 2", "Line 4", "Line 5"]
    assert [name for name, _, _ in names(result.line)] == ["Glenys Hopkin", "Mair Pugh; odd"]


def test_an_empty_list_makes_a_session_without_people() -> None:
    result = call("new", "cluster-swap", "--cluster", "Cwm Test", "--people", "-", stdin=b"\n  \n")
    assert names(result.line) == []
    assert "empty" in result.err


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + "Name;School\nSiân Ŵyn;Ysgol Dŵr\n".encode(),
        codecs.BOM_UTF16_LE + "Name\tSchool\r\nSiân Ŵyn\tYsgol Dŵr\r\n".encode("utf-16-le"),
        "School,Name\nYsgol Dŵr,Siân Ŵyn\n".encode(),
    ],
    ids=["Excel's UTF-8", "Excel's Unicode text", "columns in another order"],
)
def test_lists_are_read_as_spreadsheets_save_them(data: bytes) -> None:
    session = call("new", "cluster-swap", "--cluster", "Cwm Test", "--people", "-", stdin=data).line
    assert names(session) == [("Siân Ŵyn", "Ysgol Dŵr", "")]


def test_a_list_in_windows_letters_is_read_too() -> None:
    data = "Siân Hughes, Ysgol Môn\n".encode("cp1252")
    session = call("new", "cluster-swap", "--cluster", "Cwm Test", "--people", "-", stdin=data).line
    assert names(session) == [("Siân Hughes", "Ysgol Môn", "")]


def test_people_are_recognised_from_an_earlier_session_of_the_cluster(tmp_path: Path) -> None:
    first = call("sessions", "show", new_session(tmp_path), "--json").json["people"]
    listed = "mair  PUGH, ysgol gwern\nAlun Rees, Ysgol Dŵr\n"
    result = call("new", "cluster-swap", "--cluster", "cwm test", "--people", "-", stdin=listed.encode())
    second = call("sessions", "show", result.line, "--json").json["people"]
    assert second[0]["id"] == next(one["id"] for one in first if one["name"] == "Mair Pugh")
    assert second[1]["id"] not in {one["id"] for one in first}
    assert "Alun Rees of Ysgol Dŵr is taken as a new person" in result.err


def test_two_hundred_people_are_no_trouble() -> None:
    listed = "\n".join(f"Leader {one}, School {one % 9}" for one in range(200))
    session = call(
        "new", "cluster-swap", "--cluster", "Cwm Test", "--people", "-", stdin=listed.encode()
    ).line
    assert len(names(session)) == 200


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--date", "30 February 2026"), "February 2026 has no day 30"),
        (("--date", "soon"), "“soon” is not a date"),
        (("--start", "25:00"), "A day has no 25:00"),
        (("--cluster", "  "), "--cluster"),
        (("--review", "2026-11-30"), "before the session itself"),
        (("--data", ""), "--data"),
    ],
)
def test_what_cannot_be_read_is_wrong_usage_and_says_what_to_write(
    options: tuple[str, ...], said: str
) -> None:
    result = call("new", "cluster-swap", "--cluster", "C", "--date", "2026-12-01", *options, status=2)
    assert said in result.err
    assert len(result.err.splitlines()) == 1
    assert result.out == ""


def test_an_unknown_template_is_refused_with_those_it_may_be() -> None:
    assert "“quality-pair-talk”" not in call("new", "zzz", "--cluster", "C", status=1).err
    assert "quality-pair-talk" in call("new", "pair-talk", "--cluster", "C", status=1).err
    assert "cluster-swap" in call("new", "clusterswap", "--cluster", "C", status=1).err


def test_an_unknown_area_is_refused_with_those_there_are() -> None:
    result = call("new", "quality-pair-talk", "--cluster", "C", "--area", "9", status=1)
    assert "1 Leading relies on reflection and innovation; 2 " in result.err
    assert call("sessions", "list", "--json").json == []


def test_a_list_that_is_not_there_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    result = call("new", "cluster-swap", "--cluster", "C", "--people", tmp_path / "none.csv", status=1)
    assert "none.csv" in result.err
    assert call("sessions", "list", "--json").json == []


def test_sessions_are_listed_for_people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    session = new_session(tmp_path, "--date", "2026-12-01", "--title", "A\x1b[31m red\ntitle")
    lines = call("sessions", "list").out.splitlines()
    assert lines[0].split() == ["session", "date", "start", "cluster", "title", "status", "people", "notes"]
    words = "2026-12-01 09:00 Cwm Test A[31m red title planned 5 0"
    assert lines[1].split() == [session, *words.split()]


def test_a_table_is_cut_to_the_width_of_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = new_session(tmp_path, "--title", "A title of many words " * 10)
    monkeypatch.setenv("COLUMNS", "90")
    lines = call("sessions", "list").out.splitlines()
    assert max(map(len, lines)) == 90
    assert "…" in lines[1]
    assert session in lines[1]


def test_an_empty_library_says_what_to_do() -> None:
    result = call("sessions", "list")
    assert (result.out, "facilitator new" in result.err) == ("", True)


def test_a_session_is_shown_with_the_numbers_that_commands_take(tmp_path: Path) -> None:
    session = new_session(tmp_path, "--date", "2026-12-01")
    out = call("sessions", "show", session[:12]).out
    assert "Tuesday 1 December 2026, 09:00" in out
    assert " 5  09:35   14  Write it down" in out
    assert "Siân Ŵyn-Jones" in out


def test_a_deleted_session_comes_back_from_the_bin(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    assert f"facilitator sessions restore {session}" in call("sessions", "delete", session[:14]).out
    assert call("sessions", "list", "--json").json == []
    assert "It is in the bin" in call("sessions", "show", session, status=1).err
    call("sessions", "restore", session[:14])
    assert [one["id"] for one in call("sessions", "list", "--json").json] == [session]


def test_a_session_that_is_not_there_is_said_with_how_to_find_those_that_are() -> None:
    for command in ("show", "delete", "restore"):
        assert "There is no session “x”" in call("sessions", command, "x", status=1).err


def test_a_beginning_that_fits_several_sessions_is_not_guessed(tmp_path: Path) -> None:
    both = {new_session(tmp_path, "--date", "2026-12-01") for _ in range(2)}
    said = call("sessions", "show", "2026", status=1).err
    assert all(session in said for session in both)


def test_what_can_be_read_of_a_damaged_session_comes_back(tmp_path: Path, data_folder: Path) -> None:
    session = new_session(tmp_path)
    file = data_folder / "sessions" / f"{session}.json"
    file.write_bytes(file.read_bytes()[:-3000])
    assert call("sessions", "list", "--json").json == []
    (damaged,) = call("doctor", "--json").json["damaged"]
    assert (damaged["session"], damaged["readable"]) == (session, True)
    assert "with what could be read of it" in call("sessions", "restore", session).out
    assert "is a damaged copy of a session that is in the library" in call("doctor").out
    assert [one["id"] for one in call("sessions", "list", "--json").json] == [session]


def test_damaged_sessions_are_not_hidden_and_none_is_chosen_unasked(
    tmp_path: Path, data_folder: Path
) -> None:
    both = [new_session(tmp_path, "--date", "2026-12-01") for _ in range(2)]
    for session in both:
        file = data_folder / "sessions" / f"{session}.json"
        file.write_bytes(file.read_bytes()[:-3000])
    assert "2 damaged files were set aside: see “facilitator doctor”." in call("sessions", "list").err
    assert "2 damaged files were set aside" in call("sessions", "show", both[0], status=1).err
    said = call("sessions", "restore", "2026", status=1).err
    assert "fits 2 sessions" in said
    assert all(session in said for session in both)
    call("sessions", "restore", both[0])
    assert "1 damaged file was set aside" in call("sessions", "list").err
    assert both[1] in call("sessions", "restore", "2026").out
    assert call("sessions", "list").err == ""


def test_a_picture_is_no_list_of_people(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    for name, data in ((str(picture), b""), ("-", picture.read_bytes())):
        result = call("new", "cluster-swap", "--cluster", "C", "--people", name, stdin=data, status=1)
        assert "not a text file" in result.err
    assert call("sessions", "list", "--json").json == []


def test_the_day_of_a_session_may_be_a_word() -> None:
    session = call("new", "cluster-swap", "--cluster", "C", "--date", "tomorrow").line
    assert date.fromisoformat(session[:10]) == today() + timedelta(days=1)
