"""What goes on from session to session: said in full to whom it belongs, and to nobody else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports import handout, markdown
from exports.document import Block, Bullets, Document, Heading, Line, Listed
from sessions.model import LEFT, Earlier, Note, Ref, Review, Session, Shared
from tests.exports.later import AT, BEFORE, BETWEEN, DAY, LATER, NOW
from tests.exports.reading import texts

PEOPLE = ("p1", "p2", "p3", "p4")
SCHOOL = "Ysgol Tŷ Gwyn"  # of p1 and p3
EMPTY = replace(LATER, notes=(), earlier=(), hands=())


def said(document: Document) -> str:
    return "\n".join(texts(markdown.render(document)))


def section(document: Document, title: str, level: int = 2) -> list[Block]:
    """The blocks under a heading, up to the next one of its level or above."""
    found: list[Block] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading) and block.level <= level:
            inside = words(block.line) == title
        elif inside:
            found.append(block)
    return found


def words(line: Line | Listed) -> str:
    return line.text if isinstance(line, Listed) else "".join(span.text for span in line)


def items(blocks: list[Block]) -> list[list[str]]:
    return [
        [words(line) for line in item]
        for block in blocks
        if isinstance(block, Bullets)
        for item in block.items
    ]


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Sessions with items from every kind of giver, each with a word of its own, reviewed and spoken of by others."""
    earlier: list[Earlier] = []
    notes: list[Note] = []
    for number in range(draw(st.integers(1, 8))):
        people = draw(
            st.sampled_from([("p1",), ("p2",), ("p3",), ("p1", "p2"), ("p3", "p4"), ("p1", "p3"), ()])
        )
        school = SCHOOL if not people and draw(st.booleans()) else ""
        shared: Shared = draw(st.sampled_from(["own", "group", "room"])) if people or school else "room"
        reviews = tuple(
            Review(
                at=BETWEEN,
                text=f"word{number}r{n}",
                people=draw(st.sampled_from([("p1",), ("p2",), ("p3",), ("p1", "p2"), ("p3", "p4")])),
                shared=draw(st.sampled_from(["own", "group", "room"])),
            )
            for n in range(draw(st.integers(0, 2)))
        )
        kind = draw(st.sampled_from(LEFT))
        id = f"e{number}.{kind}"
        earlier.append(
            Earlier(
                id=id, session=BEFORE, day=DAY, kind=kind, step="S", field="F", text=f"word{number}item", people=people,
                school=school, shared=shared, owner=f"word{number}owner", reviews=reviews,
            )
        )  # fmt: skip
        if draw(st.booleans()):
            by = draw(st.sampled_from([("p1",), ("p2",), ("p3",)]))
            fields = {key: f"word{number}{key}" for key in ("stands", "what", "aid")}
            notes.append(
                Note(
                    id=f"n{number}", step="back", people=by, about=Ref(framework="", ref=id), fields=fields,
                    shared=draw(st.sampled_from(["own", "group", "room"])), at=AT, changed=AT,
                )
            )  # fmt: skip
    return replace(EMPTY, earlier=tuple(earlier), notes=tuple(notes))


@given(session=sessions())
def test_the_record_holds_every_word_that_was_left_and_every_word_said_of_it(session: Session) -> None:
    text = said(handout.record(session, NOW))
    for item in session.earlier:
        assert item.text in text
        assert all(review.text in text for review in item.reviews)
    assert all(word in text for note in session.notes for word in note.fields.values())


@given(session=sessions(), names=st.sampled_from([None, "kept", "removed"]))
def test_own_notes_hold_what_is_someones_own_and_nothing_that_others_kept_to_themselves(
    session: Session, names: str | None
) -> None:
    for id in PEOPLE:
        person = session.person(id)
        assert person is not None
        text = said(handout.own_notes(session, id, NOW, names))  # type: ignore[arg-type]
        for item in session.earlier:
            theirs = id in item.people or (bool(item.school) and person.school == item.school)
            assert (item.text in text) == theirs
            for review in item.reviews:
                if id in review.people:
                    assert not theirs or review.text in text
                elif item.people != (id,) and review.shared != "room":
                    assert review.text not in text
        for note in session.notes:
            assert (note.fields["what"] in text) == (id in note.people)


@given(session=sessions(), names=st.sampled_from(["kept", "removed"]))
def test_group_notes_hold_only_what_was_shared_with_the_room(session: Session, names: str) -> None:
    text = said(handout.group_notes(session, NOW, names))  # type: ignore[arg-type]
    for item in session.earlier:
        assert (item.text in text) == (item.shared == "room")
        for review in item.reviews:
            assert (review.text in text) == (item.shared == "room" and review.shared == "room")
        assert names == "kept" or item.owner not in text
    for note in session.notes:
        assert (note.fields["what"] in text) == (note.shared == "room")


@given(session=sessions())
def test_a_pairs_notes_hold_nothing_that_one_of_them_kept(session: Session) -> None:
    text = said(handout.pair_notes(session, "r1", "g1", NOW))
    for item in session.earlier:
        if item.text in text:
            assert set(item.people) <= {"p1", "p2"}
            assert len(item.people) == 2 or item.shared != "own"
        elif item.people == ("p1", "p2"):
            pytest.fail("what both of them gave is missing")
        for review in item.reviews:
            if review.text in text:
                assert len(review.people) > 1 or review.shared != "own"


@given(session=sessions())
def test_a_schools_notes_hold_what_is_the_schools_and_nothing_its_people_kept(session: Session) -> None:
    text = said(handout.school_notes(session, SCHOOL, NOW))
    for item in session.earlier:
        ours = bool(item.school) or (item.shared == "room" and bool({"p1", "p3"} & set(item.people)))
        assert (item.text in text) == ours
        for review in item.reviews:
            if len(review.people) == 1 and review.shared != "room":
                assert review.text not in text


@given(session=sessions())
def test_a_note_about_an_earlier_item_stands_once(session: Session) -> None:
    for document in (handout.record(session, NOW), handout.own_notes(session, "p1", NOW)):
        text = said(document)
        assert all(text.count(note.fields["what"]) <= 1 for note in session.notes)


def test_each_item_says_whose_it_is_when_it_is_due_how_it_stands_and_what_was_said() -> None:
    found = items(section(section_of("record"), "Actions", level=3))
    assert found[0] == [
        "Rhian Jones: Ring *Niamh* | every\n# day",
        "by 5 January 2027 · done",
        "15 December 2026 (still open): Rang once",
        "12 January 2027:",
        "Where it stands: done",
        "What happened: She rang back | twice\n- truly",
        "Who helped: Siân Parry",
    ]
    assert found[4][0] == "Someone of an earlier session: Somebody who came no more digs"


def test_the_day_is_said_once_where_everything_is_of_one_and_an_owner_who_is_another() -> None:
    assert "All of it is from 1 December 2026." in said(handout.record(LATER, NOW))
    first, *rest = LATER.earlier
    other = replace(first, day=date(2026, 11, 2), owner="p2")
    text = said(handout.record(replace(LATER, earlier=(other, *rest)), NOW))
    assert "All of it" not in text
    assert "Rhian Jones, 2 November 2026: Ring" in text
    assert "Siôn ap Owain · by 5 January 2027 · done" in text


def section_of(kind: str) -> Document:
    """The hand-out without the first section of actions, so that what was left is the only one of that name."""
    document = handout.record(LATER, NOW) if kind == "record" else handout.own_notes(LATER, "p1", NOW)
    start = next(
        place
        for place, block in enumerate(document.blocks)
        if isinstance(block, Heading) and words(block.line) == "From earlier sessions"
    )
    return replace(document, blocks=document.blocks[start:])


def test_a_note_about_an_earlier_item_that_cites_is_found_from_the_statement() -> None:
    text = said(handout.record(LATER, NOW))
    assert text.count("He waited") == 1
    assert "See also one note under “From earlier sessions”." in text
    assert "about 1.4" in text


def test_what_was_not_shared_goes_along_without_its_words() -> None:
    text = said(handout.group_notes(LATER, NOW))
    assert "Will waits" not in text
    assert "A sign of progress that is not shared here" in text
    assert "He waited" in text


def test_what_was_said_of_an_item_that_is_gone_is_not_lost() -> None:
    assert "of something that is gone" in said(handout.record(LATER, NOW))


def test_the_learning_log_holds_every_entry_oldest_first_with_how_it_became_practice() -> None:
    document = handout.own_notes(LATER, "p1", NOW, "kept")
    assert items(section(document, "Learning log")) == [
        [
            "1 December 2026: Ask first",
            "15 December 2026: asked twice",
            "12 January 2027:",
            "How I used it: In every meeting with Siôn",
        ],
        ["12 January 2027: Wells are deep"],
        ["12 January 2027, put into practice", "What I do already: Lunch away from Niamh"],
    ]
    assert said(document).count("Wells are deep") == 1
    assert not section(handout.record(LATER, NOW), "Learning log")


def test_objectives_stand_with_the_signs_of_progress_that_were_written_with_them() -> None:
    document = handout.own_notes(LATER, "p1", NOW)
    assert items(section(document, "Objectives and signs of progress")) == [
        ["1 December 2026: Fewer | memos", "Sign of progress, 1 December 2026: Nobody prints"],
        ["12 January 2027: Dig less", "Sign of progress, 12 January 2027: More sleep"],
    ]
    assert said(document).count("Dig less") == said(document).count("Nobody prints") == 1


def test_a_learning_entry_about_an_earlier_point_says_which() -> None:
    step = replace(LATER.steps[0], id="learn", capture=(replace(LATER.steps[3].capture[3], key="found"),))
    note = Note(
        id="x", step="learn", people=("p1",), about=Ref(framework="", ref="n5.one"), fields={"found": "Short ones"},
        at=AT, changed=AT,
    )  # fmt: skip
    session = replace(LATER, steps=(*LATER.steps, step), notes=(note,))
    log = items(section(handout.own_notes(session, "p1", NOW, "kept"), "Learning log"))
    assert ["12 January 2027: Short ones", "on a learning point, “How O'Driscoll runs a meeting”"] in log


def test_every_field_stands_under_its_name_whatever_its_kind() -> None:
    text = markdown.render(handout.record(LATER, NOW))
    for name, answer in (
        ("It begins", "Monday 1 February 2027"),
        ("How deep", "quite"),
        ("How sure", "so so"),
        ("Applies to my role", "yes"),
        ("With whom", "Siôn ap Owain"),
    ):
        assert f"#### {name}\n\n- **Rhian Jones**: {answer}\n" in text
    assert "#### Steps on the way\n\n- **Rhian Jones**:\n  - first\n  - \\# second\n  - third\n" in text
    assert "- [ ] Read it – by 12 February 2027" in text


def test_a_list_of_ones_own_is_a_list() -> None:
    text = markdown.render(handout.own_notes(LATER, "p1", NOW))
    assert "- **Steps on the way**:\n  - first\n  - \\# second\n  - third\n" in text


def test_notes_about_a_chosen_group_stand_under_its_title_in_its_area() -> None:
    text = markdown.render(handout.record(LATER, NOW))
    area = text.index("### 1 Springs")
    group = text.index("#### Knowledge\n\n> **Ysgol Tŷ Gwyn**: A shelf")
    assert text.index("**Evidence**") < area
    assert area < group < text.index("### 2 Rivers\n\n> **Ysgol Tŷ Gwyn**: A bridge")


def test_a_note_about_a_group_that_cites_one_of_its_statements_stands_under_that() -> None:
    first = LATER.notes[5]
    cited = replace(first, cites=(replace(LATER.notes[3].cites[0], ref="1.1a", text="ropes"),))
    text = markdown.render(handout.record(replace(LATER, notes=(cited,)), NOW))
    assert "#### Knowledge\n" not in text
    assert "1.1a Knows about ropes, however long\n\n> **Ysgol Tŷ Gwyn**" in text


def test_the_record_has_the_show_of_hands_step_by_step_and_group_notes_have_not() -> None:
    text = markdown.render(handout.record(LATER, NOW))
    table = text.partition("## Show of hands\n\n### Ask the room\n\n")[2].partition("\n\n")[0].splitlines()
    assert table[2:] == [
        "| 2 Rivers | 5 |",
        "| Knowledge (1 Springs \\<b>& sources\\</b>) | 3 |",
        "| 1.4 Digs where # nobody dug | 0 |",
    ]
    assert "Show of hands" not in said(handout.group_notes(LATER, NOW))
    assert "Show of hands" not in said(handout.record(replace(LATER, hands=()), NOW))
