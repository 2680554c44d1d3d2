"""Hand-outs as data: a whole session that can be taken in again, or what says of itself that it is none."""

import json
from pathlib import Path

import pytest

from exports import handout, json_data
from exports.document import Document
from sessions.errors import FacilitatorError
from sessions.handover import handed_over, read_handed_over
from tests.exports.awkward import NOW, SESSION
from tests.exports.later import LATER

FILE = Path("it.json")


@pytest.mark.parametrize("session", [SESSION, LATER])
def test_the_record_with_names_kept_is_the_session_as_it_is_handed_over(session) -> None:
    data = json_data.render(handout.record(session, NOW))
    assert data == handed_over(session)
    assert handed_over(read_handed_over(data, FILE)) == handed_over(
        read_handed_over(handed_over(session), FILE)
    )


PARTS = {
    "group notes alone, with names removed": lambda: handout.group_notes(SESSION, NOW),
    "group notes alone": lambda: handout.group_notes(SESSION, NOW, "kept"),
    "a person's own notes alone, with other people's names removed": lambda: handout.own_notes(
        SESSION, "p1", NOW
    ),
    "a group's notes alone, with names removed": lambda: handout.pair_notes(
        SESSION, "r1", "g1", NOW, "removed"
    ),
    "a school's notes alone": lambda: handout.school_notes(SESSION, "Ysgol Tŷ Gwyn", NOW, "kept"),
    "everything that was written down, with names removed": lambda: handout.record(SESSION, NOW, "removed"),
}


@pytest.mark.parametrize("held", PARTS)
def test_what_is_no_whole_session_says_so_and_is_refused_with_its_own_words(held: str) -> None:
    data = json_data.render(PARTS[held]())
    said = json.loads(data)
    assert said["complete"] is False
    assert f"it holds {held}." in said["why"]
    with pytest.raises(FacilitatorError) as refused:
        read_handed_over(data, FILE)
    assert said["why"] in str(refused.value)


def test_a_hand_out_that_somebody_made_up_cannot_garble_the_refusal() -> None:
    made_up = json.dumps({"complete": False, "why": "\x1b[31mNo\n" + "x" * 10_000}).encode()
    with pytest.raises(FacilitatorError) as refused:
        read_handed_over(made_up, FILE)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 500


def test_only_what_concerns_a_person_is_in_their_data() -> None:
    said = json_data.render(handout.own_notes(SESSION, "p1", NOW, "kept")).decode()
    assert "secret-one" in said
    # Neither what others wrote for themselves, nor what is the facilitator's own.
    for others in ("secret-three", "four blanks", "they met before", "speaks first", "Nant"):
        assert others not in said
    removed = json_data.render(handout.own_notes(SESSION, "p1", NOW, "removed")).decode()
    assert not any(name in removed for name in ("Rhian", "Gwyn", "Siôn", "Niamh"))
    assert '"for": "Leader 3"' in removed


def test_notes_actions_and_dates_are_there_for_programs() -> None:
    said = json.loads(json_data.render(handout.own_notes(SESSION, "p1", NOW)))
    note = said["notes"][0]
    assert (note["who"], note["shared"]) == ("Rhian Jones", "own")
    assert note["about"] == [
        {"framework": "Leading water | *wet*", "code": "1.4", "text": "Digs where # nobody dug"}
    ]
    action = next(field for field in note["fields"] if field["kind"] == "action")
    assert (action["owner"], action["by_when"], action["state"]) == ("Rhian Jones", "2027-01-05", "open")
    assert [one["date"] for one in said["dates"]] == ["2027-01-12", "2027-01-18", "2027-01-25"]
    assert [one["state"] for one in said["actions"]] == ["open", "done"]
    assert said["sections"][0]["heading"] == SESSION.meta.title


def test_a_document_that_is_made_of_no_session_is_no_session() -> None:
    assert json.loads(json_data.render(Document(title="A run sheet")))["complete"] is False
