"""When an app that a test drives has done what a key sets off: Pilot waits for this after every key.

Textual's own measure is that the process uses hardly any processor time for 20 ms: three waits of 20 ms for a key,
too long when nothing goes on and not long enough when another process has the processor. Here the event loop is
asked instead. And a picture is painted when all that the keys set off is done: nobody sees those in between.
"""

from __future__ import annotations

import asyncio
from asyncio.base_events import BaseEventLoop
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from textual._compositor import Compositor
from textual.pilot import Pilot

# What is due so soon after a key belongs to it.
_SOON = 0.03
# Textual waits a sixtieth of a second for more to lay out and paint: longer than most keys take.
_FRAME = 0.004
_MOST = 1.0

_in_threads: WeakKeyDictionary[asyncio.AbstractEventLoop, set[asyncio.Future[Any]]] = WeakKeyDictionary()

_render_update = Compositor.render_update
# What lies behind each picture that is still to be painted.
_unpainted: WeakKeyDictionary[Compositor, Any] = WeakKeyDictionary()


async def settle(_least: float = 0.0, most: float = _MOST) -> None:
    """Wait until nothing is left to run, no thread works for the app, and all that was due soon is done too; so many
    seconds at most."""
    loop: Any = asyncio.get_running_loop()
    begun = loop.time()
    while loop.time() < begun + most:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        if working := [one for one in _in_threads.get(loop, ()) if not one.done()]:
            await asyncio.wait(working, timeout=begun + most - loop.time())
            continue
        due = min((one.when() for one in loop._scheduled if not one.cancelled()), default=begun + most)
        if due > begun + _SOON:
            return
        await asyncio.sleep(max(0.0, due - loop.time()))


def _paint_later(
    self: Compositor, full: bool = False, screen_stack: Any = None, simplify: bool = False
) -> Any:
    """Note that there is something to paint; what has changed stays noted in the compositor."""
    if full or simplify:
        return _render_update(self, full, screen_stack, simplify)
    _unpainted[self] = screen_stack
    return None


async def _settle_and_paint(self: Pilot[Any], _timeout: float = 0.0) -> bool:
    """Wait until all is done, then paint what a person sees now."""
    await settle()
    if self.app.is_running and self.app.screen_stack:
        compositor = self.app.screen._compositor
        if compositor in _unpainted:
            _render_update(compositor, screen_stack=_unpainted.pop(compositor))
    return True


@contextmanager
def pilot_asks_the_loop() -> Iterator[None]:
    """Let Pilot wait and paint like this."""
    run_in_executor = BaseEventLoop.run_in_executor

    def noted(loop: Any, executor: Any, work: Any, *args: Any) -> Any:
        future = run_in_executor(loop, executor, work, *args)
        working = _in_threads.setdefault(loop, set())
        working.add(future)
        future.add_done_callback(working.discard)
        return future

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseEventLoop, "run_in_executor", noted)
        patch.setattr("textual.pilot.wait_for_idle", settle)
        patch.setattr("textual.app.wait_for_idle", settle)
        patch.setattr("textual.screen.UPDATE_PERIOD", _FRAME)
        patch.setattr(Pilot, "_wait_for_screen", _settle_and_paint)
        patch.setattr(Compositor, "render_update", _paint_later)
        yield
