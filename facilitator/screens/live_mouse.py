"""The mouse on the live screen: what is clicked is looked at or done, the wheel turns what is under it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

from textual.errors import NoWidget
from textual.events import Click, MouseEvent, MouseScrollDown, MouseScrollUp
from textual.widgets import ContentSwitcher

from facilitator.screens import live_moving
from facilitator.widgets.console_view import ConsoleView

if TYPE_CHECKING:
    from facilitator.screens.live import LiveScreen

# Seconds in which a wheel that is turned once goes on sending.
_ONE_TURN = 0.3


class LivePlaces(ContentSwitcher):
    """Console and stage, one of which is in front."""

    _turned = 0.0

    async def on_click(self, event: Click) -> None:
        """A step of the run sheet is looked at; what the next press does is done."""
        live = cast("LiveScreen", self.screen)
        where = self._under(event)
        if where == "next":
            await live.action_next()
        elif where == "sheet" and (step := live.query_one(ConsoleView).step_at(int(event.screen_y))):
            live.looking = step
            live.render_session()

    async def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Over the run sheet it looks ahead; over what the room sees it turns pages and faces."""
        await self._wheel(event, 1)

    async def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The same backwards."""
        await self._wheel(event, -1)

    async def _wheel(self, event: MouseEvent, by: int) -> None:
        live = cast("LiveScreen", self.screen)
        where = self._under(event)
        if where == "sheet":
            live.action_look(by)
        elif where == "room" or live.before_the_room:
            moment = time.monotonic()
            if moment - self._turned >= _ONE_TURN:
                self._turned = moment
                await live_moving.turn(live, by)

    def _under(self, event: MouseEvent) -> str:
        """The id of the place there."""
        try:
            return self.screen.get_widget_at(int(event.screen_x), int(event.screen_y))[0].id or ""
        except NoWidget:
            return ""
