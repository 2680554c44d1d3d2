"""What a large stage shows large besides prompts: the time of a break, lists, the wall, the show of hands."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.widgets.stage import stage_content
from sessions import clock, planning, progress, voting
from sessions.faces import Entry
from sessions.large_clock import large_clock
from sessions.model import Session
from sessions.pages import pages, set_stage, text_sizes, width_of
from sessions.stage import StageView, stage_view
from sessions.stage_size import Size
from tests.build import NOW, after, session
from tests.facilitator.test_stage_composition import SIZES
from tests.sessions.test_walls import arranged, harvested

EVERY = [replace(size, text=text) for size in SIZES for text in text_sizes(size)]
HEARD = (("1.1", "Mae’r ŵyn yn y tŷ"), ("1.2", "Ask them round to mark it"), ("2.1", "[@click=app.quit]x[/]"))


def at_a_break(title: str = "Coffee", minutes: int = 15) -> Session:
    """The room at a step without words, its clock not started."""
    step = replace(planning.blank_step(None), title=title, minutes=minutes)
    made = planning.insert_step(session(), step, "")
    return progress.enter(made, next(one for one in made.steps if one.title == title), NOW)


def painted(made: Session, size: Size, minutes: float = 0) -> list[str]:
    """The rows of the stage so many minutes on; none is wider than it, and there are no more of them."""
    rows = stage_content(made, stage_view(made, after(minutes)), size).plain.split("\n")
    assert len(rows) == size.height
    assert max(map(width_of, rows)) <= size.width
    return rows


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width}x{size.height}")
@pytest.mark.parametrize("minutes", [5, 90])
def test_at_a_break_the_time_left_is_the_largest_thing_and_says_when_to_be_back(
    size: Size, minutes: int
) -> None:
    made = at_a_break(minutes=minutes)
    assert f"{minutes} minutes" in "".join(block.text for block in stage_view(made, NOW).blocks)
    painted(made, size)
    made = progress.play_pause(made, NOW)
    for now in (0, 3, minutes + 2):
        rows = painted(made, size, now)
        large = large_clock(stage_view(made, after(now)), size)
        assert large is not None
        assert len(large.time) >= 7
        assert all(any(row in line for line in rows) for row in large.time)
        means = f"{'Over, was until' if now > minutes else 'Back at'} {after(minutes):%H:%M}"
        assert len(large.words) > 1 or any(means in row for row in rows)


@given(st.integers(60, 240), st.integers(18, 67), st.integers(0, 3), st.integers(1, 120))
@example(195, 18, 1, 90)
@example(154, 29, 2, 60)
def test_at_no_size_does_a_full_page_push_the_clock_off_the_stage(
    width: int, height: int, text: int, words: int
) -> None:
    made = progress.begin(session(), NOW)
    prompt = " ".join(
        ("Ysgol", "learning", "about", "a", "changed", "mind")[number % 6] for number in range(words)
    )
    made = planning.put_step(made, replace(made.steps[0], prompt=prompt))
    made = progress.play_pause(made, NOW)
    assert any("●○○○○" in row for row in painted(made, Size(width, height, text)))


def test_a_step_without_words_is_a_break_whatever_it_is_called_and_one_with_words_says_until_when() -> None:
    made = progress.play_pause(at_a_break("Saib"), NOW)
    assert "Back at 09:15" in "\n".join(painted(made, Size(60, 18)))
    made = at_a_break("Coffee")
    here = made.step(made.progress.step)
    assert here is not None
    made = planning.put_step(made, replace(here, prompt="Talk over coffee."))
    assert "until 09:15" in "\n".join(painted(progress.play_pause(made, NOW), Size(60, 18)))
    assert large_clock(stage_view(progress.play_pause(session(), NOW), NOW), Size(80, 24)) is None


def test_of_a_paused_break_nobody_is_told_when_to_be_back() -> None:
    made = progress.play_pause(at_a_break(), NOW)
    made = replace(made, clock=clock.pause(made.clock, after(2)))
    assert "Paused" in "\n".join(painted(made, Size(80, 24), 4))


@pytest.mark.parametrize("size", EVERY, ids=lambda size: f"{size.width}x{size.height}-{size.text}")
def test_on_the_wall_and_in_the_show_of_hands_no_word_is_lost_at_any_size(size: Size) -> None:
    made = progress.show(harvested(*HEARD), "wall")
    for number, one in enumerate(voting.ballot(made)):
        made = voting.count(made, one.id, 3 * number)
    shown = [
        made,
        *(arranged(made, **how) for how in ({"vote": "ask"}, {"vote": "result"}, {"counts": True})),
    ]
    for state in shown:
        view = stage_view(state, NOW)
        found = pages(view, size)
        text = " ".join(line.text for page in found for line in page.lines)
        said = [words for _, words in HEARD] if not state.progress.wall.counts else ["Does 1 and 1."]
        assert all(word in text.split() for words in said for word in words.split())
        for page in found:
            rows = stage_content(state, replace(view, first=page.first), size).plain.split("\n")
            assert len(rows) == size.height
            assert max(map(width_of, rows)) <= size.width


def test_text_that_is_enlarged_shows_the_notes_of_the_wall_large_and_what_they_are_about_in_cells() -> None:
    made = progress.show(harvested(*HEARD), "wall")
    for page in set_stage(stage_view(made, NOW), Size(120, 40, 1)).pages:
        assert page.letters
        for line in page.lines:
            assert line.small == line.text.startswith(("1", "2")) or not line.text.strip()
            assert line.rows == 1 or not line.small


def test_a_list_is_never_on_more_pages_than_in_cells_and_never_torn() -> None:
    def listed(count: int, text: str = "Anwen Treharris-Bowen") -> StageView:
        entries = tuple(Entry(marker=str(n), text=f"{text} {n}") for n in range(count))
        return StageView(kind="face", heading="Find your partner", entries=entries)

    assert [page.letters for page in pages(listed(9), Size(200, 60))] == ["smblock"]
    for size in EVERY:
        for count in (3, 11, 25, 60):
            plain = pages(listed(count), replace(size, text=-1))
            assert len(pages(listed(count), size)) <= len(plain)
    assert not pages(listed(2, "Llanfairpwllgwyngyllgogerychwyrndrobwll"), Size(120, 40, 1))[0].letters


@pytest.mark.parametrize(
    ("size", "kind"), product([Size(60, 18), Size(200, 60, 1)], ["step", "wall", "note"])
)
def test_the_console_never_draws_letters_in_its_middle(size: Size, kind: str) -> None:
    made = harvested(*HEARD)
    made = progress.show(made, kind, made.notes[0].id if kind == "note" else "")  # type: ignore[arg-type]
    plain = replace(size, text=-1)
    assert not any(page.letters for page in pages(stage_view(made, NOW), plain))
    assert "█" not in stage_content(made, stage_view(made, NOW), plain).plain
