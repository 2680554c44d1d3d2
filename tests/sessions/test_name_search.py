"""Names in the forms that people really give them: which are found, which are in doubt, which cannot be found."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions import name_choices, series
from sessions.known_names import known_names
from sessions.model import Person, Session
from sessions.name_forms import beginnings, initials, letters_of, mutated, mutations
from tests import build

PEOPLE = (
    Person(id="a", name="Mair Pugh", school="Ysgol Gyfun Dyffryn Melwern"),
    Person(id="b", name="Catrin Prys-Owen", school="Ysgol Tŷ Gwyn", aliases=("Cati Prys-Owen",)),
    Person(id="c", name="Dafydd James", school="Ysgol y Bala"),
    Person(id="d", name="Gwen Price", school="Pont Wernog Primary School"),
    Person(id="e", name="Siân O'Neill", school="St Mary's C.P. School"),
    Person(id="f", name="Rhiannon Will", school="Cae-glas Primary School"),
)


def session(people: tuple[Person, ...] = PEOPLE) -> Session:
    return replace(build.session(), people=people)


SEARCH = known_names(session())

# What was written, what of it is found, why it is in doubt, and what is left of the text.
CERTAIN = [
    ("ask Mair about it", "ask a colleague about it"),
    ("ask mair about it", "ask a colleague about it"),
    ("MAIR and Pugh", "A colleague and a colleague"),
    ("Siân’s plan, Sians plan, SIAN's", "A colleague's plan, a colleague's plan, a colleague's"),
    ("James' plan and James’s", "A colleague's plan and a colleague's"),
    ("M. Pugh and M Pugh, C. Prys-Owen", "A colleague and a colleague, a colleague"),
    ("we asked Mair P. about it", "we asked a colleague about it"),
    ("Mrs Pugh's class", "A colleague's class"),
    ("ask Cati", "ask a colleague"),
    ("O'Neill, o'neill, ONeill", "A colleague, a colleague, a colleague"),
    ("at Ysgol Gyfun Dyffryn Melwern", "at a school"),
    ("in Dyffryn Melwern we met", "in a school we met"),
    ("at the Pont Wernog school, at St Mary’s", "at a school, at a school"),
    ("mail x.y@nant.example", "mail an e-mail address"),
]
DOUBTFUL = [
    ("diolch i Fair am hyn", "mutation", "diolch i a colleague am hyn"),
    ("gyda Gatrin", "mutation", "gyda a colleague"),
    ("yng nghar Nghatrin", "mutation", "yng nghar a colleague"),
    ("Alun a Chatrin", "mutation", "Alun a a colleague"),
    ("siarad â Ddafydd, wedyn ddafydd", "mutation mutation", "siarad â a colleague, wedyn a colleague"),
    ("gan Wen", "mutation", "gan a colleague"),
    ("gan Mhugh neu Bugh", "mutation mutation", "gan a colleague neu a colleague"),
    ("o Fala", "mutation", "o a school"),
    ("i Dŷ Gwyn, yn Nhŷ Gwyn", "mutation mutation", "i a school, yn a school"),
    ("yn Nyffryn Melwern", "mutation", "yn a school"),
    ("Fair play to them", "mutation", "Fair play to them"),
    ("at the Fair", "mutation", "at the Fair"),
    ("the Christmas Fair", "mutation", "the Christmas Fair"),
    ("It was a Fair deal. Wen", "mutation mutation", "It was a Fair deal. Wen"),
    ("A FAIR SHARE", "mutation", "A FAIR SHARE"),
    ("M.P. came, D. J. said", "initials initials", "M.P. came, a colleague said"),
    ("CPO and DJ agree", "initials initials", "A colleague and a colleague agree"),
    ("the MP came", "initials", "the MP came"),
    ("YGDM won, Y.G.D.M. lost, PWPS", "initials initials initials", "A school won, a school lost, a school"),
    ("Mrs P said", "title", "A colleague said"),
    ("Mr Bugh", "title", "A colleague"),
    ("Mrs Eleri Tudor's son", "title", "Someone's son"),
    ("at Ysgol Nant y Groes", "school", "at a school"),
    ("our Nant Primary School", "school", "A school"),
    ("Rhi leads it, with Cat", "short short", "A colleague leads it, with a colleague"),
    ("Cat sat", "short", "Cat sat"),
    ("we met at Melwern", "part", "we met at a school"),
    ("at Dyffryn we", "part", "at a school we"),
    ("in Dyffryn Conwy", "part", "in Dyffryn Conwy"),
    ("Will it do, he will ask Will", "word", "Will it do, he will ask a colleague"),
    ("Will says so", "word", "A colleague says so"),
    ("Gyda'r Ferch Fair", "mutation", "Gyda'r Ferch Fair"),
    ("Gwennie and Dai came", "short short", "A colleague and a colleague came"),
]
# Honest: none of this can be known from a list of names.
NOT_FOUND = [
    "that was fair, and wen",
    "the head of the biggest school in the valley",
    "Bryn, as everybody calls her",
    "Mairr and Katrin",
    "they met at Top, as they call it",
    "rhi and mp in small letters",
    "her husband Tomos, Mari's friend",
    "PE, TA and ALN",
    "every Primary School",
    "Ps and Qs, Os by the dozen",
]


def test_names_are_found_however_they_are_given() -> None:
    assert [(words, SEARCH(words)) for words, _ in CERTAIN] == CERTAIN
    assert not any(match.doubt for words, _ in CERTAIN for match in SEARCH.search(words))


def test_what_may_be_a_name_is_in_doubt_and_goes_unless_it_is_more_likely_a_word() -> None:
    found = [
        (words, " ".join(match.doubt for match in SEARCH.search(words) if match.doubt), SEARCH(words))
        for words, _, _ in DOUBTFUL
    ]
    assert found == DOUBTFUL


def test_what_no_rule_can_find_stays() -> None:
    assert [SEARCH(words) for words in NOT_FOUND] == NOT_FOUND


def test_in_headings_what_welsh_changed_or_was_cut_short_stays() -> None:
    assert (
        SEARCH("Doing it Fair and Rhi, with Melwern", heading=True) == "Doing it Fair and Rhi, with a school"
    )


def test_an_ordinary_word_is_in_doubt_only_where_a_sentence_begins() -> None:
    matches = [
        (match.core, match.doubt, match.left, match.phrase)
        for match in SEARCH.search("Will it? Ask Will, will you")
    ]
    assert matches == [
        ("Will", "word", True, "Will it"), ("Will", "", False, "Will"), ("will", "", True, "will"),
    ]  # fmt: skip


WORDS_TOO = known_names(
    session(
        (
            Person(id="a", name="Gwen Price", school="Castle Primary"),
            Person(id="b", name="Mark Young"),
            Person(id="c", name="David Rose"),
            Person(id="d", name="Catrin Hill"),
        )
    )
)
ORDINARY = [
    ("Young children need to see", "Young children need to see"),
    ("Mark my words. Mark, you know", "Mark my words. Mark, you know"),
    ("the Rose garden, our Hill walk", "the Rose garden, our Hill walk"),
    ("YOUNG PEOPLE FIRST", "YOUNG PEOPLE FIRST"),
    ("she said “Young people”", "she said “Young people”"),
    ("in the castle and the Castle grounds", "in the castle and the Castle grounds"),
    ("at Castle, at the castle school", "at a school, at a school"),
    ("Mark said it. Rose's class. Mark: yes", "A colleague said it. A colleague's class. A colleague: yes"),
    ("Mark to send it. Mark and Catrin", "A colleague to send it. A colleague and a colleague"),
    ("I think that Mark leads, a Rose hefyd", "I think that a colleague leads, a a colleague hefyd"),
    ("Mrs Hill, ask Hill", "A colleague, ask a colleague"),
    ("the Catrin plan, every Catrin", "the colleague plan, every colleague"),
]


def test_ordinary_words_stay_unless_they_are_plainly_somebody() -> None:
    assert [(words, WORDS_TOO(words)) for words, _ in ORDINARY] == ORDINARY
    listed = {match.phrase for words, _ in ORDINARY for match in WORDS_TOO.search(words) if match.doubt}
    assert {"Young children", "Mark my", "Mark", "Rose garden", "YOUNG PEOPLE", "Castle grounds"} <= listed


# --- deciding --------------------------------------------------------------------------------------------------


def text(made: Session, words: str) -> str:
    return known_names(made)(words)


def test_what_is_decided_holds_wherever_the_words_stand() -> None:
    made = name_choices.leave(session(), "Melwern")
    assert text(made, "Melwern, at MELWERN, in Dyffryn Melwern") == "Melwern, at MELWERN, in a school"
    made = name_choices.take_out(made, "Melwern")
    assert text(made, "Melwern") == "A school"
    assert (made.meta.names_also, made.meta.names_not) == (("Melwern",), ())
    made = name_choices.forget(made, "melwern")
    assert (made.meta.names_also, made.meta.names_not) == ((), ())


def test_a_form_that_is_a_name_goes_where_it_would_have_stayed() -> None:
    assert (
        text(name_choices.take_out(session(), "Fair"), "Fair came; that is fair")
        == "A colleague came; that is fair"
    )
    assert (
        text(name_choices.take_out(session(), "MP"), "the MP, and M.P. too")
        == "the colleague, and a colleague too"
    )


def test_an_ordinary_word_may_stay_in_one_place_and_go_in_another() -> None:
    made = name_choices.leave(session(), "Will it")
    assert (
        text(made, "Will it do? Ask Will. Will is there")
        == "Will it do? Ask a colleague. A colleague is there"
    )
    assert not any(
        match.doubt for match in known_names(name_choices.take_out(made, "Will")).search("Will it")
    )


def test_a_nickname_given_by_hand_goes_in_every_form() -> None:
    made = name_choices.take_out(session(), "Bryn")
    assert (
        text(made, "Bryn's plan, gan Fryn, on the bryn") == "A colleague's plan, gan a colleague, on the bryn"
    )
    made = name_choices.take_out(session(), "Top School")
    assert text(made, "the Top School, at Top; at the top") == "A school, at a school; at the top"


def test_what_is_decided_comes_along_to_the_next_session_and_is_its_own_there() -> None:
    before = name_choices.leave(name_choices.take_out(session(), "Bryn"), "Melwern")
    day = before.meta.date.replace(day=20)
    after = series.again(before, day=day, now=build.NOW)
    assert (after.meta.names_also, after.meta.names_not) == (("Bryn",), ("Melwern",))
    after = name_choices.take_out(after, "Melwern")
    after = series.bring(after, before)
    assert (after.meta.names_also, after.meta.names_not) == (("Bryn", "Melwern"), ())
    new = replace(session(), meta=replace(build.session().meta, date=day))
    assert series.follow(new, before).meta.names_also == ("Bryn",)


# --- forms -----------------------------------------------------------------------------------------------------


def test_the_first_consonant_changes_as_in_welsh() -> None:
    assert mutations("catrin") == {"gatrin", "nghatrin", "chatrin"}
    assert mutations("gwen") == {"wen", "ngwen"}
    assert mutations("llinos") == {"linos"}
    assert mutations("rhian") == {"rian"}
    assert [*map(mutations, ("thomas", "sian", "elin", "chris", "ffion"))] == [set()] * 5
    assert mutated(("ty", "gwyn")) == {("dy", "gwyn"), ("nhy", "gwyn"), ("thy", "gwyn")}
    assert initials([("mair",), ("prys", "owen")]) == {"mpo", "mp"}
    assert initials([("mair",)]) == set()
    assert beginnings("rhian") == {"rhi", "rhia"}
    assert letters_of("Ysgol Gyfun Dyffryn Melwern") == {"ygdm"}


WORDS = st.text(alphabet="abcdefghilmnoprstuw", min_size=3, max_size=9)


@given(WORDS, st.sampled_from("abcdefgh"))
def test_every_change_keeps_what_follows_the_first_consonant(word: str, first: str) -> None:
    vowel = "a" + word
    assert all(form.endswith(vowel) for form in mutations(first + vowel))
    assert first + vowel not in mutations(first + vowel)


@given(st.lists(st.sampled_from([text for text, *_ in (*CERTAIN, *DOUBTFUL)]), min_size=1, max_size=5))
def test_finds_never_overlap_and_stand_where_they_say(texts: list[str]) -> None:
    whole = "\n".join(texts)
    end = 0
    for match in SEARCH.search(whole):
        assert end <= match.start < match.end <= len(whole)
        assert whole[match.start : match.end] == match.words
        assert match.core in match.words
        end = match.end
