"""Typed words on their way in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.text import slug
from sessions.text import clean, key, one_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain", "plain"),
        ("a\nb", "a\nb"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("Word\x0bbreaks\u2028lines", "Word\nbreaks\nlines"),
        ("a\tb", "a b"),
        ("bell\x07 escape\x1b[31m nul\x00 del\x7f", "bell escape[31m nul del"),
        ("c1\x9b31m\x85next", "c131m\nnext"),
        ("over\u202eride \u2066isolate\u2069", "override isolate"),
        ("\ufeffmark in\ufeffside", "mark inside"),
        ("w\u0302", "ŵ"),
        ("w\u202e\u0302", "ŵ"),
        ("lone \ud800 surrogate", "lone � surrogate"),
        ("👩‍🏫 keeps its joiner", "👩‍🏫 keeps its joiner"),
    ],
)
def test_clean_text_keeps_the_words_alone(typed: str, kept: str):
    assert clean(typed) == kept


@given(st.text())
def test_clean_text_stays_as_it_is(text: str):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(char) == "Cc" and char != "\n" for char in cleaned)


@given(st.text())
def test_one_line_is_one_line(text: str):
    line = one_line(text)
    assert line == " ".join(line.splitlines()).strip()
    assert "  " not in line
    assert one_line(line) == line


def test_white_space_of_every_kind_is_folded():
    assert one_line("  Ysgol\u00a0 y\n\n Garth\u2003") == "Ysgol y Garth"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siân  Jones", "SIA\u0302N JONES"),
        (" Heinz Groß", "heinz gross "),
        ("Ann\u200b-Marie", "Ann-Marie"),
        ("co\u00adoperate", "cooperate"),
        ("ŴYN", "ŵyn"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str):
    assert key(one) == key(other)


def test_other_names_have_other_keys():
    assert len({key("Siân"), key("Sian"), key("Sian J"), key("SianJ")}) == 4


@given(st.text())
def test_a_key_is_its_own_key(text: str):
    assert key(key(text)) == key(text)


def test_slugs_are_ascii_words():
    assert slug("Tŷ Gwyn, Môn") == "ty-gwyn-mon"
    assert slug("  What's next? ") == slug("What’s – next") == "whats-next"
    assert slug("日本") == ""
