"""What was chosen stands at its step, in the hand-outs of those who may see it."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports import handout, markdown
from exports.document import Document
from exports.write import export
from sessions.model import Choice, Group, Ref, Round, Session, Shared
from tests.exports.awkward import NOW, SESSION

EMPTY = replace(SESSION, notes=(), actions=(), points=(), swaps=())


def chose(by: str, *refs: str, shared: Shared = "own", session: Session = EMPTY) -> Session:
    steps = tuple(replace(step, shared=shared) if step.id == "talk" else step for step in session.steps)
    areas = tuple(Ref(framework="water", ref=ref) for ref in refs)
    choice = Choice(id="c", step="talk", by=by, areas=areas)
    return replace(session, steps=steps, choices=(choice,))


def said(document: Document) -> list[str]:
    """The lines that say what was chosen."""
    lines = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", markdown.render(document)).splitlines()
    return [line for line in lines if re.search(r"[Cc]hosen( by the room)?(\*\*)?: ", line)]


def test_a_choice_stands_under_its_step_in_full():
    document = handout.record(chose("g1", "2", "1/1", "1.1a"), NOW)
    assert said(document) == [
        "- **Pair 1: Rhian Jones, Siôn ap Owain**, chosen: "
        "2 Rivers; Knowledge (1 Springs <b>& sources</b>); 1.1a Knows about ropes, however long"
    ]
    text = markdown.render(document)
    assert text.index("### Talk \\[in] pairs") < text.index("chosen: 2 Rivers")


def test_what_the_room_chose_stands_where_it_was_asked_unless_the_summary_says_it():
    steps = tuple(replace(step, choose="room" if step.id == "talk" else "") for step in EMPTY.steps)
    session = replace(EMPTY, steps=steps, choices=())
    assert said(handout.record(session, NOW)) == ["- **Chosen by the room**: 1 Springs <b>& sources</b>"]
    for document in (handout.group_notes(session, NOW), handout.own_notes(session, "p4", NOW)):
        assert said(document) == []
        assert markdown.render(document).count("1 Springs") == 1


@pytest.mark.parametrize("by", ["p1", "g1"])
def test_group_notes_have_only_choices_shared_with_the_room_and_no_name(by: str):
    assert said(handout.group_notes(chose(by, "2"), NOW)) == []
    (line,) = said(handout.group_notes(chose(by, "2", shared="room"), NOW))
    assert line.startswith("- **Chosen**: 2 Rivers (one ")
    (kept,) = said(handout.group_notes(chose(by, "2", shared="room"), NOW, "kept"))
    assert "Rhian" in kept


def test_ones_own_choice_and_that_of_ones_pair_are_in_ones_own_notes():
    own = markdown.render(handout.own_notes(chose("p1", "2"), "p1", NOW))
    assert own.count("Rivers") == 1
    assert "You chose “2 Rivers”; nothing else of yours was written down yet." in own
    assert said(handout.own_notes(chose("g1", "2"), "p2", NOW)) == ["- **Your pair**, chosen: 2 Rivers"]
    assert said(handout.own_notes(chose("g1", "2"), "p3", NOW)) == []


def test_names_removed_leave_a_stand_in_in_the_record():
    (line,) = said(handout.record(chose("g1", "2"), NOW, "removed"))
    assert re.fullmatch(r"- \*\*Pair [A-Z]: Leader \d, Leader \d\*\*, chosen: 2 Rivers", line)


@given(
    by=st.sampled_from(["p1", "p2", "p3", "p4", "g1", "g2"]),
    shared=st.sampled_from(["own", "group", "room"]),
    names=st.sampled_from([None, "kept", "removed"]),
)
def test_a_choice_is_told_to_nobody_whose_it_is_not(by: str, shared: Shared, names: str | None):
    def told(document: Document) -> bool:
        return "2 Rivers" in markdown.render(document)

    session = chose(by, "2", shared=shared)
    who = {"g1": {"p1", "p2"}, "g2": {"p3", "p4"}}.get(by, {by})
    for person in ("p1", "p2", "p3", "p4"):
        document = handout.own_notes(session, person, NOW, names)  # type: ignore[arg-type]
        assert told(document) == (person in who)
    document = handout.pair_notes(session, "r1", "g1", NOW, names)  # type: ignore[arg-type]
    assert told(document) == (by == "g1" or (by in ("p1", "p2") and shared != "own"))
    document = handout.school_notes(session, "Ysgol Tŷ Gwyn", NOW, names)  # type: ignore[arg-type]
    assert told(document) == (shared == "room" and bool(who & {"p1", "p3"}))


@pytest.mark.parametrize(
    ("by", "files"), [("p2", ["sion-ap-owain"]), ("g1", ["rhian-jones", "sion-ap-owain"])]
)
def test_who_only_chose_gets_a_file(by: str, files: list[str], tmp_path: Path):
    written = export(chose(by, "2"), tmp_path, "people", now=NOW)
    assert [path.stem.partition("test-")[2] for path in written if path.suffix == ".md"] == files


def test_a_pair_that_only_chose_gets_a_file(tmp_path: Path):
    written = export(chose("g2", "2"), tmp_path, "pairs", now=NOW)
    assert [path.stem.partition("test-")[2] for path in written if path.suffix == ".md"] == ["pair-02"]


def test_what_a_pair_chose_that_was_made_anew_before_it_wrote_is_not_said():
    session = chose("g1", "2")
    anew = Round(
        id="r9", step="talk", groups=(Group(id="g9", label="Pair 1", people=("p1", "p3")),), made_at=NOW
    )
    assert said(handout.record(replace(session, rounds=(*session.rounds, anew)), NOW)) == []
