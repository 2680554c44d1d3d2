"""A computer's clock that is put on or back is noticed; one that slept is not taken for that."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from sessions.timekeeping import JUMP, Sample, jump_words, jumped
from tests.build import NOW, after

START = Sample(NOW, 1000.0)


@given(st.floats(0, 100_000))
def test_time_that_only_goes_by_is_no_jump_however_long_the_computer_slept(seconds: float):
    assert not jumped(START, Sample(NOW + timedelta(seconds=seconds), 1000.0 + seconds))


@given(st.floats(0, 100_000), st.integers(-100_000, 100_000))
def test_a_jump_is_measured_whatever_went_by_meanwhile(seconds: float, by: int):
    now = Sample(NOW + timedelta(seconds=seconds + by), 1000.0 + seconds)
    found = jumped(START, now)
    if abs(by) > JUMP.total_seconds():
        assert abs(found - timedelta(seconds=by)) < timedelta(milliseconds=1)
    elif abs(by) < JUMP.total_seconds():
        assert not found


def test_it_is_said_in_one_sentence_with_what_to_do():
    hour = jumped(START, Sample(after(61), 1060.0))
    assert jump_words(hour, running=True) == (
        "The computer’s clock was put on by 1 h 00 min, and the room’s clock with it: J puts the time left right again."
    )
    assert jump_words(-timedelta(minutes=2), running=False) == (
        "The computer’s clock was put back by 2 min; late and early go by the new time."
    )
