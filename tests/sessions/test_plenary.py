"""What the whole room says, line by line: where it stands, what it cites, who sees it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.handout import group_notes
from exports.markdown import render
from frameworks.model import Area, Framework, Group, Statement
from sessions import forms, notes, plenary, walls
from sessions.model import Cite, Field, Session, Step, UsedFramework
from tests.sessions import made

NOW = made.START + timedelta(minutes=30)
TALK = Step(id="talk", title="Talk in pairs", together="pairs", minutes=12)
AGREE = Step(
    id="agree",
    title="We agree",
    source="room",
    shared="own",
    capture=(
        Field(key="well", name="What went well"),
        Field(key="when", name="When", kind="date"),
        Field(key="todo", name="To do", kind="action"),
    ),
)


def session() -> Session:
    session = made.session(0, people=6)
    steps = (TALK, AGREE, *session.steps[2:])
    return replace(session, steps=steps, meta=replace(session.meta, steps=tuple(step.id for step in steps)))


def said(line: str, step: Step = TALK) -> tuple[tuple[str, ...], str]:
    found = plenary.read(session(), step, line)
    return found.codes, found.words


def test_a_line_is_a_note_of_the_room_that_the_wall_shows_at_once() -> None:
    after = plenary.put(session(), TALK, "n1", "Everyone wants more time", NOW)
    (note,) = after.notes
    assert (note.step, note.people, note.group, note.school) == ("talk", (), "", "")
    ((on,),) = [group.notes for group in walls.wall(after)]
    assert on.text == "Everyone wants more time"


@pytest.mark.parametrize(
    ("line", "codes", "words"),
    [
        ("1.4 children explain their thinking", ("1.4",), "children explain their thinking"),
        ("1.4, 2.3: children explain", ("1.4", "2.3"), "children explain"),
        ("1.4 and 2.3 – both", ("1.4", "2.3"), "both"),
        ("1.4, 1.4 twice", ("1.4",), "twice"),
        ("9.99 is no code", (), "9.99 is no code"),
        ("1.4 and children", ("1.4",), "and children"),
        ("and 1.4 too", (), "and 1.4 too"),
        ("Words, then 1.4", (), "Words, then 1.4"),
        ("  1.4.  with a stop", ("1.4",), "with a stop"),
        ("1.4", ("1.4",), ""),
        ("", (), ""),
    ],
)
def test_codes_before_the_words_cite(line: str, codes: tuple[str, ...], words: str) -> None:
    assert said(line) == (codes, words)


def test_a_number_is_a_code_only_before_a_colon() -> None:
    statements = tuple(Statement(ref=str(n), code=str(n), text=f"Question {n}") for n in (1, 2, 3))
    used = Framework(
        id="q",
        title="Q",
        coded=("statements",),
        areas=(Area(ref="#1", title="A", groups=(Group(statements=statements),)),),
    )
    numbered = replace(session(), frameworks=(UsedFramework(id="q", digest=used.digest(), framework=used),))
    assert plenary.read(numbered, TALK, "3 of us have tried").codes == ()
    assert plenary.read(numbered, TALK, "3: of us have tried").codes == ("3",)
    assert plenary.read(numbered, TALK, "1, 3: both").codes == ("1", "3")
    after = plenary.put(numbered, TALK, "n1", "3: tried", NOW)
    assert plenary.line_of(after, TALK, after.notes[0]) == "3: tried"


def test_it_stands_in_the_rooms_own_form_where_there_is_one() -> None:
    assert [field.key for field in plenary.fields(AGREE)] == ["well", "todo"]
    first = plenary.put(session(), AGREE, "n1", "Pairs", NOW)
    both = plenary.put(first, AGREE, "n2", "Ring the chair", NOW, field=plenary.fields(AGREE)[1])
    assert [(note.fields, note.kinds) for note in both.notes] == [
        ({"well": "Pairs"}, {}),
        ({"todo": "Ring the chair"}, {"todo": "action"}),
    ]
    assert {note.shared for note in both.notes} == {"room"}
    assert plenary.lines(both, AGREE) == both.notes
    # The console counts it as given, and capture finds it.
    assert forms.given(both, AGREE) == (1, 1)


def test_a_line_that_was_begun_in_one_field_stands_whole_in_the_one_it_is_kept_in() -> None:
    well, todo = plenary.fields(AGREE)
    begun = plenary.put(session(), AGREE, "n1", "1.4 Ring", NOW, field=well, shared="own")
    turned = plenary.put(begun, AGREE, "n1", "1.4 Ring", NOW, field=todo, shared="own").notes[0]
    assert (turned.fields, turned.kinds, turned.shared) == ({"todo": "Ring"}, {"todo": "action"}, "own")
    (note,) = plenary.keep(begun, AGREE, "n1", "1.4 Ring the chair", NOW, field=todo).notes
    assert (note.fields, note.shared, [one.ref for one in note.cites]) == (
        {"todo": "Ring the chair"},
        "room",
        ["1.4"],
    )
    assert plenary.put(begun, AGREE, "n1", " ", NOW, field=todo).notes == ()


def test_correcting_a_line_keeps_what_is_cited_by_no_code_and_what_else_the_note_says() -> None:
    before = plenary.put(session(), AGREE, "n1", "1.4 Pairs", NOW)
    kept = Cite(framework="gone", ref="#7", text="What an older framework said")
    note = before.notes[0]
    note = replace(note, cites=(*note.cites, kept), fields={**note.fields, "when": "2026-12-04"})
    before = replace(before, notes=(note,))
    assert plenary.line_of(before, AGREE, note) == "1.4 Pairs"
    after = plenary.put(before, AGREE, "n1", "2.3 Trios", NOW).notes[0]
    assert [cite.ref for cite in after.cites] == ["2.3", "#7"]
    assert after.fields == {"well": "Trios", "when": "2026-12-04"}
    emptied = plenary.put(before, AGREE, "n1", "", NOW)
    assert emptied.notes[0].fields == {"when": "2026-12-04"}


def test_an_emptied_line_is_gone_with_its_cites() -> None:
    before = plenary.put(session(), TALK, "n1", "1.4 Pairs", NOW)
    assert plenary.put(before, TALK, "n1", "  ", NOW).notes == ()
    assert plenary.put(session(), TALK, "n1", "1.4", NOW).notes == ()


def test_the_same_words_are_pointed_out_and_never_dropped() -> None:
    before = plenary.put(session(), TALK, "n1", "1.4 More time", NOW)
    assert plenary.said_before(before, TALK, "n2", "more  TIME.")
    assert not plenary.said_before(before, TALK, "n1", "More time")
    assert not plenary.said_before(before, TALK, "n2", "More tim")
    assert not plenary.said_before(before, AGREE, "n2", "More time")
    assert len(plenary.put(before, TALK, "n2", "More time", NOW).notes) == 2


def test_a_pair_that_says_the_same_at_the_same_step_is_noticed_and_another_pair_is_not() -> None:
    step = replace(session().steps[2], source="group")
    before = replace(session(), steps=(TALK, step))
    one, two = (forms.Form(step=step, subject=who) for who in forms.subjects(before, step)[:2])
    before = notes.put_field(before, one, "n1", "evidence", "Every child read", NOW)
    assert notes.said_before(before, one, "n2", "every child read.") is not None
    assert notes.said_before(before, two, "n2", "every child read") is None
    assert notes.said_before(before, one, "n1", "every child read") is None


@given(st.text())
def test_any_line_is_read_without_losing_a_word(line: str) -> None:
    found = plenary.read(session(), TALK, line)
    assert found.words in line
    if not found.codes:
        assert found.words == line.strip()


@given(st.sampled_from(["1.4", "2.3", "9.8"]), st.text(min_size=1, alphabet="abc ,.:-1"))
def test_a_line_that_is_opened_again_says_the_same(code: str, words: str) -> None:
    after = plenary.put(session(), TALK, "n1", f"{code} {words}", NOW)
    if after.notes:
        note = after.notes[0]
        again = plenary.put(after, TALK, "n1", plenary.line_of(after, TALK, note), NOW).notes[0]
        assert (again.fields, again.cites) == (note.fields, note.cites)


def test_the_hand_out_has_it_under_its_step_as_from_the_whole_room() -> None:
    after = plenary.put(session(), TALK, "n1", "Everyone wants more time", NOW)
    text = render(group_notes(after, NOW))
    _, _, under = text.partition("### Talk in pairs")
    assert [line for line in under.split("\n") if line][:2] == [
        "#### From the whole room",
        "- Everyone wants more time",
    ]


def test_what_the_room_says_twice_stands_there_once_and_cites_what_both_do() -> None:
    before = plenary.put(session(), TALK, "n1", "1.4 More time", NOW)
    begun = plenary.put(before, TALK, "n2", "2.3 more t", NOW, shared="own")
    after = plenary.keep(begun, TALK, "n2", "2.3 more time.", NOW, field=plenary.OWN)
    (note,) = after.notes
    assert (note.id, [one.ref for one in note.cites]) == ("n1", ["1.4", "2.3"])
    assert plenary.keep(after, TALK, "n3", "More time", NOW, field=plenary.OWN) == after
    # What the room does not see may be said again for it to see; so may what is said of something else.
    hidden = notes.share(after, "n1", "own", NOW)
    assert len(plenary.keep(hidden, TALK, "n3", "More time", NOW, field=plenary.OWN).notes) == 2
    agreed = plenary.put(session(), AGREE, "n1", "More time", NOW)
    todo = AGREE.capture[2]
    assert len(plenary.keep(agreed, AGREE, "n2", "More time", NOW, field=todo).notes) == 2
