"""What will leave with names removed, and what the facilitator decides about it."""

import re
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from exports import handout, leaving, markdown
from exports.handout import shared_with_room
from exports.leaving import Found, in_doubt_said
from exports.names import pseudonym, removed
from exports.write import export
from sessions import name_choices
from sessions.model import Note, Person, Session
from sessions.name_letters import words
from tests.exports.awkward import SESSION
from tests.exports.later import LATER
from tests.exports.test_names import RHIAN, SION, session_with
from tests.sessions.test_name_search import CERTAIN, DOUBTFUL, PEOPLE

NOW = datetime(2026, 12, 2, tzinfo=UTC)
MAIR, WILL = Person(id="m", name="Mair Pugh"), Person(id="w", name="Will Price")


def row(one: Found) -> tuple[str, str, int, int]:
    return one.phrase or one.words, one.becomes, one.count, one.going


def test_every_word_found_is_listed_once_with_what_it_becomes() -> None:
    text = "RHIAN, Rhian's plan. Will it do? we will ask Will. Gyda Fair. Fair play to Siôn at Pont Wernog."
    found = leaving.leaving(session_with(text, RHIAN, SION, MAIR, WILL))
    assert [row(one) for one in found.doubts] == [
        ("Fair", "a colleague", 2, 1), ("Will it", "a colleague", 1, 0),
    ]  # fmt: skip
    assert {row(one) for one in found.goes} == {
        ("RHIAN", "a colleague", 2, 2), ("Will", "a colleague", 1, 1), ("Siôn", "a colleague", 1, 1),
        ("Pont Wernog", "a school", 1, 1),
    }  # fmt: skip
    assert [row(one) for one in found.stays] == [("will", "a colleague", 1, 0)]
    assert found.doubts[0].why
    assert in_doubt_said(found) == "2 words in doubt: “Fair” goes in 1 of 2 places, “Will it” stays."


def test_a_find_is_shown_in_its_sentence() -> None:
    text = "Before it. We were there with Rhian's class, all day long! After it."
    (one,) = leaving.leaving(session_with(text, RHIAN)).goes
    assert (one.example.before, one.example.words, one.example.after) == (
        "We were there with ", "Rhian's", " class, all day long!",
    )  # fmt: skip
    long = f"{'word ' * 60}Rhian {'more ' * 60}"
    (one,) = leaving.leaving(session_with(long, RHIAN)).goes
    assert one.example.before.startswith("…word")
    assert one.example.after.endswith("more…")


def test_what_is_decided_is_in_doubt_no_more() -> None:
    made = session_with("Gyda Fair. Fair play. Will it do?", MAIR, WILL)
    gone = leaving.leaving(name_choices.leave(name_choices.take_out(made, "Fair"), "Will it"))
    assert gone.doubts == ()
    assert [(one.words, one.count, one.decided) for one in gone.goes] == [("Fair", 2, True)]
    assert [(one.phrase, one.decided) for one in gone.stays] == [("Will it", True)]
    nowhere = leaving.leaving(name_choices.take_out(made, "Bryn"))
    assert ("Bryn", 0) in {(one.words, one.count) for one in nowhere.goes}


def test_what_is_taken_out_beside_the_words_is_counted() -> None:
    taken = leaving.leaving(SESSION).taken
    assert (taken.people, taken.schools, taken.pairs, taken.roles, taken.helpers) == (5, 4, 2, 2, 2)
    assert taken.owners == 2


def test_what_is_in_doubt_in_group_notes_is_only_what_they_hold() -> None:
    made = session_with("Gyda Fair", MAIR)
    private = replace(made.notes[0], id="o", fields={"text": "gan Bugh"}, shared="own")
    made = replace(made, notes=(*made.notes, private))
    assert [one.words for one in leaving.leaving(made).doubts] == ["Bugh", "Fair"]
    assert [one.words for one in leaving.leaving(shared_with_room(made), whole=made).doubts] == ["Fair"]


def test_what_holds_no_notes_is_not_in_doubt_because_of_them() -> None:
    made = session_with("Gyda Fair", MAIR)
    assert leaving.of_hand_out(made, "record").doubts
    for kind in ("run-sheet", "attendance"):
        assert not leaving.of_hand_out(made, kind).doubts


def test_what_is_shown_to_leave_is_what_leaves() -> None:
    """Whatever the preview says goes is not in the group notes, and what stays is."""
    for made in (SESSION, LATER, full_of_names()):
        found = leaving.leaving(shared_with_room(made), whole=made)
        text = handout_words(made)
        # What is in doubt in one place may stay there.
        doubtful = {one.words for one in found.doubts}
        for one in found.goes:
            if one.count and len(one.words) > 2 and one.words not in doubtful:
                assert not re.search(rf"\b{re.escape(one.words)}\b", text), one.words
    assert "rhian" not in words(handout_words(SESSION))


def handout_words(made: Session) -> str:
    return markdown.render(handout.group_notes(made, NOW)).replace("\\", "")


def full_of_names() -> Session:
    """A session in whose notes people are named in every awkward form."""
    made = session_with("", *PEOPLE)
    texts = [text for text, *_ in (*CERTAIN, *DOUBTFUL)]
    note = made.notes[0]
    return replace(
        made, notes=tuple(replace(note, id=f"n{at}", fields={"text": text}) for at, text in enumerate(texts))
    )


def test_group_notes_say_what_was_found_and_what_cannot_be() -> None:
    made = full_of_names()
    text = handout_words(made)
    for _, left in CERTAIN:
        assert left in text
    for _, _, left in DOUBTFUL:
        assert left in text
    assert "Not every name can be found by rule: a nickname, a wrong spelling" in text
    assert "a story, a role or a date may tell who is meant" in text
    assert "anonym" not in text


def test_nothing_that_was_decided_leaves_with_the_session() -> None:
    made = name_choices.leave(name_choices.take_out(session_with("Bryn and Melwern"), "Bryn"), "Melwern")
    bare = removed(made)
    assert bare.notes[0].fields["text"] == "A colleague and Melwern"
    assert "Bryn" not in msgspec.json.encode(bare.meta).decode()
    assert (bare.meta.names_also, bare.meta.names_not) == ((), ())


def test_a_form_of_a_name_has_the_stand_in_of_whose_name_it_is() -> None:
    made = session_with("M. Pugh, gan Fair, CPO, Mrs P and Mr Tudor", *PEOPLE)
    mair, catrin = pseudonym(made, "a"), pseudonym(made, "b")
    # Two of them are "Mrs P": of neither is it said.
    assert removed(made, pseudonyms=True).notes[0].fields["text"] == (
        f"{mair}, gan {mair}, {catrin}, a colleague and someone"
    )


def test_files_for_single_people_are_numbered_and_agree(tmp_path: Path) -> None:
    made = full_of_names()
    own = tuple(
        Note(
            id=f"o{one.id}", step="x", people=(one.id,), fields={"t": "I asked Mair Pugh"},
            at=NOW, changed=NOW,
        )
        for one in PEOPLE
    )  # fmt: skip
    written = export(replace(made, notes=own), tmp_path, "people", "removed", now=NOW)
    assert sorted(path.stem[-9:] for path in written) == [f"leader-{n:02}" for n in range(1, 7)]
    for path in written:
        text = path.read_text(encoding="utf-8").replace("\\", "")
        assert f"I asked {pseudonym(made, 'a')}" in text
        assert "Mair" not in text
    schools = export(
        replace(made, notes=tuple(replace(one, shared="room") for one in own)),
        tmp_path / "s", "schools", "removed", now=NOW,
    )  # fmt: skip
    assert len(schools) == len(PEOPLE)
    assert all(re.search(r"-school-[a-f]$", path.stem) for path in schools)


def test_ones_own_notes_keep_ones_own_name_in_every_form() -> None:
    made = session_with("M. Pugh, gan Fair and gan Gatrin", *PEOPLE)
    note = replace(made.notes[0], people=("a",), shared="own")
    own = removed(replace(made, notes=(note,)), keep=("a",)).notes[0].fields["text"]
    assert own == "M. Pugh, gan Fair and gan a colleague"
