"""Whenever the console is cut off, whoever opens the file next sees what the room saw."""

import tempfile
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions import clock as clocks
from sessions import progress, timing
from sessions.model import Ref, Session
from sessions.runsheet import run_sheet
from sessions.stage import stage_view
from sessions.stage_size import Size
from sessions.store import Store
from tests.build import NOW, session

# Small, so that faces have pages.
SIZE = Size(60, 18)


def pressed(state: Session, key: str, now: datetime) -> Session:
    if key == "next":
        return progress.next_(state, now, SIZE)
    if key == "back":
        return progress.back(state, now, SIZE)
    if key in ("wall", "blank"):
        return progress.toggle(state, "wall" if key == "wall" else "blank")
    if key == "pause":
        return progress.play_pause(state, now)
    if key == "more":
        return replace(state, clock=clocks.add(state.clock, 1, now))
    if key == "share":
        return timing.share_time_left(state, now)
    return progress.skip(state, now)


@settings(max_examples=12)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["next", "next", "next", "back", "wall", "blank", "pause", "more", "share", "skip"]
            ),
            st.integers(0, 400_000),
        ),
        min_size=1,
        max_size=14,
    )
)
def test_after_every_key_a_new_reader_sees_the_same_stage_clock_and_run_sheet(keys: list[tuple[str, int]]):
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        made = session()
        state = store.create(replace(made, meta=replace(made.meta, focus=(Ref(framework="fw", ref="1"),))))
        moment = NOW
        for key, wait in keys:
            moment += timedelta(milliseconds=wait, microseconds=7)
            state = store.change(state.id, key, partial(pressed, key=key, now=moment))
            again = Store(Path(folder)).load(state.id)
            later = moment + timedelta(hours=1)
            assert again == state
            for at in (moment, later):
                assert stage_view(again, at) == stage_view(state, at)
                assert run_sheet(again, at) == run_sheet(state, at)
