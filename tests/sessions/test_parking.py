"""The parking lot keeps what has to wait, until it is settled."""

from sessions import parking
from sessions.model import Session
from tests.build import NOW, session


def parked(*texts: str) -> Session:
    state = session()
    for text in texts:
        state = parking.add(state, text, "talk", NOW)
    return state


def test_what_is_parked_waits_in_order_until_it_is_settled():
    state = parked("Who pays for cover?", "Dates for spring")
    assert [one.text for one in parking.waiting(state)] == ["Who pays for cover?", "Dates for spring"]
    settled = parking.settle(state, state.parked[0].id)
    assert [one.text for one in parking.waiting(settled)] == ["Dates for spring"]
    assert parking.settle(settled, state.parked[0].id, settled=False) == state


def test_nothing_is_parked_twice_while_it_waits_and_no_words_are_nothing():
    state = parked("Who pays for cover?")
    assert parking.add(state, "  who pays for COVER? ", "write", NOW) is state
    assert parking.add(state, "  \n ", "write", NOW) is state
    settled = parking.settle(state, state.parked[0].id)
    assert len(parking.add(settled, "Who pays for cover?", "write", NOW).parked) == 2


def test_a_line_saved_while_it_was_typed_stands_there_once_in_the_end():
    state = parked("Who pays for cover?")
    typed = parking.put(state, "k1", "Who pays", "talk", NOW)
    assert [one.id for one in typed.parked] == [state.parked[0].id, "k1"]
    whole = parking.put(typed, "k1", "who pays for cover?", "talk", NOW)
    assert len(whole.parked) == 2
    assert parking.once(whole, "k1") == state
    assert parking.once(typed, "k1") is typed
    settled = parking.settle(whole, state.parked[0].id)
    assert parking.once(settled, "k1") is settled


def test_an_entry_is_put_in_other_words_and_without_any_taken_away():
    state = parked("Who pays?")
    id = state.parked[0].id
    assert parking.edit(state, id, " Who pays for cover? ").parked[0].text == "Who pays for cover?"
    assert parking.edit(state, id, "  ").parked == ()
    assert parking.remove(state, id).parked == ()
    assert parking.remove(state, "gone") is state


def test_what_is_parked_is_cleaned_like_all_typed_text():
    assert parked("a\x1b[2Jb\u202e").parked[0].text == "a[2Jb"
