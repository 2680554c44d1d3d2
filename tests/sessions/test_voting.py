"""Dot voting by show of hands: for themes where there are any, else for the notes on the wall."""

from sessions import progress, themes, voting, walls
from sessions.model import Wall
from sessions.stage import stage_view
from sessions.store import Store
from tests.build import NOW
from tests.sessions.test_themes import three
from tests.sessions.test_walls import arranged, harvested, said


def test_themes_are_voted_on_where_there_are_any_and_notes_where_there_are_none():
    assert [(one.kind, one.number, one.text) for one in voting.ballot(three())] == [
        ("theme", 1, "Reading"),
        ("theme", 2, "Talk"),
    ]
    state = harvested(("2.1", "b"), ("1.1", "a"))
    assert [(one.kind, one.text) for one in voting.ballot(state)] == [("note", "a"), ("note", "b")]
    state = walls.arranged(walls.starred(state, "n0"), Wall(starred=True))
    assert [one.text for one in voting.ballot(state)] == ["b"]


def test_the_most_hands_come_first_and_even_ones_are_said():
    state = themes.make(three(), "Later")
    reading, talk, later = (one.id for one in state.themes)
    assert voting.said(state) == ""
    state = voting.count(voting.count(voting.count(state, reading, 4), talk, 9), later, 4)
    assert [one.text for one in voting.results(state)] == ["Talk", "Reading", "Later"]
    assert voting.said(state) == "Most for 2 Talk: 9 hands, 5 ahead."
    even = voting.count(state, later, 9)
    assert voting.said(even) == "2 and 3 are even, 9 hands each."
    assert {one.text for one in voting.winners(even)} == {"Talk", "Later"}


def test_forgetting_takes_every_hand_back():
    state = three()
    state = voting.count(state, state.themes[0].id, 4)
    assert not any(one.dots for one in voting.ballot(voting.forget(state)))
    assert voting.count(state, state.themes[0].id, -3).themes[0].dots == 0


def test_while_hands_are_counted_the_room_sees_no_numbers_of_them():
    state = three()
    asked = arranged(voting.count(state, state.themes[0].id, 43), vote="ask")
    assert "Reading" in said(asked)
    assert "43" not in said(asked)
    result = arranged(asked, vote="result")
    assert [entry.marker for entry in stage_view(result, NOW).entries] == ["1", "2"]
    assert "43" in said(result)
    assert "█" in said(result)


def test_the_result_says_in_words_that_some_are_even():
    state = three()
    for one in state.themes:
        state = voting.count(state, one.id, 6)
    assert "1 and 2 are even, 6 hands each." in said(arranged(state, vote="result"))


def test_a_vote_on_nothing_says_so():
    assert "nothing to vote on" in said(progress.show(arranged(harvested(), vote="ask"), "wall"))


def test_after_a_vote_the_bars_of_the_wall_are_for_hands_and_no_longer_for_notes():
    state = arranged(three(), by="theme", counts=True)
    before = stage_view(state, NOW)
    assert "hands" not in before.caption
    for number, one in enumerate(state.themes):
        state = voting.count(state, one.id, 7 * (number + 1))
    view = stage_view(state, NOW)
    assert "bars: hands" in view.caption
    counts = {entry.text: entry.short[-1] for entry in view.entries}
    assert [counts[one.name] for one in state.themes if one.name in counts] == ["7", "14"]


def test_the_order_of_the_wall_is_the_same_after_a_restart(tmp_path):
    store = Store(tmp_path)
    made = store.create(three())
    store.change(made.id, "Wall", lambda one: arranged(one, by="theme"), undoable=False)
    assert Store(tmp_path).load(made.id).progress.wall.by == "theme"
