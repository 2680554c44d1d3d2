"""``facilitator note``, ``point`` and ``swap``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pytest
from msgspec.structs import replace

from facilitator.cli.entry import Typed, add_note
from sessions import progress
from sessions.errors import FacilitatorError
from sessions.model import CiteRule, Field, Session, Step
from sessions.store import Store
from tests.facilitator.commandline import call, moment, new_session, step_asking

AREA = ("--field", "evidence=In the hall")


@pytest.fixture
def session(tmp_path: Path) -> str:
    """A session of the pair talk and the swap on the first of December."""
    return new_session(tmp_path, "--date", "2026-12-01")


@pytest.fixture
def in_pairs(session: str, tmp_path: Path) -> str:
    """The same, with its pairs made: five people, so a pair and a trio."""
    step = next(
        number - 1
        for number, one in enumerate(call("sessions", "show", session, "--json").json["steps"], 1)
        if one["roles"]
    )
    Store(tmp_path / "data").change(
        session, "Begin", lambda before: progress.enter(before, before.steps[step], moment())
    )
    return session


def shown(session: str) -> dict[str, Any]:
    found: dict[str, Any] = call("sessions", "show", session, "--json").json
    return found


def note(session: str, key: str, *rest: str, status: int = 0) -> Any:
    return call("note", session, "--step", step_asking(session, key), *rest, status=status)


def person(session: str, name: str) -> str:
    return next(str(one["id"]) for one in shown(session)["people"] if one["name"] == name)


def test_a_note_prints_its_id_once_it_is_there(session: str) -> None:
    given = note(
        session,
        "evidence",
        "--person",
        "Mair Pugh",
        "--cite",
        "1.4",
        "--field",
        "Evidence of impact=In March",
    )
    (found,) = shown(session)["notes"]
    assert given.line == found["id"]
    assert given.err == ""
    assert found["people"] == [person(session, "Mair Pugh")]
    assert found["fields"] == {"evidence": "In March"}
    assert [cite["ref"] for cite in found["cites"]] == ["1.4"]
    assert found["about"] == {"framework": "leadership-qualities", "ref": "1.4"}
    assert found["shared"] == "own"


def test_fields_go_by_name_or_key_in_any_case_and_keep_what_is_typed(session: str) -> None:
    note(
        *(session, "evidence", "--person", "pugh", "--cite", "1.4", "--cite", "1.5"),
        *(
            "--field",
            "evidence OF impact=a = b\n[b]c[/b]",
            "--field",
            "action= Ask ",
            "--field",
            "Who=\x1b[31mMair",
        ),
    )
    (found,) = shown(session)["notes"]
    assert found["fields"] == {"evidence": "a = b\n[b]c[/b]", "action": "Ask", "help": "[31mMair"}


def test_a_second_note_for_the_same_step_and_statement_is_a_new_one(session: str) -> None:
    first = note(session, "evidence", "--person", "Mair", "--cite", "1.4", "--field", "evidence=One")
    second = note(session, "evidence", "--person", "Mair", "--cite", "1.4", "--field", "evidence=Two")
    found = shown(session)["notes"]
    assert [(one["id"], one["fields"]["evidence"]) for one in found] == [
        (first.line, "One"),
        (second.line, "Two"),
    ]


@pytest.mark.parametrize("name", ["Siân Ŵyn-Jones", "siân", "ŵyn", "SIÂN JONES", "jones"])
def test_a_person_is_found_by_enough_of_the_name(session: str, name: str) -> None:
    note(session, "more", "--person", name, "--field", "more=Asking")
    assert shown(session)["notes"][0]["people"] == [person(session, "Siân Ŵyn-Jones")]


def test_a_person_is_found_by_their_id(session: str) -> None:
    who = person(session, "Alun Rees")
    note(session, "more", "--person", who, "--field", "more=Asking")
    assert shown(session)["notes"][0]["people"] == [who]


def test_a_name_that_fits_several_is_said_with_who_they_are(tmp_path: Path) -> None:
    session = new_session(
        tmp_path, people="Mair Pugh, Ysgol Gwern\nMair Pugh, Ysgol Bryn\nMair Rees, Ysgol Dŵr\n"
    )
    said = note(session, "more", "--person", "mair pugh", "--field", "more=x", status=1).err
    assert "Mair Pugh (Ysgol Gwern) or Mair Pugh (Ysgol Bryn)" in said
    said = note(session, "more", "--person", "mai", "--field", "more=x", status=1).err
    assert "Mair Rees (Ysgol Dŵr)" in said


def test_a_name_that_fits_nobody_is_said_with_whom_it_may_mean(session: str) -> None:
    assert (
        "Did you mean Mair Pugh?"
        in note(session, "more", "--person", "Mair Puhg", "--field", "more=x", status=1).err
    )


def test_a_step_that_asks_each_person_needs_one(in_pairs: str) -> None:
    assert "--person NAME" in note(in_pairs, "more", "--field", "more=x", status=2).err
    said = note(in_pairs, "evidence", "--pair", "1", "--cite", "1.4", *AREA, status=2).err
    assert "asks each person: say who with --person (Pair 1 is " in said


def test_a_step_that_asks_each_pair_takes_its_number_or_someone_in_it(in_pairs: str) -> None:
    group = shown(in_pairs)["rounds"][0]["groups"][1]
    member = next(one["name"] for one in shown(in_pairs)["people"] if one["id"] == group["people"][0])
    note(in_pairs, "headline", "--pair", "2", "--cite", "2.1", "--field", "Headline=Two by two")
    note(in_pairs, "headline", "--person", member, "--cite", "2.1", "--field", "Headline=Again")
    for found in shown(in_pairs)["notes"]:
        assert (found["group"], found["people"], found["shared"]) == (group["id"], group["people"], "room")
        assert found["round"] == shown(in_pairs)["rounds"][0]["id"]


def test_a_step_that_asks_each_pair_says_which_there_are(in_pairs: str) -> None:
    said = note(in_pairs, "headline", "--cite", "2.1", "--field", "Headline=x", status=2).err
    assert "--pair N (Pair 1 to Pair 2)" in said
    said = note(in_pairs, "headline", "--pair", "3", "--cite", "2.1", "--field", "Headline=x", status=1).err
    assert "There is no group 3" in said
    assert "Pair 1 and Pair 2" in said


def test_pairs_that_are_not_made_yet_are_said_to_be_so(session: str) -> None:
    said = note(session, "headline", "--pair", "1", "--cite", "2.1", "--field", "Headline=x", status=1).err
    assert "has no groups yet" in said


def test_someone_who_was_not_ticked_off_can_still_hand_a_sheet_in(in_pairs: str, tmp_path: Path) -> None:
    who = person(in_pairs, "Alun Rees")
    Store(tmp_path / "data").change(
        in_pairs,
        "Ticked",
        lambda one: replace(one, people=tuple(replace(p, here=p.id != who) for p in one.people)),
    )
    note(in_pairs, "more", "--person", "Alun", "--field", "more=x")
    assert shown(in_pairs)["notes"][0]["people"] == [who]


def test_cites_are_checked_against_the_framework_and_the_form(session: str) -> None:
    mair = (session, "evidence", "--person", "Mair")
    assert "asks for at least 1 behaviour: give it with --cite" in note(*mair, *AREA, status=2).err
    assert "There is no “9.9” to cite" in note(*mair, "--cite", "9.9", *AREA, status=1).err
    assert "is a whole quality. Cite a behaviour: 1.1, " in note(*mair, "--cite", "1", *AREA, status=1).err
    assert shown(session)["notes"] == []


@pytest.mark.parametrize(
    ("field", "status", "said"),
    [
        ("In March", 2, "has no “=”"),
        ("Nonsense=In March", 1, "The form has no field “Nonsense”. It has “Evidence of impact”, “Actions"),
        ("evidence=  ", 2, "no words"),
    ],
)
def test_a_field_that_is_none_is_said_with_those_there_are(
    session: str, field: str, status: int, said: str
) -> None:
    given = note(session, "evidence", "--person", "Mair", "--cite", "1.4", "--field", field, status=status)
    assert said in given.err


def test_a_step_that_is_none_or_writes_nothing_down_is_said(session: str) -> None:
    rest = ("--person", "Mair", "--field", "a=b")
    assert (
        "There is no step 99: the plan has 13 steps"
        in call("note", session, "--step", "99", *rest, status=1).err
    )
    assert "Steps 5, 6, 7, " in call("note", session, "--step", "1", *rest, status=1).err
    assert call("note", session, "--step", "0", *rest, status=2).err
    assert call("note", session, "--step", "one", *rest, status=2).err


def test_undo_knows_what_a_note_was(session: str, tmp_path: Path) -> None:
    store = Store(tmp_path / "data", by="command line")
    note(session, "more", "--person", "Mair", "--field", "more=x")
    assert store.undo(session) is None
    assert len(shown(session)["notes"]) == 1


def form(step: Step, session: Session) -> Session:
    return replace(session, steps=(step,), meta=replace(session.meta, steps=(step.id,)))


@pytest.fixture
def made(session: str, tmp_path: Path) -> Session:
    """The session as the domain has it, for steps of other shapes."""
    return Store(tmp_path / "data").load(session)


STEP = Step(id="s", title="Ask", framework="leadership-qualities", source="room", shared="room")
TEXT = Field(key="text", name="Text")


def test_the_room_says_something_without_anybody_being_named(made: Session) -> None:
    asked = form(replace(STEP, capture=(TEXT,)), made)
    (found,) = add_note(asked, Typed(note_id="n1", step=1, fields=("Text=Hello",)), moment()).notes
    assert (found.people, found.group, found.fields, found.shared) == ((), "", {"text": "Hello"}, "room")
    with pytest.raises(click.UsageError, match="asks the room"):
        add_note(asked, Typed(note_id="n1", step=1, person="Mair", fields=("Text=Hello",)), moment())


def test_a_school_is_named_by_someone_of_it(made: Session) -> None:
    asked = form(replace(STEP, source="school", capture=(TEXT,)), made)
    (found,) = add_note(
        asked, Typed(note_id="n1", step=1, person="Mair", fields=("Text=Hi",)), moment()
    ).notes
    assert found.school == "Ysgol Gwern"
    assert len(found.people) == 2
    with pytest.raises(click.UsageError, match="asks each school"):
        add_note(asked, Typed(note_id="n1", step=1, fields=("Text=Hello",)), moment())


def test_a_form_for_each_statement_needs_the_one_it_is_about(made: Session) -> None:
    asked = form(replace(STEP, for_each="statement", capture=(TEXT,)), made)
    typed = Typed(note_id="n1", step=1, cites=("1.4",), fields=("Text=Hello",))
    (found,) = add_note(asked, typed, moment()).notes
    assert found.about is not None
    assert (found.about.ref, [cite.ref for cite in found.cites]) == ("1.4", ["1.4"])
    with pytest.raises(click.UsageError, match="which with one --cite, such as --cite 1"):
        add_note(asked, Typed(note_id="n1", step=1, fields=("Text=Hello",)), moment())


def test_a_form_for_each_area_takes_the_area_or_a_statement_in_it(made: Session) -> None:
    asked = form(replace(STEP, for_each="area", capture=(TEXT,)), made)
    for ref, cites in (("2", []), ("2.3", ["2.3"])):
        typed = Typed(note_id="n1", step=1, cites=(ref,), fields=("Text=Hello",))
        (found,) = add_note(asked, typed, moment()).notes
        assert found.about is not None
        assert (found.about.ref, [cite.ref for cite in found.cites]) == ("2", cites)


def test_no_more_is_cited_than_the_form_takes(made: Session) -> None:
    asked = form(replace(STEP, cite=CiteRule(what="behaviour", at_most=1), capture=(TEXT,)), made)
    with pytest.raises(click.UsageError, match="at most 1 behaviour; 2 were given"):
        add_note(asked, Typed(note_id="n1", step=1, cites=("1.1", "1.2"), fields=("Text=Hello",)), moment())


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (Field(key="f", name="F", kind="date"), "1 December 2026", "2026-12-01"),
        (Field(key="f", name="F", kind="yes/no"), "Y", "yes"),
        (Field(key="f", name="F", kind="scale", options=("not yet", "often")), "OFT", "often"),
        (Field(key="f", name="F", kind="person"), "mair  pugh", "Mair Pugh"),
        (Field(key="f", name="F", kind="person"), "the caretaker", "the caretaker"),
        (Field(key="f", name="F", kind="lines"), "one\ntwo", "one\ntwo"),
    ],
)
def test_words_are_checked_by_the_kind_of_their_field(
    made: Session, field: Field, typed: str, kept: str
) -> None:
    asked = form(replace(STEP, capture=(field,)), made)
    note = Typed(note_id="n1", step=1, fields=(f"f={typed}",))
    (found,) = add_note(asked, note, moment()).notes
    assert found.fields == {"f": kept}


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (Field(key="f", name="F", kind="date"), "30.2.2026", "“F” is a date. February 2026 has no day 30"),
        (Field(key="f", name="F", kind="yes/no"), "perhaps", "answered yes or no"),
        (Field(key="f", name="F", kind="scale", options=("not yet", "often")), "7", "“not yet” or “often”"),
    ],
)
def test_words_that_their_field_cannot_take_are_refused(
    made: Session, field: Field, typed: str, said: str
) -> None:
    asked = form(replace(STEP, capture=(field,)), made)
    with pytest.raises(click.UsageError, match=said):
        add_note(asked, Typed(note_id="n1", step=1, fields=(f"f={typed}",)), moment())


def test_lines_may_be_given_one_by_one_and_nothing_else_twice(made: Session) -> None:
    lines = form(replace(STEP, capture=(Field(key="f", name="F", kind="lines"),)), made)
    (found,) = add_note(lines, Typed(note_id="n1", step=1, fields=("f=one", "f=two")), moment()).notes
    assert found.fields == {"f": "one\ntwo"}
    text = form(replace(STEP, capture=(TEXT,)), made)
    with pytest.raises(click.UsageError, match="twice"):
        add_note(text, Typed(note_id="n1", step=1, fields=("text=one", "Text=two")), moment())


def test_a_field_may_have_the_equals_sign_in_its_name(made: Session) -> None:
    asked = form(replace(STEP, capture=(Field(key="f", name="1 = never"), TEXT)), made)
    (found,) = add_note(asked, Typed(note_id="n1", step=1, fields=("1 = never=x=y",)), moment()).notes
    assert found.fields == {"f": "x=y"}


def test_a_framework_is_needed_to_cite_from(made: Session) -> None:
    asked = replace(form(replace(STEP, framework="", capture=(TEXT,)), made), frameworks=())
    with pytest.raises(FacilitatorError, match="works on no framework"):
        add_note(asked, Typed(note_id="n1", step=1, cites=("1.1",), fields=("text=one",)), moment())


def test_points_fill_a_leaders_places_one_by_one_and_then_a_new_note(session: str) -> None:
    step = ("--step", step_asking(session, "point-1"))
    ids = [
        call("point", session, *step, "--person", "Mair", "--focus", f"Point {number}").line
        for number in range(1, 5)
    ]
    found = shown(session)
    assert [point["id"] for point in found["points"]] == ids
    assert [point["focus"] for point in found["points"]] == ["Point 1", "Point 2", "Point 3", "Point 4"]
    assert [len(one["fields"]) for one in found["notes"]] == [3, 1]


def test_a_point_never_fills_somebody_elses_place(session: str) -> None:
    step = ("--step", step_asking(session, "point-1"))
    for name in ("Mair", "Alun"):
        call("point", session, *step, "--person", name, "--focus", "The same")
    assert [len(one["people"]) for one in shown(session)["notes"]] == [1, 1]


def test_a_point_may_belong_to_a_swap_of_that_person_only(session: str) -> None:
    step = ("--step", step_asking(session, "point-1"))
    swap = call("swap", session, "--person", "Mair", "--host", "Ysgol Bryn").line
    point = call("point", session, *step, "--person", "Mair", "--focus", "x", "--swap", swap).line
    assert [(one["id"], one["swap"]) for one in shown(session)["points"]] == [(point, swap)]
    said = call("point", session, *step, "--person", "Alun", "--focus", "x", "--swap", swap, status=1).err
    assert "Alun Rees takes no part in the swap" in said
    assert call("point", session, *step, "--person", "Mair", "--focus", "x", "--swap", "w0", status=1).err


def test_a_step_without_learning_points_says_which_has_some(session: str) -> None:
    said = call("point", session, "--step", "5", "--person", "Mair", "--focus", "x", status=1).err
    assert f"Give --step {step_asking(session, 'point-1')}." in said
    step = ("--step", step_asking(session, "point-1"))
    assert call("point", session, *step, "--person", "Mair", "--focus", " ", status=2).err


def test_a_visit_goes_to_a_school_of_any_name(session: str) -> None:
    call("swap", session, "--person", "Mair", "--host", "ysgol  bryn", "--date", "2027-02-01")
    call("swap", session, "--person", "Mair", "--host", "A fire station")
    assert [(one["host"], one["with"], one["dates"]) for one in shown(session)["swaps"]] == [
        ("Ysgol Bryn", "", ["2027-02-01"]),
        ("A fire station", "", []),
    ]


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (("--with", "Glenys"), 1, "Mair Pugh and Glenys Hopkin are both of Ysgol Gwern"),
        (("--with", "Mair"), 1, "themselves"),
        (("--host", "ysgol gwern"), 1, "is of Ysgol Gwern already"),
        (("--with", "Nobody"), 1, "Nobody in this session is called"),
        ((), 2, "--with NAME for a swap or --host SCHOOL for a visit"),
        (("--with", "Alun", "--host", "Ysgol Bryn"), 2, "one of them"),
        (("--with", "Alun", "--date", "2027-02-30"), 2, "February 2027 has no day 30"),
    ],
)
def test_swaps_that_cannot_be_are_refused_in_words(
    session: str, options: tuple[str, ...], status: int, said: str
) -> None:
    assert said in call("swap", session, "--person", "Mair", *options, status=status).err
    assert shown(session)["swaps"] == []


AUDIT = (
    Field(key="what", name="Action", kind="action"),
    Field(key="who", name="Owner", kind="owner"),
    Field(key="when", name="By when", kind="due"),
    Field(key="state", name="State", kind="state"),
    Field(key="sign", name="Sign", kind="progress"),
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (("who=mair, the governors", "when=12 Jan 2027"), {"who": "Mair Pugh, the governors", "when": "2027-01-12"}),
        (("state=x", "sign=Fewer memos"), {"state": "dropped", "sign": "Fewer memos"}),
        (("state=open",), {"state": "still open"}),
    ],
)  # fmt: skip
def test_owner_due_date_and_state_are_taken_and_kept_in_full(
    made: Session, typed: tuple[str, ...], kept: dict[str, str]
) -> None:
    asked = form(replace(STEP, capture=AUDIT), made)
    (found,) = add_note(asked, Typed(note_id="n1", step=1, fields=typed), moment()).notes
    assert found.fields == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "when=before half-term",
            "“By when” is a date. “before half-term” is not a date. Write it like 1 Dec",
        ),
        ("state=nearly", "“State” is answered done, still open or dropped, not “nearly”"),
    ],
)
def test_a_due_date_or_state_that_is_none_is_refused(made: Session, typed: str, said: str) -> None:
    asked = form(replace(STEP, capture=AUDIT), made)
    with pytest.raises(click.UsageError, match=said):
        add_note(asked, Typed(note_id="n1", step=1, fields=(typed,)), moment())


def test_a_name_that_may_be_two_people_is_refused_in_a_field_for_one(made: Session) -> None:
    twins = (made.people[0], replace(made.people[0], id="other", name=f"{made.people[0].name} Hughes-Two"))
    asked = form(replace(STEP, capture=(Field(key="f", name="With whom", kind="person"),)), made)
    asked = replace(asked, people=twins)
    first = made.people[0].name.split()[0]
    with pytest.raises(click.UsageError, match=r"That may be .* or .*Hughes-Two"):
        add_note(asked, Typed(note_id="n1", step=1, fields=(f"f={first}",)), moment())
    exact = Typed(note_id="n1", step=1, fields=(f"f={made.people[0].name}",))
    assert add_note(asked, exact, moment()).notes[0].fields == {"f": made.people[0].name}


def test_an_action_written_with_owner_and_date_is_shown_with_both(session: str, tmp_path: Path) -> None:
    Store(tmp_path / "data").change(session, "Ask", lambda before: form(replace(STEP, capture=AUDIT), before))
    call(
        *("note", session, "--step", "1", "--field", "Action=Ring the families"),
        *("--field", "Owner=mair", "--field", "By when=12.1.2027"),
    )
    (action,) = shown(session)["actions"]
    assert (action["owner"], action["owner_name"]) == (person(session, "Mair Pugh"), "Mair Pugh")
    assert (action["due"], action["due_words"], action["state"]) == ("2027-01-12", "", "open")


@pytest.mark.parametrize("kind", ["state", "practice"])
def test_of_nothing_that_was_left_it_is_not_said_what_became_of_it(made: Session, kind: Any) -> None:
    about = Field(key="became", name="What became of it", kind=kind)
    asked = form(replace(STEP, for_each="earlier", earlier=("action",), capture=(about, TEXT)), made)
    typed = Typed(note_id="n1", step=1, fields=("became=done", "Text=Hello"))
    with pytest.raises(FacilitatorError, match="nothing was left for the room"):
        add_note(asked, typed, moment())
    (found,) = add_note(asked, replace_fields(typed, "Text=Hello"), moment()).notes
    assert (found.about, found.fields) == (None, {"text": "Hello"})


def replace_fields(typed: Typed, *fields: str) -> Typed:
    return Typed(note_id=typed.note_id, step=typed.step, fields=fields)
