"""``facilitator room``: the room check by itself."""

from __future__ import annotations

from textual.screen import Screen

from facilitator.app import FacilitatorApp


class RoomApp(FacilitatorApp):
    """The app with the test card alone; leaving it ends the app."""

    def get_default_screen(self) -> Screen[object]:
        """Nothing lies under the card."""
        return Screen()

    async def open_first(self) -> None:
        """The card instead of the library."""
        from facilitator.screens.room import RoomCheckScreen

        await self.push_screen(RoomCheckScreen(), lambda _: self.exit())
