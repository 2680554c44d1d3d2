"""The wall shows what is shared with the room, under statements or themes, and no field that exists to name people."""

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions import choices, forms, notes, outcomes, planning, progress, themes, voting, wall_stage, walls
from sessions.model import Note, Ref, Session, Shared, Wall
from sessions.pages import page_at
from sessions.stage import stage_view
from sessions.stage_size import Size
from tests.build import NOW, session, titled

SIZES = (Size(60, 18), Size(80, 24), Size(120, 40), Size(200, 60))


def written() -> Session:
    """Evidence, an action and who helps, shared with the room."""
    state = progress.begin(session(), NOW)
    form = forms.due(state, titled(state, "Write it down"))[0]
    for key, text in (("evidence", "Seen"), ("action", "Do it"), ("help", "Mair Pugh")):
        state = notes.put_field(state, form, "n1", key, text, NOW)
    return notes.share(state, "n1", "room", NOW)


def harvested(*heard: tuple[str, str], shared: Shared = "room") -> Session:
    """The pairs' headlines: (the statement each cites or "", its words), each of the next pair."""
    state = progress.begin(session(), NOW)
    state = progress.enter(state, titled(state, "Talk in pairs"), NOW)
    step = titled(state, "Harvest")
    made = state.rounds[0]
    found = []
    for number, (ref, text) in enumerate(heard):
        group = made.groups[number % len(made.groups)]
        cite = choices.cite(state, "fw", ref) if ref else None
        found.append(
            Note(
                id=f"n{number}",
                step=step.id,
                round=made.id,
                group=group.id,
                people=group.people,
                cites=(cite,) if cite else (),
                fields={"headline": text},
                shared=shared,
                at=NOW,
                changed=NOW,
            )
        )
    return replace(state, notes=tuple(found))


def arranged(state: Session, **how: object) -> Session:
    """The wall on the stage, arranged so."""
    return progress.show(walls.arranged(state, replace(state.progress.wall, **how)), "wall")


def said(state: Session, size: Size = SIZES[0]) -> str:
    """Every word that the stage shows, on all its pages."""
    view = stage_view(state, NOW)
    rows = [line.text for page in page_at(view, size)[1] for line in page.lines]
    return "\n".join([view.heading, view.caption, *rows])


def test_who_helps_is_not_on_the_wall():
    state = written()
    assert [note.text for group in walls.wall(state) for note in group.notes] == ["Seen / Do it"]
    assert "Mair" not in said(progress.show(state, "wall"))
    assert "Mair" not in said(progress.show(state, "note", "n1"))


def test_a_step_taken_out_of_the_plan_leaves_its_actions_actions_and_its_helpers_unsaid():
    state = written()
    state = planning.drop_step(state, titled(state, "Write it down").id)
    assert [action.what for action in outcomes.actions(state)] == ["Do it"]
    assert [note.text for group in walls.wall(state) for note in group.notes] == ["Seen / Do it"]


def test_a_field_emptied_is_of_no_kind_any_more():
    state = written()
    form = forms.due(state, titled(state, "Write it down"))[0]
    state = notes.put_field(state, form, "n1", "help", "", NOW)
    assert state.notes[0].kinds == {"evidence": "evidence", "action": "action"}


def test_notes_stand_under_what_they_cite_in_the_frameworks_order_and_the_rest_under_its_step():
    state = harvested(("2.1", "b"), ("", "c"), ("1.2", "a"), ("2.1", "d"))
    assert [
        (group.area, group.label, [note.text for note in group.notes]) for group in walls.wall(state)
    ] == [
        ("1 Area 1", "1.2 Does 1 and 2.", ["a"]),
        ("2 Area 2", "2.1 Does 2 and 1.", ["b", "d"]),
        ("", "Harvest", ["c"]),
    ]


def test_a_note_about_an_area_as_a_whole_stands_under_that_area():
    state = harvested(("", "all of it"))
    state = replace(state, notes=(replace(state.notes[0], about=Ref(framework="fw", ref="2")),))
    (group,) = walls.wall(state)
    assert (group.area, group.title, group.label) == ("2 Area 2", "", "2 Area 2")
    assert said(progress.show(state, "wall")).count("2 Area 2") == 1


def test_the_wall_is_narrowed_by_area_star_theme_and_words():
    state = harvested(("1.1", "Reading aloud"), ("2.1", "Talk first"), ("2.2", "Reading again"))
    state = themes.put_under(walls.starred(state, "n1"), ("n2",), "Books")

    def on(**how: object) -> list[str]:
        return [note.id for group in walls.wall(state, Wall(**how)) for note in group.notes]  # type: ignore[arg-type]

    assert on(area=Ref(framework="fw", ref="2")) == ["n1", "n2"]
    assert on(starred=True) == ["n1"]
    assert on(theme=state.themes[0].id) == ["n2"]
    assert on(words="read") == ["n0", "n2"]
    assert on(words="2.1") == ["n1"]
    assert on(words="books") == ["n2"]
    assert on(theme="gone") == ["n0", "n1", "n2"]


def test_names_are_on_the_wall_only_where_they_are_switched_on_and_roles_never():
    state = harvested(("1.1", "Reading aloud"))
    names = [one.name for one in state.people]
    for shown in (arranged(state), progress.show(state, "note", "n0")):
        assert not any(name in said(shown) for name in names)
    for shown in (arranged(state, names=True), progress.show(arranged(state, names=True), "note", "n0")):
        assert state.people[0].name in said(shown)
        assert "Head" not in said(shown).replace("Heading", "")


def test_names_that_are_hidden_cannot_be_searched_for():
    state = harvested(("1.1", "Reading aloud"))
    name = state.people[0].name
    assert not walls.wall(state, Wall(words=name))
    assert walls.wall(state, Wall(words=name, names=True))


@given(
    shared=st.sampled_from(get_args(Shared)),
    by=st.sampled_from(["statement", "theme"]),
    vote=st.sampled_from(["", "ask", "result"]),
    flags=st.tuples(st.booleans(), st.booleans(), st.booleans()),
    size=st.sampled_from(SIZES),
)
def test_nothing_that_is_not_shared_with_the_room_is_ever_on_the_wall(
    shared: Shared, by: str, vote: str, flags: tuple[bool, bool, bool], size: Size
):
    secret = harvested(("1.1", "Zebra"), shared=shared)
    starred, names, counts = flags
    state = themes.put_under(secret, ("n0",), "Animals")
    state = voting.count(walls.starred(state, "n0"), "n0", 7)
    state = arranged(state, by=by, vote=vote, starred=starred, names=names, counts=counts)
    state = replace(state, themes=state.themes if by == "theme" else ())
    assert ("Zebra" in said(state, size)) <= (shared == "room")
    alone = progress.show(state, "note", "n0")
    assert ("Zebra" in said(alone, size).replace("\n", "")) <= (shared == "room")
    assert shared == "room" or not walls.wall(state)


def test_with_much_to_see_the_counts_come_first_on_pages_of_their_own_at_every_size():
    state = arranged(harvested(*[(f"{n % 2 + 1}.1", f"Word{n}") for n in range(12)]))
    for size in SIZES:
        first = page_at(stage_view(state, NOW), size)[1][0]
        text = "\n".join(line.text for line in first.lines)
        assert "Area 1" in text
        assert "█" in text
        assert "Word" not in text
        assert all(f"Word{n}" in said(state, size) for n in range(12))


def test_a_page_that_begins_inside_a_group_says_again_what_its_notes_stand_under():
    state = arranged(harvested(*[("1.1", f"Word{n}") for n in range(40)]))
    pages = page_at(stage_view(state, NOW), Size(60, 18))[1]
    assert len(pages) > 2
    assert all("1.1 Does 1 and 1." in "\n".join(line.text for line in page.lines) for page in pages)
    shown = "".join(line.text for page in pages for line in page.lines)
    assert all(shown.count(f"Word{n}") == (11 if n in (1, 2, 3) else 1) for n in range(40))


@given(st.lists(st.sampled_from(["1.1", "1.2", "2.1", ""]), min_size=1, max_size=30), st.sampled_from(SIZES))
def test_pages_of_the_wall_turn_by_the_first_word_and_each_is_reached(refs: list[str], size: Size):
    state = arranged(harvested(*[(ref, f"Word{n} more words") for n, ref in enumerate(refs)]))
    pages = page_at(stage_view(state, NOW), size)[1]
    for number in range(len(pages)):
        assert page_at(stage_view(state, NOW), size)[0] == number
        state = progress.turn(state, NOW, size, 1)
    assert progress.turn(state, NOW, size, 1) is state


def test_an_areas_heading_is_never_the_last_of_a_page():
    state = arranged(harvested(*[(f"{n % 2 + 1}.{n // 2 % 2 + 1}", f"Word{n}") for n in range(8)]))
    for height in range(18, 30):
        for page in page_at(stage_view(state, NOW), Size(60, height))[1]:
            assert page.lines[-1].text.startswith("– Word") or "█" in page.lines[-1].text


def test_arranging_the_wall_on_the_stage_begins_with_its_first_page():
    state = arranged(harvested(*[("1.1", f"Word{n}") for n in range(40)]))
    turned = progress.turn(state, NOW, SIZES[0], 1)
    assert turned.progress.shown.word > 0
    assert walls.arranged(turned, Wall(names=True)).progress.shown.word == 0


def test_bars_are_in_proportion_and_what_is_there_at_all_has_one():
    assert [len(wall_stage.bar(count, 10, 8).strip()) for count in (0, 1, 5, 10)] == [0, 1, 4, 8]
    assert {len(wall_stage.bar(count, 10, 8)) for count in range(11)} == {8}
    assert not wall_stage.bar(3, 0).strip()


def test_counts_say_how_many_notes_each_area_and_each_statement_has():
    state = arranged(harvested(("1.1", "a"), ("1.1", "b"), ("1.2", "c"), ("2.1", "d")), counts=True)
    found = {(entry.marker, entry.text): entry.detail.split()[-1] for entry in stage_view(state, NOW).entries}
    assert found == {
        ("", "1 Area 1"): "3",
        ("1.1", "Does 1 and 1."): "2",
        ("1.2", "Does 1 and 2."): "1",
        ("", "2 Area 2"): "1",
        ("2.1", "Does 2 and 1."): "1",
    }


def test_one_note_is_drawn_in_large_letters_where_all_of_it_fits():
    state = progress.show(harvested(("1.1", "Reading aloud")), "note", "n0")
    for size in SIZES:
        assert "Reading" not in said(state, size)
    assert "█" in said(state, Size(160, 45))
    long = progress.show(harvested(("1.1", "word " * 200 + "end")), "note", "n0")
    assert all("end" in said(long, size) for size in SIZES)
    # Some signs are in none of the fonts: nothing is dropped for the sake of size.
    assert "a 漢 b" in said(progress.show(harvested(("1.1", "a 漢 b")), "note", "n0"), SIZES[2])


def test_an_empty_wall_says_so_and_one_narrowed_too_far_says_something_else():
    assert "Nothing has been shared with the room yet." in said(arranged(harvested()), SIZES[0])
    assert "Nothing on the wall is like that." in said(
        arranged(harvested(("1.1", "a")), starred=True), SIZES[0]
    )


def test_a_note_is_put_under_another_statement_and_cites_what_else_it_did() -> None:
    state = harvested(("1.1", "Say less"))
    first, other = (choices.cite(state, "fw", ref) for ref in ("1.1", "2.1"))
    assert first is not None
    assert other is not None
    moved = walls.put_under(state, "n0", Ref(framework="fw", ref="2.1"), NOW)
    assert moved.notes[0].cites == (other,)
    both = replace(state, notes=(replace(state.notes[0], cites=(first, other)),))
    moved = walls.put_under(both, "n0", Ref(framework="fw", ref="1.2"), NOW)
    assert [one.ref for one in moved.notes[0].cites] == ["1.2", "2.1"]
    # Put where it stands, it is taken away from there; put where it stands besides, it is there once.
    assert walls.put_under(both, "n0", Ref(framework="fw", ref="1.1"), NOW).notes[0].cites == (other,)
    assert walls.put_under(both, "n0", Ref(framework="fw", ref="2.1"), NOW).notes[0].cites == (other,)
    assert walls.put_under(state, "n0", Ref(framework="fw", ref="1.1"), NOW).notes[0].fields == {
        "headline": "Say less"
    }
    assert walls.put_under(state, "n0", Ref(framework="fw", ref="9.9"), NOW) == state
