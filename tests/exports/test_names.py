"""Names removed: from the records, from free text, and from everything that is made of them."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports import handout, markdown
from exports.names import group_pseudonym, pseudonym, removed, school_pseudonym
from sessions import people
from sessions.model import LEFT, Earlier, Group, Kind, Meta, Note, Person, Review, Session
from sessions.name_search import words
from tests.exports.awkward import AT, NOW, SESSION
from tests.exports.later import LATER


def session_with(text: str, *people: Person, cluster: str = "Cwm", title: str = "Workshop") -> Session:
    meta = SESSION.meta
    return Session(
        meta=Meta(
            id="s",
            title=title,
            cluster=cluster,
            date=meta.date,
            start="09:00",
            zone="Europe/London",
            created=meta.created,
        ),
        people=people,
        notes=(Note(id="n", step="x", fields={"text": text}, shared="room", at=AT, changed=AT),),
    )


def scrubbed(text: str, *people: Person, cluster: str = "Cwm") -> str:
    return removed(session_with(text, *people, cluster=cluster)).notes[0].fields["text"]


RHIAN = Person(id="a", name="Rhian Jones", school="Ysgol Tŷ Gwyn")
SION = Person(id="b", name="Siôn Prys-Owen", school="Pont Wernog Primary School")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rhian Jones helped", "A colleague helped"),
        ("We saw Rhian lead", "We saw a colleague lead"),
        ("we thank JONES and rhian", "we thank a colleague and a colleague"),
        (
            "Jones’s plan, Rhian's plan, Rhians plan",
            "A colleague's plan, a colleague's plan, a colleague's plan",
        ),
        ("Ask Mrs Jones. Mrs. Jones knows", "Ask a colleague. A colleague knows"),
        ("Sion, SIÔN and Sio\u0302n", "A colleague, a colleague and a colleague"),
        ("Prys-Owen, Prys–Owen or Owen", "A colleague, a colleague or a colleague"),
        ("mail rhian.jones@ysgol.example.", "mail an e-mail address."),
        (
            "x@y.example, Rhian; 1-2@3.example @ Rhian@",
            "an e-mail address, a colleague; an e-mail address @ a colleague@",
        ),
        ("Rhian_Jones2", "A colleague2"),
        ("R\u200bhian", "A colleague"),
        ("Rhian\nJones", "A colleague"),
        ("Rhianedd and Jonesborough stay", "Rhianedd and Jonesborough stay"),
        ("a visit to Ysgol Tŷ Gwyn's hall", "a visit to a school's hall"),
        ("ysgol ty gwyn", "A school"),
        ("the Pont Wernog school and Tŷ Gwyn", "A school and a school"),
        ("at Pont Wernog Primary, the Tŷ Gwyn high school", "at a school, a school"),
    ],
)
def test_known_names_are_replaced_in_free_text(text: str, expected: str) -> None:
    assert scrubbed(text, RHIAN, SION) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Will Price", "I will ask Will about the price", "I will ask a colleague about the price"),
        ("May Day", "In May we ask May; you may say", "In May we ask a colleague; you may say"),
        ("Dr Jo Li", "jo said Jo did", "jo said a colleague did"),
        (
            "Niamh O'Driscoll",
            "O’Driscoll, ODriscoll, O Driscoll, Driscoll",
            "A colleague" + ", a colleague" * 3,
        ),
        ("Siôn ap Owain", "ap Owain or Owain or Mr ap Owain", "A colleague or a colleague or a colleague"),
        ("Gareth Rees", "Rees' idea, Rees's idea", "A colleague's idea, a colleague's idea"),
        (
            "Mary Ann de la Cruz",
            "Ann de la Cruz and the la la band",
            "A colleague a colleague and the la la band",
        ),
        ("X", "x marks X", "x marks a colleague"),
    ],
)
def test_names_of_every_make_are_found(name: str, text: str, expected: str) -> None:
    assert scrubbed(text, Person(id="a", name=name)) == expected


def test_a_school_known_by_one_letter_does_not_eat_the_text() -> None:
    assert (
        scrubbed("a good school A day", Person(id="a", name="Rhian Jones", school="A"))
        == "a good school A day"
    )
    text = scrubbed(
        "at School A and school b", *(Person(id=x, name=f"N{x}", school=f"School {x}") for x in "AB")
    )
    assert text == "at a school and a school"


def test_the_clusters_own_name_may_be_said() -> None:
    person = Person(id="a", name="Rhian Jones", school="Ysgol Gyfun Dyffryn Melwern")
    text = "Dyffryn Melwern, and Ysgol Gyfun Dyffryn Melwern"
    assert scrubbed(text, person, cluster="Dyffryn Melwern cluster") == "Dyffryn Melwern, and a school"


def test_aliases_are_names_too() -> None:
    assert (
        scrubbed("Mari said", Person(id="a", name="Mair Rhos", aliases=("Mari Rhos",))) == "A colleague said"
    )


NAMES = st.sampled_from(
    ["Rhian Jones", "Siôn Prys-Owen", "Niamh O'Driscoll", "Ŵ Ŷan Grufudd", "Ceridwen Môn Parri"]
)
ALTERED = st.sampled_from([str, str.upper, str.lower, str.title, lambda name: name.replace(" ", "  ")])
SIGNS = st.text(alphabet=" .,;:!?'’\"()[]-–/\n\t#*|1", max_size=3)


@given(st.lists(st.tuples(SIGNS, NAMES, ALTERED, SIGNS), min_size=1, max_size=6))
def test_no_known_name_is_left_whatever_stands_around_it(parts: list[tuple[str, str, object, str]]) -> None:
    people = [Person(id=str(n), name=name) for n, name in enumerate({name for _, name, _, _ in parts})]
    text = " and ".join(before + alter(name) + after for before, name, alter, after in parts)  # type: ignore[operator]
    left = set(words(scrubbed(text, *people)))
    known = {word for person in people for word in words(person.name) if len(word) > 1}
    assert not left & known


@given(
    st.lists(st.tuples(SIGNS, NAMES, ALTERED, SIGNS), min_size=1, max_size=4),
    st.sampled_from(LEFT),
    st.booleans(),
)
def test_no_known_name_is_left_in_what_earlier_sessions_left(
    parts: list[tuple[str, str, object, str]], kind: Kind, former: bool
) -> None:
    people = [Person(id=str(n), name=name) for n, name in enumerate({name for _, name, _, _ in parts})]
    text = " and ".join(before + alter(name) + after for before, name, alter, after in parts)  # type: ignore[operator]
    session = session_with("nothing", *([] if former else people))
    item = Earlier(
        id="e.x",
        session="s",
        day=SESSION.meta.date,
        kind=kind,
        step=text,
        field=text,
        text=text,
        people=("0",),
        shared="room",
        owner=text,
        reviews=(Review(at=AT, text=text, state=text, people=("0",), shared="room"),),
    )
    names = tuple(person.name for person in people)
    session = replace(
        session, earlier=(item,), meta=replace(session.meta, former_names=names if former else ())
    )
    known = {word for name in names for word in words(name) if len(word) > 1}
    data = msgspec.json.encode(removed(session).earlier).decode()
    assert not set(words(data)) & known
    said = markdown.render(handout.group_notes(session, NOW))
    assert not set(words(said)) & known


def test_nothing_tells_whose_an_earlier_item_was() -> None:
    bare = removed(LATER)
    assert all((item.people, item.school, item.owner) == ((), "", "") for item in bare.earlier)
    assert all(review.people == () for item in bare.earlier for review in item.reviews)
    data = msgspec.json.encode(bare.earlier).decode()
    for word in ("Rhian", "Niamh", "Siôn", "Siân", "Driscoll", "Mair", "Tŷ Gwyn", '"p1"'):
        assert word not in data, word


def test_stand_ins_stand_for_the_people_and_schools_of_earlier_items_too() -> None:
    items = {item.id: item for item in removed(LATER, pseudonyms=True).earlier}
    assert items["n9.act"].school == school_pseudonym(LATER, "Ysgol Tŷ Gwyn")
    assert items["n1.next"].text.startswith(f"Ring *{pseudonym(LATER, 'p4')}*")
    assert items["n3.do"].owner == "someone else"
    assert items["n1.next"].owner == "p1"


def test_who_is_kept_keeps_the_owner_that_they_wrote() -> None:
    items = {item.id: item for item in removed(LATER, keep=("p1",)).earlier}
    assert items["n3.do"].owner == "Siân Parry"
    assert items["n3.do"].text == "Rhian and a colleague swap keys"


def test_group_notes_hold_no_known_name_anywhere() -> None:
    text = set(words(markdown.render(handout.group_notes(SESSION, NOW))))
    for word in (
        "rhian",
        "jones",
        "sion",
        "owain",
        "niamh",
        "driscoll",
        "mair",
        "mari",
        "parry",
        "bethan",
        "gwyn",
    ):
        assert word not in text
    assert {"names", "removed"} <= text
    assert not text & {"anonymous", "headteacher", "deputy", "pair"}


def test_nothing_of_a_session_with_names_removed_tells_whose_a_note_was() -> None:
    bare = removed(SESSION)
    data = msgspec.json.encode(replace(bare, frameworks=())).decode()
    for word in (
        "Rhian",
        "Siôn",
        "Niamh",
        "Mari Rhos",
        "Tŷ Gwyn",
        "Cae-glas",
        "Bethan",
        "Headteacher",
        "Pair 1",
        '"p1"',
    ):
        assert word not in data, word


def test_a_help_field_is_dropped_and_its_name_known_in_other_notes() -> None:
    notes = [note.fields for note in removed(SESSION).notes]
    assert not any("who" in fields or "aid" in fields for fields in notes)
    assert not any("Siân" in text for fields in notes for text in fields.values())


def test_keeping_someone_keeps_their_words_and_removes_everybody_else() -> None:
    own = removed(SESSION, keep=("p1",))
    fields = {note.id: note.fields for note in own.notes}
    assert fields["n1"]["who"] == "A colleague, and Siân Parry\n- the deputy"
    assert fields["n3"]["line"].startswith("Rhian’s idea: a colleague and Tŷ Gwyn swap.")
    # A surname that two share is taken out where it stands alone.
    assert "a colleague & Siân" in fields["n7"]["item"]
    assert [person.name for person in own.people[:2]] == ["Rhian Jones", "a colleague"]
    assert own.people[0].role == "Headteacher"
    assert own.people[1].role == ""


def test_stand_ins_are_the_same_in_all_files_and_tell_no_order() -> None:
    people = tuple(
        Person(id=f"p{n}", name=f"Person {chr(65 + n)}bc", school=f"School {n}") for n in range(20)
    )
    session = replace(SESSION, people=people, notes=(), rounds=(), swaps=())
    stand_ins = [pseudonym(session, person.id) for person in people]
    assert sorted(stand_ins) == sorted(f"Leader {n}" for n in range(1, 21))
    assert stand_ins != [f"Leader {n}" for n in range(1, 21)]
    whole = removed(session, pseudonyms=True)
    assert [person.name for person in whole.people] == [f"Leader {n}" for n in range(1, 21)]
    by_id = {person.id: person for person in whole.people}
    for person, stand_in in zip(people, stand_ins, strict=True):
        assert by_id[person.id].name == stand_in
        assert by_id[person.id].school == school_pseudonym(session, person.school)
    assert group_pseudonym(SESSION, "r1", "g1") in {"Pair A", "Pair B"}
    assert group_pseudonym(SESSION, "r1", "g1") != group_pseudonym(SESSION, "r1", "g2")


def test_groups_with_stand_ins_do_not_stand_in_the_order_in_which_the_room_knew_them() -> None:
    pairs = tuple(Group(id=f"g{n}", label=f"Pair {n}", people=(f"p{n}", f"q{n}")) for n in range(1, 30))
    session = replace(SESSION, notes=(), rounds=(replace(SESSION.rounds[0], groups=pairs),))
    (made,) = removed(session, pseudonyms=True).rounds
    labels = [group.label for group in made.groups]
    assert labels == [f"Pair {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"] + [
        "Pair AA",
        "Pair AB",
        "Pair AC",
    ]
    assert [group.id for group in made.groups] != [group.id for group in pairs]


def test_stand_ins_stand_in_free_text_where_it_is_clear_who_is_meant() -> None:
    fields = {note.id: note.fields for note in removed(SESSION, pseudonyms=True).notes}
    assert fields["n5"]["mean"].startswith(f"{pseudonym(SESSION, 'p1')} alone")
    assert "a colleague" in fields["n7"]["item"]  # Jones: one of two


def test_titles_keep_ordinary_words_that_are_names_too() -> None:
    session = session_with("x", Person(id="a", name="Mark Rees"), title="Mark your progress with Rees")
    assert removed(session).meta.title == "Mark your progress with a colleague"


def test_names_of_people_taken_out_or_corrected_and_their_schools_are_removed_too() -> None:
    session = session_with("Rhian of Tŷ Gwyn met Siôn, of Pont Wernog Primary; mail Bedwyr", RHIAN, SION)
    session = people.correct(session, "a", "Bedwyr Puw", "Ysgol Bryn", "")
    session = people.take_out(session, "b")
    clean = removed(session)
    assert clean.notes[0].fields["text"] == (
        "A colleague of a school met a colleague, of a school; mail a colleague"
    )
    assert (clean.meta.former_names, clean.meta.former_schools) == ((), ())


def test_someone_corrected_keeps_the_words_of_their_name_in_their_own_notes() -> None:
    session = people.correct(session_with("Rhian Jones and Rhiann", RHIAN), "a", "Rhiann Jones", "", "")
    assert removed(session, keep=("a",)).notes[0].fields["text"] == "A colleague and Rhiann"
