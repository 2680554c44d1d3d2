"""Undo and redo: exact, in words, for one's own changes, and never over someone else's."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions import differences, records, undo
from sessions.errors import CannotUndo
from sessions.model import Change, Choice, Person, Ref, Session, Step, Visit
from sessions.store import Store
from tests.sessions import made

Apply = Callable[[Session], Session]
NOW = datetime(2026, 12, 1, 9, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
def store(data_folder: Path) -> Store:
    store = Store(data_folder, by="me", now=lambda: NOW)
    store.create(made.session(4, people=6))
    return store


@pytest.fixture
def other(store: Store) -> Store:
    return Store(store.data, by="someone else", now=lambda: NOW)


def on_disk(store: Store) -> Session:
    return Store(store.data).load(made.ID)


def history(store: Store) -> list[str]:
    """The labels of the changes kept, those undone in brackets."""
    kept = Store(store.data)._files.load(made.ID).history
    return [f"({one.change.label})" if one.change.undone else one.change.label for one in kept]


def meta(**fields: object) -> Apply:
    return lambda old: replace(old, meta=replace(old.meta, **fields))


def clock(**fields: object) -> Apply:
    return lambda old: replace(old, clock=replace(old.clock, **fields))


def without(table: str, *ids: str) -> Apply:
    return lambda old: replace(old, **{table: tuple(one for one in getattr(old, table) if one.id not in ids)})


def here(person: str, value: bool) -> Apply:
    return lambda old: replace(
        old, people=tuple(replace(one, here=value) if one.id == person else one for one in old.people)
    )


# One's own changes, one after the other


def test_undo_puts_back_what_was_and_says_what_it_undid(store: Store):
    before = on_disk(store)
    store.change(made.ID, "Words of Leader 1", made.writing("n1", "New words"))
    after = on_disk(store)
    assert store.undo(made.ID) == "Words of Leader 1"
    assert on_disk(store) == before
    assert store.redo(made.ID) == "Words of Leader 1"
    assert on_disk(store) == after


def test_there_may_be_nothing_to_undo_or_to_do_again(store: Store):
    assert store.undo(made.ID) is None
    store.change(made.ID, "Words", made.writing("n1", "New words"))
    assert store.redo(made.ID) is None
    assert store.undo(made.ID) == "Words"
    assert store.undo(made.ID) is None


def test_undo_goes_back_and_redo_forth_in_order(store: Store):
    states = [on_disk(store)]
    for number in range(4):
        store.change(made.ID, f"Change {number}", meta(title=f"Title {number}"))
        states.append(on_disk(store))
    for number in reversed(range(4)):
        assert store.undo(made.ID) == f"Change {number}"
        assert on_disk(store) == states[number]
    for number in range(4):
        assert store.redo(made.ID) == f"Change {number}"
        assert on_disk(store) == states[number + 1]


def test_undo_works_in_a_later_process_of_the_same_author(store: Store):
    before = on_disk(store)
    store.change(made.ID, "Words", made.writing("n1", "New words"))
    assert Store(store.data, by="me").undo(made.ID) == "Words"
    assert on_disk(store) == before


def test_a_change_of_several_tables_is_undone_as_one(store: Store):
    before = on_disk(store)

    def drop(old: Session) -> Session:
        return meta(title="Shorter")(without("notes", "n1", "n3")(without("people", "p5")(old)))

    store.change(made.ID, "Dropped", drop)
    assert store.undo(made.ID) == "Dropped"
    assert on_disk(store) == before


def test_a_step_taken_out_comes_back_to_its_place(store: Store):
    before = on_disk(store)

    def drop(old: Session) -> Session:
        steps = tuple(step for step in old.steps if step.id != "talk")
        return replace(old, steps=steps, meta=replace(old.meta, steps=tuple(step.id for step in steps)))

    assert [step.id for step in store.change(made.ID, "Took out a step", drop).steps] == ["welcome", "write"]
    store.undo(made.ID)
    assert on_disk(store) == before


def test_records_put_in_another_order_go_back_to_theirs(store: Store):
    before = on_disk(store)
    store.change(
        made.ID, "By name", lambda old: replace(old, people=(*old.people[3:], *reversed(old.people[:3])))
    )
    after = on_disk(store)
    assert [one.id for one in after.people] == ["p4", "p5", "p6", "p3", "p2", "p1"]
    store.undo(made.ID)
    assert on_disk(store) == before
    store.redo(made.ID)
    assert on_disk(store) == after


def test_a_new_change_drops_what_its_author_had_undone(store: Store, other: Store):
    other.change(made.ID, "Theirs", here("p3", True))
    other.undo(made.ID)
    store.change(made.ID, "Mine", made.writing("n1", "A"))
    store.undo(made.ID)
    assert history(store) == ["(Theirs)", "(Mine)"]
    store.change(made.ID, "Mine again", made.writing("n1", "B"))
    assert history(store) == ["(Theirs)", "Mine again"]
    assert store.redo(made.ID) is None
    assert other.redo(made.ID) == "Theirs"


def test_moving_between_steps_is_not_undone(store: Store):
    store.change(made.ID, "Words", made.writing("n1", "A"))
    moved = replace(on_disk(store).progress, step="talk", visits=(Visit(step="talk", entered=NOW),))
    store.change(made.ID, "Next", lambda old: replace(old, progress=moved), undoable=False)
    assert history(store) == ["Words"]
    assert store.undo(made.ID) == "Words"
    assert on_disk(store).progress == moved


# Visits


def test_one_visit_to_a_field_is_one_change(store: Store):
    before = on_disk(store)
    for text in ("W", "Wo", "Words"):
        store.change(made.ID, "Words of Leader 1", made.writing("n1", text), visit="n1.evidence")
    after = on_disk(store)
    assert history(store) == ["Words of Leader 1"]
    store.undo(made.ID)
    assert on_disk(store) == before
    store.redo(made.ID)
    assert on_disk(store) == after


def test_a_visit_that_ends_where_it_began_leaves_nothing_to_undo(store: Store):
    store.change(made.ID, "Words", made.writing("n1", "A"), visit="v")
    store.change(made.ID, "Words", made.writing("n1", made.WORDS), visit="v")
    store.change(made.ID, "A note", made.adding(made.note(9)), visit="w")
    store.change(made.ID, "No note", without("notes", "n9"), visit="w")
    assert history(store) == []


def test_a_note_begun_typed_and_emptied_again_is_undone_exactly(store: Store):
    before = on_disk(store)
    store.change(made.ID, "Words", made.writing("n2", "A"), visit="v")
    store.change(made.ID, "Words", without("notes", "n2"), visit="v")
    store.change(made.ID, "Words", made.adding(made.note(2, "back")), visit="v")
    assert history(store) == ["Words"]
    store.undo(made.ID)
    assert on_disk(store) == before


def test_visits_are_apart_when_another_field_or_author_came_between(store: Store, other: Store):
    store.change(made.ID, "One", made.writing("n1", "A"), visit="v")
    store.change(made.ID, "Two", made.writing("n2", "A"), visit="w")
    store.change(made.ID, "Three", made.writing("n1", "B"), visit="v")
    other.change(made.ID, "Theirs", made.writing("n3", "A"), visit="v")
    store.change(made.ID, "Four", made.writing("n1", "C"), visit="v")
    store.change(made.ID, "Five", made.writing("n1", "D"))
    assert history(store) == ["One", "Two", "Three", "Theirs", "Four", "Five"]


def test_a_visit_does_not_swallow_what_came_between_without_a_trace(store: Store):
    store.change(made.ID, "Clock", clock(allowance=60), visit="v")
    store.change(made.ID, "Next", clock(allowance=720), undoable=False)
    store.change(made.ID, "Clock", clock(allowance=780), visit="v")
    assert history(store) == ["Clock", "Clock"]
    store.undo(made.ID)
    assert on_disk(store).clock.allowance == 720


def test_fields_of_one_visit_to_the_particulars_are_gathered(store: Store):
    before = on_disk(store)
    store.change(made.ID, "Plan", meta(title="A"), visit="v")
    store.change(made.ID, "Plan", meta(title="B", start="10:00"), visit="v")
    store.change(made.ID, "Plan", meta(title=before.meta.title), visit="v")
    assert history(store) == ["Plan"]
    store.undo(made.ID)
    assert on_disk(store) == before


# Someone else's changes


def test_undo_is_for_ones_own(store: Store, other: Store):
    other.change(made.ID, "Theirs", made.writing("n1", "Theirs"))
    assert store.undo(made.ID) is None
    store.change(made.ID, "Mine", made.writing("n2", "Mine"))
    other.change(made.ID, "Theirs too", made.writing("n3", "Theirs"))
    assert store.undo(made.ID) == "Mine"
    assert [note.fields["evidence"] for note in on_disk(store).notes[:3]] == ["Theirs", made.WORDS, "Theirs"]


def test_what_someone_else_changed_since_is_not_undone(store: Store, other: Store):
    store.change(made.ID, "Words of Leader 1", made.writing("n1", "Mine"))
    other.change(made.ID, "Theirs", made.writing("n1", "Theirs", "action"))
    before = on_disk(store)
    with pytest.raises(CannotUndo, match="“Words of Leader 1” was not undone, because the note was changed"):
        store.undo(made.ID)
    assert on_disk(store) == before
    assert history(store) == ["Words of Leader 1", "Theirs"]


def test_a_change_of_several_records_is_undone_whole_or_not_at_all(store: Store, other: Store):
    store.change(made.ID, "Both", lambda old: here("p1", True)(made.writing("n1", "Mine")(old)))
    other.change(made.ID, "Theirs", here("p1", False))
    before = on_disk(store)
    with pytest.raises(CannotUndo, match="the list of people was changed"):
        store.undo(made.ID)
    assert on_disk(store) == before


def test_undoing_once_more_goes_on_to_the_change_before(store: Store, other: Store):
    store.change(made.ID, "First", made.writing("n2", "Mine"))
    store.change(made.ID, "Second", made.writing("n1", "Mine"))
    other.change(made.ID, "Theirs", made.writing("n1", "Theirs"))
    with pytest.raises(CannotUndo, match="Undoing once more goes on"):
        store.undo(made.ID)
    assert store.undo(made.ID) == "First"
    assert store.undo(made.ID) is None


def test_what_was_put_back_to_the_same_words_can_be_undone_again(store: Store, other: Store):
    store.change(made.ID, "Mine", made.writing("n1", "Mine"))
    other.change(made.ID, "Theirs", made.writing("n1", "Theirs"))
    other.undo(made.ID)
    assert store.undo(made.ID) == "Mine"


def test_other_fields_of_the_particulars_are_left_as_someone_else_made_them(store: Store, other: Store):
    title = on_disk(store).meta.title
    store.change(made.ID, "Title", meta(title="Mine"))
    other.change(made.ID, "Review date", meta(review_date=date(2027, 1, 12)))
    assert store.undo(made.ID) == "Title"
    assert (on_disk(store).meta.title, on_disk(store).meta.review_date) == (title, date(2027, 1, 12))


def test_redo_is_refused_over_someone_elses_change_too(store: Store, other: Store):
    store.change(made.ID, "Mine", made.writing("n1", "Mine"))
    store.undo(made.ID)
    other.change(made.ID, "Theirs", made.writing("n1", "Theirs"))
    with pytest.raises(CannotUndo, match="was not done again"):
        store.redo(made.ID)
    assert on_disk(store).notes[0].fields["evidence"] == "Theirs"


def test_someone_elses_additions_stay_where_they_are(store: Store, other: Store):
    store.change(made.ID, "Took out", without("notes", "n2"))
    other.change(made.ID, "A note", made.adding(made.note(9)))
    assert store.undo(made.ID) == "Took out"
    assert [note.id for note in on_disk(store).notes] == ["n1", "n2", "n3", "n4", "n9"]


def test_a_person_who_has_given_a_note_since_is_not_undone(store: Store, other: Store):
    store.change(made.ID, "Came late", lambda o: replace(o, people=(*o.people, Person(id="px", name="Late"))))
    other.change(made.ID, "A note", made.adding(made.note(9, person="px")))
    with pytest.raises(CannotUndo, match="what it added was used since"):
        store.undo(made.ID)
    assert on_disk(store).person("px")


# How much is kept


def test_the_last_200_changes_are_kept(store: Store):
    kept: records.History = ()
    before = on_disk(store)
    for number in range(undo.MOST + 5):
        difference = differences.compare(before, meta(screens=number + 1)(before))
        kept = undo.add(kept, Change(id=str(number), at=NOW, label=str(number), by="me"), difference)
    assert [one.change.label for one in kept] == [str(number) for number in range(5, undo.MOST + 5)]


def test_the_record_of_changes_has_its_room_and_no_more(store: Store):
    for number in range(12):
        store.change(made.ID, f"Change {number}", made.writing("n1", str(number) * 50_000))
    kept = Store(store.data)._files.load(made.ID).history
    assert sum(one.size for one in kept) <= undo.ROOM
    assert [one.change.label for one in kept] == [f"Change {number}" for number in range(8, 12)]
    assert store.undo(made.ID) == "Change 11"


def test_a_change_too_big_to_keep_cannot_be_undone_and_nor_can_those_before_it(store: Store):
    store.change(made.ID, "Small", meta(title="Small"))
    store.change(made.ID, "Big", made.writing("n1", "x" * undo.ROOM))
    store.change(made.ID, "Emptied", made.writing("n1", ""))
    assert history(store) == []
    assert store.undo(made.ID) is None


# Forgetting


def test_forgetting_someone_leaves_no_trace_in_what_undo_keeps(store: Store):
    store.change(made.ID, "Ticked", here("p2", True))
    store.change(made.ID, "A note", made.adding(made.note(9, "Secret words", person="p2")))
    store.change(made.ID, "Took out a note", without("notes", "n9"))
    store.change(made.ID, "Title", meta(title="Other"))
    store.change(made.ID, "Leader 2 was late", clock(allowance=60))

    def erase(old: Session) -> Session:
        return without("people", "p2")(old)

    store.forget(made.ID, ["p2"], words=["leader 2"], apply=erase)
    assert history(store) == ["A note", "Title"]  # of the first no more is kept than that it was added
    content = (store.data / "sessions" / f"{made.ID}.json").read_text("utf-8")
    assert "Secret words" not in content
    assert "Leader 2" not in content
    assert store.undo(made.ID) == "Title"


def test_what_is_in_the_bin_can_be_forgotten_too(store: Store):
    store.change(made.ID, "Ticked", here("p2", True))
    store.delete(made.ID)
    store.bin.forget(made.ID, ["p2"], apply=without("people", "p2"))
    store.restore(made.ID)
    assert (history(store), on_disk(store).person("p2")) == ([], None)


# Any sequence of changes

IDS = st.sampled_from(["n1", "n2", "n3", "n4", "n5", "n6"])
TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
PLACES = st.integers(0, 6)


def add_note(old: Session, id: str, place: int, text: str) -> Session:
    if old.note(id):
        return old
    new = replace(made.note(1, text), id=id)
    return replace(old, notes=(*old.notes[:place], new, *old.notes[place:]))


def add_step(old: Session, id: str, place: int) -> Session:
    if old.step(id):
        return old
    steps = (*old.steps[:place], Step(id=id, title=f"Step {id}"), *old.steps[place:])
    return replace(old, steps=steps, meta=replace(old.meta, steps=tuple(step.id for step in steps)))


def choose(old: Session, areas: list[str]) -> Session:
    refs = tuple(Ref(framework="leadership-qualities", ref=area) for area in areas)
    kept = tuple(choice for choice in old.choices if choice.id != "c1")
    return replace(old, choices=(*kept, Choice(id="c1", step="talk", by="room", areas=refs)))


CHANGES = st.one_of(
    st.builds(lambda id, text: made.writing(id, text), IDS, TEXT),
    st.builds(lambda id, place, text: lambda old: add_note(old, id, place, text), IDS, PLACES, TEXT),
    st.builds(lambda ids: without("notes", *ids), st.sets(IDS, max_size=4)),
    st.builds(lambda ids: without("people", *ids), st.sets(st.sampled_from(["p1", "p3", "p6"]))),
    st.builds(lambda place: lambda old: replace(old, people=old.people[place:] + old.people[:place]), PLACES),
    st.builds(lambda order: lambda old: replace(old, notes=tuple(sorted(old.notes, key=order))),
              st.sampled_from([lambda one: one.id, lambda one: one.fields["evidence"]])),
    st.builds(lambda id, place: lambda old: add_step(old, id, place), st.sampled_from(["x", "y"]), PLACES),
    st.builds(lambda ids: without("steps", *ids), st.sets(st.sampled_from(["x", "talk", "write"]))),
    st.builds(lambda title: meta(title=title), TEXT),
    st.builds(lambda value: clock(allowance=value, elapsed=value), st.integers(0, 5)),
    st.builds(lambda areas: lambda old: choose(old, areas), st.lists(st.sampled_from("123"), max_size=3)),
)  # fmt: skip


@settings(max_examples=15)
@given(st.lists(st.tuples(CHANGES, st.sampled_from(["", "", "a", "b"])), max_size=12))
def test_undoing_any_changes_gives_the_original_and_redoing_them_the_last(
    changes: list[tuple[Apply, str]],
):
    with TemporaryDirectory() as folder:
        store = Store(Path(folder), by="me", now=lambda: NOW)
        # Without a round and steps of a form nothing names what the changes add.
        original = store.create(replace(made.session(4, people=6), rounds=()))
        for apply, visit in changes:
            after = store.change(made.ID, "A change", apply, visit=visit)
            assert on_disk(store) == after
        last = store.load(made.ID)
        undone = 0
        while store.undo(made.ID):
            undone += 1
        assert on_disk(store) == original
        redone = 0
        while store.redo(made.ID):
            redone += 1
        assert (on_disk(store), redone) == (last, undone)
        for _ in range(undone):
            store.undo(made.ID)
        assert on_disk(store) == original


def test_a_note_written_and_removed_in_one_visit_does_not_shift_the_place_of_another_removed_with_it(
    store: Store,
) -> None:
    store.change(made.ID, "Removed", without("notes", "n1"))
    before = on_disk(store)
    store.change(made.ID, "Written", lambda old: add_note(old, "n1", 0, ""), visit="a")
    store.change(made.ID, "Removed", without("notes", "n1", "n2"), visit="a")
    while on_disk(store) != before and store.undo(made.ID):
        pass
    assert on_disk(store) == before


def test_for_every_kind_of_record_it_is_said_what_was_changed() -> None:
    assert set(undo._WORDS) == set(records.KINDS)
