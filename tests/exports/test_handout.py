"""What each kind of hand-out says, and above all what it does not say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports import handout, markdown, webpage
from exports.document import Document, Heading, Paragraph, Tasks
from sessions.model import Note, Person, Session, Shared
from tests.exports.awkward import AT, NOW, SESSION
from tests.exports.later import LATER
from tests.exports.reading import texts

PEOPLE = ("p1", "p2", "p3", "p4")
EMPTY = replace(SESSION, notes=(), actions=(), points=(), swaps=(), choices=())


def said(document: Document) -> str:
    return "\n".join(texts(markdown.render(document)))


def headings(document: Document) -> list[str]:
    return ["".join(span.text for span in one.line) for one in document.blocks if isinstance(one, Heading)]


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Sessions whose notes each hold a word of their own, from every kind of giver."""
    notes = []
    for number in range(draw(st.integers(1, 12))):
        shared: Shared = draw(st.sampled_from(["own", "group", "room"]))
        giver = draw(st.sampled_from(["person", "group", "school", "room"]))
        people: tuple[str, ...] = (draw(st.sampled_from(PEOPLE)),)
        step = draw(st.sampled_from(["write", "reflect", "harvest", "gone"]))
        fields = {key: f"word{number}x{key}" for key in ("seen", "next", "who", "mean", "one", "line", "odd")}
        note = Note(
            id=f"n{number}", step=step, people=people, fields=fields, shared=shared, at=AT, changed=AT
        )
        if giver == "group":
            group, people = draw(st.sampled_from([("g1", ("p1", "p2")), ("g2", ("p3", "p4"))]))
            note = replace(note, round="r1", group=group, people=people)
        elif giver == "school":
            note = replace(note, school="Ysgol Tŷ Gwyn", people=("p1", "p3"))
        elif giver == "room":
            note = replace(note, people=())
        notes.append(note)
    return replace(EMPTY, notes=tuple(notes))


def words_of(note: Note) -> list[str]:
    return list(note.fields.values())


@given(session=sessions(), names=st.sampled_from([None, "kept", "removed"]))
def test_own_notes_hold_everything_of_one_person_and_nothing_of_anybody_else(
    session: Session, names: str | None
) -> None:
    for id in PEOPLE:
        text = said(handout.own_notes(session, id, NOW, names))  # type: ignore[arg-type]
        for note in session.notes:
            for word in words_of(note):
                if id not in note.people:
                    assert word not in text
                elif names != "removed":
                    assert word in text


@given(session=sessions(), names=st.sampled_from(["kept", "removed"]))
def test_group_notes_hold_only_what_was_shared_with_the_room(session: Session, names: str) -> None:
    text = said(handout.group_notes(session, NOW, names))  # type: ignore[arg-type]
    for note in session.notes:
        for word in words_of(note):
            if note.shared != "room":
                assert word not in text
            elif names == "kept":
                assert word in text


@given(session=sessions())
def test_a_pairs_notes_hold_what_it_gave_and_nothing_that_one_of_them_kept(session: Session) -> None:
    text = said(handout.pair_notes(session, "r1", "g1", NOW))
    for note in session.notes:
        theirs = note.group == "g1" or (
            not note.group
            and not note.school
            and note.shared != "own"
            and bool({"p1", "p2"} & set(note.people))
            and note.step in ("write", "harvest")
        )
        assert all((word in text) == theirs for word in words_of(note))


@given(session=sessions())
def test_a_schools_notes_hold_nothing_that_its_people_wrote_for_themselves_or_their_pair(
    session: Session,
) -> None:
    text = said(handout.school_notes(session, "Ysgol Tŷ Gwyn", NOW))
    for note in session.notes:
        theirs = bool(note.school) or (note.shared == "room" and bool({"p1", "p3"} & set(note.people)))
        assert all((word in text) == theirs for word in words_of(note))


@given(session=sessions())
def test_the_record_holds_every_word(session: Session) -> None:
    text = said(handout.record(session, NOW))
    assert all(word in text for note in session.notes for word in words_of(note))


def test_the_record_says_what_it_is_at_its_top() -> None:
    paragraphs = [block for block in handout.record(SESSION, NOW).blocks[:4] if isinstance(block, Paragraph)]
    assert any("everything that was written down" in one.line[0].text for one in paragraphs)


def test_help_is_in_ones_own_notes_and_never_in_group_notes() -> None:
    assert "Siân Parry" in said(handout.own_notes(SESSION, "p1", NOW))
    assert "Siân Parry" not in said(handout.group_notes(SESSION, NOW))
    assert "With whom" not in said(handout.group_notes(SESSION, NOW))


def test_what_is_empty_is_said_once() -> None:
    for document in (handout.group_notes(EMPTY, NOW), handout.own_notes(EMPTY, "p1", NOW)):
        assert headings(document)[1:] == ["Summary", "What happens next", "Codes to scan", "About this file"]
    group = said(handout.group_notes(EMPTY, NOW))
    assert "Nothing was shared with the room yet." in group
    assert "Nothing of yours was written down yet." in said(handout.own_notes(EMPTY, "p1", NOW))
    assert "Nothing was written down yet." in said(handout.record(EMPTY, NOW))


def test_sample_data_is_said_at_the_top_and_only_of_samples() -> None:
    for document in (handout.group_notes(SESSION, NOW), handout.own_notes(SESSION, "p1", NOW)):
        assert "SAMPLE DATA" in said(document)
        assert ("sample", "SAMPLE DATA") in document.meta
    real = replace(SESSION, meta=replace(SESSION.meta, sample=False))
    assert "SAMPLE" not in markdown.render(handout.record(real, NOW))


def test_the_summary_says_what_when_with_how_many_on_what_and_what_comes_next() -> None:
    text = said(handout.group_notes(SESSION, NOW))
    for part in (
        "Tuesday 1 December 2026: four leaders from three schools took part.",
        "It was about “1 Springs <b>& sources</b>”.",
        "Three notes were shared with the room.",
        "Everyone looks back on Tuesday 12 January 2027.",
        "Delete this file by 1 December 2027.",
        "words made up for the tests; there is no official wording",
    ):
        assert part in text


def test_a_planned_session_is_spoken_of_in_the_future() -> None:
    planned = replace(EMPTY, meta=replace(EMPTY.meta, status="planned"))
    assert "are expected" in said(handout.group_notes(planned, NOW))
    nobody = replace(planned, people=())
    assert "a workshop is planned." in said(handout.group_notes(nobody, NOW))


def test_actions_have_owner_and_date_in_a_section_of_their_own() -> None:
    tasks = [block for block in handout.own_notes(SESSION, "p1", NOW).blocks if isinstance(block, Tasks)]
    assert [(task.owner, task.due, task.state) for task in tasks[0].items] == [
        ("Rhian Jones", date(2027, 1, 5), "open"),
        ("Bethan Lloyd", date(2027, 1, 12), "done"),
    ]
    assert "Actions" in headings(handout.own_notes(SESSION, "p1", NOW))


def test_statements_are_said_with_their_lead_in() -> None:
    assert "1.1a Knows about ropes, however long" in headings(handout.record(SESSION, NOW))


def test_a_note_on_two_statements_is_printed_once_and_found_from_both() -> None:
    text = said(handout.group_notes(SESSION, NOW))
    assert text.count("swap. A school") == 1
    assert "See also one note under 1.4." in text


def test_nobody_who_is_unknown_gets_a_hand_out() -> None:
    with pytest.raises(KeyError):
        handout.own_notes(SESSION, "nobody", NOW)
    with pytest.raises(KeyError):
        handout.pair_notes(SESSION, "r1", "g9", NOW)
    with pytest.raises(KeyError):
        handout.school_notes(SESSION, "Elsewhere", NOW)


def test_ones_own_event_holds_ones_own_open_actions_alone() -> None:
    codes = {code.name: code for code in handout.own_notes(SESSION, "p1", NOW).codes}
    assert "review-date" not in codes
    event = codes["actions"].payload
    assert "calc" in event
    assert "Monday" not in event  # done, and the pair's
    assert "Ask" not in event
    assert {code.name for code in handout.own_notes(SESSION, "p3", NOW).codes} == {
        "review-date",
        "source-water",
    }


def test_a_person_erased_since_is_named_nowhere() -> None:
    erased = replace(SESSION, people=tuple(one for one in SESSION.people if one.id != "p1"))
    assert "Someone who was erased" in said(handout.record(erased, NOW))


def test_a_session_without_anything_still_makes_every_hand_out() -> None:
    bare = replace(
        EMPTY,
        people=(Person(id="p1", name="A"),),
        rounds=(),
        frameworks=(),
        steps=(),
        meta=replace(EMPTY.meta, review_date=None, delete_by=None, focus=(), cluster=""),
    )
    for document in (
        handout.group_notes(bare, NOW),
        handout.own_notes(bare, "p1", NOW, "removed"),
        handout.record(bare, NOW),
        handout.record(bare, NOW, "removed"),
    ):
        assert markdown.render(document)
        assert document.codes == ()


def _ticked(here: dict[str, bool | None]) -> Session:
    people = tuple(replace(one, here=here.get(one.id)) for one in SESSION.people)
    return replace(SESSION, people=people)


@pytest.mark.parametrize(
    ("here", "words"),
    [
        ({}, "five leaders from three schools were on the list."),
        ({"p1": False}, "four leaders from three schools took part."),
        (
            {"p1": True, "p2": False, "p3": False, "p4": False, "p5": False},
            "one leader from one school took part.",
        ),
    ],
)
def test_nobody_is_said_to_have_taken_part_who_was_never_ticked(
    here: dict[str, bool | None], words: str
) -> None:
    session = replace(_ticked(here), notes=tuple(note for note in SESSION.notes if note.people == ("p3",)))
    for document in (handout.record(session, NOW), handout.own_notes(session, "p3", NOW)):
        assert words in said(document)


def test_a_due_date_that_nobody_agreed_is_said_to_be_the_reviews() -> None:
    lines = markdown.render(handout.record(SESSION, NOW)).splitlines()
    assert "By the review on 12 January 2027, where no other day is given." in lines
    own = markdown.render(handout.own_notes(SESSION, "p1", NOW)).splitlines()
    assert '- [ ] =cmd("calc") \\<script>alert(1)\\</script> & co – by 5 January 2027 · about 1.4' in own
    assert (
        "  and Rhians pupils sing – Bethan Lloyd · by the review on 12 January 2027 · about 1.4, 1.1a" in own
    )
    page = webpage.render(handout.own_notes(SESSION, "p1", NOW), "")
    assert "Bethan Lloyd · by the review on 12\u00a0January\u00a02027" in page


def test_the_record_has_actions_by_person_open_ones_first() -> None:
    document = handout.record(SESSION, NOW)
    at = next(
        n
        for n, one in enumerate(document.blocks)
        if isinstance(one, Heading) and one.line[0].text == "Actions"
    )
    names = [
        one.line[0].text for one in document.blocks[at + 1 :] if isinstance(one, Heading) and one.level == 3
    ]
    assert names[:3] == ["Rhian Jones", "Bethan Lloyd", "Siôn ap Owain"] or names[:3] == [
        "Rhian Jones",
        "Siôn ap Owain",
        "Bethan Lloyd",
    ]


def test_the_day_to_delete_a_file_by_is_that_of_the_words_in_it() -> None:
    meta = replace(LATER.meta, delete_by=date(2027, 9, 1))
    first = replace(LATER.earlier[0], delete_by=date(2027, 2, 1))
    session = replace(LATER, meta=meta, earlier=(first, *LATER.earlier[1:]))
    mine, other = handout.own_notes(session, "p1", NOW), handout.own_notes(session, "p3", NOW)
    assert "Delete this file by 1 February 2027." in said(mine)
    assert ("delete by", "2027-02-01") in mine.meta
    assert "Delete this file by 1 September 2027." in said(other)


def _to_do(session: Session, person: str) -> list[tuple[str, str]]:
    (tasks,) = [block for block in handout.own_notes(session, person, NOW).blocks if isinstance(block, Tasks)]
    return [(task.what, "".join(span.text for span in task.detail)) for task in tasks.items]


def test_what_is_still_open_from_an_earlier_session_is_on_ones_list() -> None:
    first = replace(LATER.earlier[0], title="The first talk", by_review=True)
    note = replace(LATER.notes[0], fields={"stands": "still open", "what": "Next week"})
    session = replace(LATER, earlier=(first, *LATER.earlier[1:]), notes=(note, *LATER.notes[1:]))
    found = dict(_to_do(session, "p1"))
    still = [detail for what, detail in found.items() if what.startswith("Ring")]
    assert still == ["by the review on 5 January 2027 · still open from “The first talk”, 1 December 2026"]
    event = next(code for code in handout.own_notes(session, "p1", NOW).codes if code.name == "actions")
    assert "Ring" in event.payload
    done = replace(session, notes=(replace(note, fields={"stands": "done"}), *session.notes[1:]))
    assert not any(what.startswith("Ring") for what, _ in _to_do(done, "p1"))


def test_what_one_of_several_has_done_is_on_nobodys_list() -> None:
    assert not any("swap keys" in what for what, _ in _to_do(LATER, "p1"))  # the other one has dropped it
    unsaid = replace(LATER, notes=tuple(note for note in LATER.notes if note.id != "m2"))
    assert any("swap keys" in what for what, _ in _to_do(unsaid, "p1"))
