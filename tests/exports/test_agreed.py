"""What happens next, right under the summary: what was agreed, and where the rest of it is."""

from datetime import date

from msgspec.structs import replace

from exports import dated, handout, markdown
from exports.document import Document
from sessions.model import Group, Round, Session
from tests.exports.awkward import NOW, SESSION
from tests.exports.later import LATER

ON_THE_DAY = dated.next_session(SESSION, LATER, names_kept=False)
ELSEWHEN = dated.next_session(
    SESSION, replace(LATER, meta=replace(LATER.meta, date=date(2027, 2, 2))), names_kept=False
)


def part(document: Document, title: str = "What happens next") -> str:
    return markdown.render(document).partition(f"## {title}\n\n")[2].partition("\n\n## ")[0]


def test_group_notes_say_what_was_agreed_without_names() -> None:
    assert part(handout.group_notes(SESSION, NOW)).splitlines() == [
        "- Everyone looks back on Tuesday 12 January 2027.",
        "- Two swaps or visits were agreed, on 18 and 25 January 2027; one of them without a day yet.",
        "- What else people will do is in their own notes.",
    ]
    kept = part(handout.group_notes(SESSION, NOW, "kept"))
    assert "Rhian Jones and Siôn ap Owain change places: 18 and 25 January 2027." in kept
    assert "Mrs Niamh O'Driscoll visits Nant | High School: no days yet." in kept


def test_a_next_session_on_the_day_of_the_review_is_said_once_and_is_one_event() -> None:
    alone = handout.own_notes(SESSION, "p1", NOW)
    both = handout.own_notes(SESSION, "p1", NOW, coming=ON_THE_DAY)
    said = part(both)
    assert said.startswith("The next session is on Tuesday 12 January 2027 at 09:00: “What became of it”.")
    assert said.endswith("There everyone looks back on this one.")
    (event,) = [one for one in both.events if one.day == date(2027, 1, 12)]
    (review,) = [one for one in alone.events if one.day == date(2027, 1, 12)]
    # A calendar that has the review already puts it in its place.
    assert (event.id, event.start) == (review.id, "09:00")
    assert review.title in event.details
    assert "=cmd" in event.details


def test_a_next_session_on_another_day_stands_beside_the_review() -> None:
    document = handout.group_notes(SESSION, NOW, coming=ELSEWHEN)
    assert "Tuesday 2 February 2027 at 09:00" in part(document)
    assert "Everyone looks back on Tuesday 12 January 2027." in part(document)
    assert [one.day for one in document.events] == [date(2027, 1, 12), date(2027, 2, 2)]


def test_that_there_are_no_actions_is_never_said_where_some_are_kept_to_themselves() -> None:
    private = _shared(SESSION, own=True)
    for document in (
        handout.group_notes(private, NOW),
        handout.pair_notes(private, "r1", "g1", NOW),
        handout.school_notes(private, "Ysgol Tŷ Gwyn", NOW),
    ):
        text = markdown.render(document)
        assert "## Actions" not in text
        assert "No actions" not in text
        assert "What people will do is in their own notes." in text
    # Nobody of the other pair has any.
    other = markdown.render(handout.pair_notes(private, "r1", "g2", NOW))
    assert "What people will do" not in other


def _shared(session: Session, *, own: bool) -> Session:
    """The session with actions in people's own notes alone."""
    notes = tuple(replace(one, shared="own") for one in session.notes if not one.group)
    return replace(session, notes=notes if own else session.notes)


def test_groups_of_several_rounds_say_which_round_they_are_of() -> None:
    again = Round(
        id="r2",
        step="harvest",
        groups=(Group(id="h1", label="Pair 1", people=("p1", "p3")),),
        made_at=NOW,
    )
    note = replace(SESSION.notes[0], id="nx", group="h1", round="r2", people=("p1", "p3"), step="harvest")
    session = replace(SESSION, rounds=(*SESSION.rounds, again), notes=(*SESSION.notes, note))
    titles = [
        dict(handout.pair_notes(session, round_id, group, NOW).meta)["for"]
        for round_id, group in (("r1", "g1"), ("r2", "h1"))
    ]
    assert titles == [
        "First round, pair 1: Rhian Jones, Siôn ap Owain",
        "Second round, pair 1: Rhian Jones, Will Price-Ŵyn",
    ]
    assert dict(handout.pair_notes(SESSION, "r1", "g1", NOW).meta)["for"].startswith("Pair 1: ")


def test_what_was_said_comes_as_quotations_with_the_name_of_the_field_once() -> None:
    notes = tuple(one for one in SESSION.notes if one.group)
    one = replace(notes[0], fields={"line": "Dig\n# deep"})
    text = markdown.render(handout.school_notes(replace(SESSION, notes=(one,)), "Ysgol Tŷ Gwyn", NOW))
    assert text.count("Headline") == 1
    assert "1.4 Digs where # nobody dug\n\n> **Rhian Jones and a colleague**: Dig\\\n> \\# deep" in text
