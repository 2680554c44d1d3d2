"""What came of the wall goes into group notes and the record, with names removed like everything people typed."""

from msgspec.structs import replace

from exports import handout, markdown, names
from exports.leaving import leaving
from sessions import parking, show, themes, voting, walls
from sessions.model import Bond, Session
from tests.build import NOW, titled
from tests.sessions.test_walls import harvested


def after() -> Session:
    """A wall with a star, two themes with votes, a note that is nobody's business, and two things parked."""
    state = harvested(("1.1", "Read aloud"), ("1.2", "Talk first"), ("2.1", "Kept back"))
    people = (replace(state.people[0], name="Mair Pugh"), *state.people[1:])
    state = replace(state, people=people)
    state = themes.put_under(state, ("n0", "n2"), "What Mair showed us")
    state = themes.put_under(state, ("n1",), "Time")
    state = voting.count(walls.starred(state, "n0"), state.themes[1].id, 8)
    for text in ("Ask Mair Pugh about cover", "Dates for spring"):
        state = parking.add(state, text, titled(state, "Harvest").id, NOW)
    state = parking.settle(state, state.parked[1].id)
    kept = tuple(replace(note, shared="own") if note.id == "n2" else note for note in state.notes)
    return replace(state, notes=kept)


def text(document: object) -> str:
    return markdown.render(document, {})  # type: ignore[arg-type]


def part(whole: str, title: str) -> str:
    """One section of a hand-out."""
    return whole.split(f"## {title}\n")[1].split("\n## ")[0]


def test_themes_stand_in_group_notes_with_their_notes_and_votes_the_most_hands_first():
    found = part(text(handout.group_notes(after(), NOW)), "Themes")
    assert found.index("### Time: 8 hands") < found.index("Talk first (1.2)") < found.index("showed us")
    assert "Read aloud (1.1)" in found
    assert "Kept back" not in found


def test_starred_notes_are_said_to_have_been_read_out():
    assert "Read aloud" in part(text(handout.group_notes(after(), NOW)), "Read out in the room")
    assert "Read out in the room" not in text(handout.group_notes(harvested(("1.1", "a")), NOW))


def test_the_parking_lot_is_handed_out_what_is_settled_last():
    for whole in (text(handout.group_notes(after(), NOW)), text(handout.record(after(), NOW))):
        found = part(whole, "Parking lot")
        assert found.index("about cover") < found.index("Dates for spring (settled)")


def test_themes_and_the_parking_lot_are_in_nobodys_own_notes():
    state = after()
    made = state.rounds[0]
    for document in (
        handout.own_notes(state, state.people[0].id, NOW),
        handout.pair_notes(state, made.id, made.groups[0].id, NOW),
        handout.school_notes(state, state.people[0].school, NOW),
    ):
        assert "Parking lot" not in text(document)
        assert "Themes" not in text(document)


def test_names_in_themes_and_in_the_parking_lot_are_removed():
    state = after()
    for whole in (text(handout.group_notes(state, NOW)), text(handout.record(state, NOW, "removed"))):
        assert "Mair" not in whole
        assert "showed us" in whole
        assert "about cover" in whole
    assert "Mair" in text(handout.record(state, NOW))
    assert {one.words for one in leaving(state).goes} >= {"Mair", "Mair Pugh"}


def test_who_is_kept_apart_is_gone_with_the_names():
    state = replace(after(), bonds=(Bond(id="b1", people=("p0", "p1"), apart=True),))
    assert names.removed(state).bonds == ()
    assert "p1" not in str(names.removed(state).themes)


def test_hands_for_notes_are_handed_out_where_there_are_no_themes():
    state = voting.count(voting.count(harvested(("1.1", "a"), ("1.2", "b")), "n1", 9), "n0", 2)
    found = part(text(handout.group_notes(state, NOW)), "What most hands went up for")
    assert found.index("b (1.2): 9 hands") < found.index("a (1.1): 2 hands")


def test_a_session_is_shown_with_its_themes_its_parking_lot_and_the_marks_on_its_notes():
    state = after()
    found = show.show(state)
    assert [(one["name"], one["dots"]) for one in found["themes"]] == [
        ("What Mair showed us", 0),
        ("Time", 8),
    ]
    assert [(one["text"], one["settled"]) for one in found["parked"]][1] == ("Dates for spring", True)
    note = found["notes"][0]
    assert (note["starred"], note["theme"], note["dots"]) == (True, state.themes[0].id, 0)
