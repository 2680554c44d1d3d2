"""Finding by typing: a code, or words of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.finding import Said, best, has, places, rank, words
from tests.standards import framework

FRAMEWORK = framework()
STATEMENTS = tuple(
    Said(one.code, one.text, f"{area.label} {group.title}")
    for area in FRAMEWORK.areas
    for group in area.groups
    for one in group.statements
)


def found(typed: str) -> list[str]:
    return [one.code for one in best(typed, STATEMENTS, lambda one: one)]


def test_the_code_itself_comes_before_those_that_begin_so() -> None:
    assert found("4.1")[:3] == ["4.1", "4.10", "4.11"]
    assert "4.1a" in found("4.1")
    assert found(" 4.1. ")[0] == "4.1"
    assert found("6.1A") == ["6.1a"]


def test_a_code_that_is_not_there_stays_a_gap() -> None:
    assert "2.12" not in [one.code for one in STATEMENTS]
    assert found("2.12") == ["2.12a"]


def test_a_code_is_found_without_its_dots_after_everything_else() -> None:
    assert found("41")[0] == "4.1"
    assert rank("41", Said("4.1", "the law")) > rank("41", Said("9.9", "no law but 41 rules"))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("change", "Change places", "Leads change well"),
        ("leads change", "He leads changes", "Change that leads on"),
        ("gov", "The governing body", "Misgoverned schools"),
    ],
)
def test_what_fits_better_comes_first(typed: str, better: str, worse: str) -> None:
    pair = (Said("", worse), Said("", better))
    assert [one.text for one in best(typed, pair, lambda one: one)] == [better, worse]


def test_some_of_the_words_may_be_of_its_code_or_of_where_it_stands() -> None:
    assert found("4 safe") == ["4.10"]
    assert found("running safe") == ["4.10"]
    assert found("5 safe") == []


def test_accents_capitals_and_punctuation_need_not_be_typed() -> None:
    assert rank("ty gwyn", Said("", "“Tŷ-Gwyn”, the house")) is not None
    assert found("FAMILIES what") == ["6.1a"]


def test_nothing_typed_finds_everything_in_its_order() -> None:
    assert best("  ", STATEMENTS, lambda one: one) == STATEMENTS
    assert best("…", STATEMENTS, lambda one: one) == ()


@given(st.sampled_from(STATEMENTS), st.data())
def test_every_statement_is_found_by_its_code_first_and_by_any_of_its_words(
    one: Said, data: st.DataObject
) -> None:
    assert found(one.code)[0] == one.code
    word = data.draw(st.sampled_from(words(one.text)))
    assert one.code in found(word[: data.draw(st.integers(1, len(word)))])


@given(st.text(), st.text(), st.text(), st.text())
def test_no_text_is_too_odd_to_be_searched_or_found(typed: str, code: str, text: str, around: str) -> None:
    rank(typed, Said(code, text, around))
    for start, end in places(typed, text):
        assert 0 <= start < end <= len(text)


def test_the_words_that_were_found_are_pointed_out() -> None:
    text = "Works with governors, and governs misgoverned schools."
    assert [text[at:end] for at, end in places("gov", text)] == ["governors", "governs"]
    assert [text[at:end] for at, end in places("ern", text)] == ["governors", "governs", "misgoverned"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("coach", "Coaching trio"),
        ("coaching", "A coach for everyone"),
        ("sabbaticals", "Plan a sabbatical"),
        ("books", "Bring your book"),
        ("LEADERSHIP", "Every leader"),
        ("cafés", "In the CAFE"),
    ],
)
def test_other_forms_of_a_word_are_found_after_the_word_itself(typed: str, text: str) -> None:
    assert has(typed, text)
    itself = Said("", f"About {typed} here")
    assert best(typed, (Said("", text), itself), lambda one: one) == (
        (itself, Said("", text)) if typed != "coach" else (Said("", text), itself)
    )


@pytest.mark.parametrize(
    ("typed", "text"),
    [("ands", "you and me"), ("withdrawing", "with care"), ("overview", "over there"), ("2026a", "in 2026")],
)
def test_a_word_that_only_begins_alike_is_no_other_form(typed: str, text: str) -> None:
    assert not has(typed, text)
    assert rank(typed, Said("", text)) is None


@given(st.text(alphabet="abcdéŵ", min_size=4, max_size=9), st.sampled_from(["s", "ing", "ed", "er"]))
def test_a_word_of_four_letters_is_found_with_and_without_every_ending(word: str, ending: str) -> None:
    for typed, text in ((word, word + ending), (word + ending, word), (word.upper(), word)):
        assert has(typed, text)
        assert rank(typed, Said("", text)) is not None
        assert places(typed, text) == ((0, len(text)),)


def test_every_word_has_to_be_there() -> None:
    assert has("reading coaches", "A coach who reads") is False
    assert has("coaches reads", "A coach who reads")
    assert has("", "Anything")
