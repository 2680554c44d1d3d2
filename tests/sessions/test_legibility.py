"""From how far a stage is read, by the rule for pictures in rooms (DISCAS)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions import legibility

widths = st.floats(min_value=0.4, max_value=12)
columns = st.integers(min_value=20, max_value=400)
rows = st.integers(min_value=5, max_value=150)


def test_the_example_of_the_standard_comes_out() -> None:
    # A letter of 3 % of a picture a metre high: read from 6 metres. 0.42 of a row in 14 rows is 3 %.
    assert legibility.picture_height(2.0, 56, 14) == pytest.approx(1.0)
    assert legibility.read_from(2.0, 56, 14) == pytest.approx(6.0)


def test_a_picture_two_metres_wide_is_read_from_further_when_the_letters_are_larger() -> None:
    at_80, at_60 = (legibility.read_from(2.0, wide, high) for wide, high in ((80, 24), (60, 18)))
    assert (round(at_80, 1), round(at_60, 1)) == (4.2, 5.6)


@given(widths, columns, rows, rows)
def test_rows_below_the_text_make_it_no_larger(width: float, wide: int, high: int, other: int) -> None:
    assert legibility.read_from(width, wide, high) == pytest.approx(legibility.read_from(width, wide, other))


@given(widths, columns, rows, st.integers(min_value=1, max_value=12))
def test_letters_of_so_many_rows_are_read_from_so_many_times_as_far(
    width: float, wide: int, high: int, letter: int
) -> None:
    found = legibility.reach(width, wide, high, letter)
    assert found.normal > 0
    assert found.largest == pytest.approx(found.normal * letter)


@pytest.mark.parametrize(("width", "wide", "high"), [(0, 80, 24), (2, 0, 24), (2, 80, 0), (-1, 80, 24)])
def test_what_is_not_there_is_not_read(width: float, wide: int, high: int) -> None:
    assert legibility.read_from(width, wide, high) == 0


def test_a_code_is_scanned_from_about_ten_times_its_width() -> None:
    assert legibility.scanned_from(2.0, 80, 20) == pytest.approx(5.0)
    assert legibility.scanned_from(2.0, 80, 20, 2) == pytest.approx(10.0)


@given(widths, st.sampled_from([-1, 1]))
def test_a_key_always_changes_the_width_until_it_can_go_no_further(width: float, by: int) -> None:
    width = legibility.put_width(width)
    found = legibility.wider(width, by)
    assert legibility.NARROWEST <= found <= legibility.WIDEST
    if legibility.NARROWEST < width < legibility.WIDEST:
        assert (found - width) * by > 0


@pytest.mark.parametrize(
    ("typed", "width"),
    [
        ("2.4", 2.4),
        (" 2,4 m", 2.4),
        ("240 cm", 2.4),
        ("240", 2.4),
        ("3 metres", 3.0),
        ("1 metre", 1.0),
        ("12", 12.0),
    ],
)
def test_a_width_is_understood_as_people_write_it(typed: str, width: float) -> None:
    assert legibility.read_width(typed) == width


@pytest.mark.parametrize("typed", ["", "wide", "0", "-2", "13", "nan", "1e9", "2.4.1"])
def test_what_is_no_width_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match="metres"):
        legibility.read_width(typed)


def test_a_distance_is_said_without_promising_too_much() -> None:
    assert [legibility.metres(away) for away in (4.19, 4.2, 9.99, 10.0, 17.9)] == [
        "4.1 m",
        "4.2 m",
        "9.9 m",
        "10 m",
        "17 m",
    ]
