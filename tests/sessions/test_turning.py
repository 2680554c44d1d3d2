"""Pages turned for several stages at once: whatever their sizes, nobody misses a word."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions import progress
from sessions.model import Ref
from sessions.pages import page_at
from sessions.stage import stage_view
from sessions.stage_size import LARGEST, Size
from sessions.turning import stop_at, stops
from tests.build import NOW, session

STAGES = st.builds(Size, st.integers(60, 240), st.integers(18, 67), st.integers(0, LARGEST))
WORDS = st.lists(
    st.sampled_from(["a", "word", "conversation", "ŵyn", "\n\n- item", "\n\n## A heading\n\n"]), max_size=150
)


@settings(max_examples=60)
@given(WORDS, st.lists(STAGES, min_size=1, max_size=3))
def test_pressing_next_until_the_end_shows_every_page_of_every_face_on_every_stage(
    words: list[str], sizes: list[Size]
) -> None:
    made = session()
    made = replace(made, meta=replace(made.meta, focus=(Ref(framework="fw", ref="1"),)))
    made = replace(
        made, steps=tuple(replace(one, prompt=" ".join(words) or "Talk.") for one in made.steps[:2])
    )
    state, shown, wanted = made, set(), set()
    for _ in range(400):
        view = stage_view(state, NOW)
        if state.meta.status == "finished":
            break
        for size in sizes:
            index, found = page_at(view, size)
            here = (view.title, view.face, size)
            shown.add((*here, index))
            wanted |= {(*here, number) for number in range(len(found))}
        state = progress.next_(state, NOW, sizes)
    assert state.meta.status == "finished"
    assert shown == wanted


@given(WORDS, st.lists(STAGES, min_size=1, max_size=3))
def test_back_goes_by_the_same_stops_as_next(words: list[str], sizes: list[Size]) -> None:
    made = session()
    made = progress.begin(
        replace(made, steps=(replace(made.steps[0], prompt=" ".join(words) or "Talk."),)), NOW
    )
    forth = [made.progress.word]
    while progress.ahead(made, NOW, sizes).move == "page":
        made = progress.next_(made, NOW, sizes)
        forth.append(made.progress.word)
    back = [made.progress.word]
    while stop_at(stage_view(made, NOW), sizes)[0] > 0:
        made = progress.back(made, NOW, sizes)
        back.append(made.progress.word)
    assert back == forth[::-1]
    assert tuple(forth) == stops(replace(stage_view(made, NOW), first=0), sizes)


def test_a_larger_stage_beside_a_smaller_one_costs_no_press() -> None:
    made = session()
    made = progress.begin(replace(made, steps=(replace(made.steps[0], prompt="word " * 300),)), NOW)
    view = stage_view(made, NOW)
    small, large = Size(60, 18), Size(80, 24)
    assert len(stops(view, small)) > len(stops(view, large)) > 1
    assert len(stops(view, (small, large))) == len(stops(view, small))
