"""A screen on which people's words are typed: they are saved by themselves, and leaving loses none of them."""

from __future__ import annotations

from rich.text import Text

from facilitator.desk import Desk
from facilitator.dialogs.ask import Confirm
from facilitator.screens.base import DeskScreen
from facilitator.screens.capture_saving import Saving
from sessions.model import Session

# How often we look whether it is time to save, in seconds, and at how many of these whether someone else wrote.
_TICK, _LOOK = 0.1, 5


class WritingScreen(DeskScreen[None]):
    """What is typed waits in `saving` until it is on the disk.

    The `scribe` is what is opened from the stage: nothing but the line being typed. It goes back to the stage, and by
    way of it to the console.
    """

    def __init__(self, desk: Desk, *, scribe: bool) -> None:
        super().__init__(desk)
        self.before_the_room = self.scribe = scribe
        self.saving = Saving(desk, self.tell)
        # The session as it was last shown.
        self.seen: Session | None = None
        self._ticks = 0

    # --- what each says for itself -------------------------------------------------------------------------

    async def settled(self) -> None:
        """Wait until every key pressed so far is in the editor."""
        raise NotImplementedError

    def finish(self) -> None:
        """End the words in hand."""
        raise NotImplementedError

    def last_words(self) -> None:
        """What is done with the words in hand when the screen is gone before it was left."""
        self.finish()

    def tell(self) -> None:
        """Say, truthfully, whether all is saved."""
        raise NotImplementedError

    # --- saving --------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Look after what is typed and what others write."""
        self.set_class(self.scribe, "-scribe")
        self.set_interval(_TICK, self._tick)

    def _tick(self) -> None:
        if self.saving.due():
            self.save_soon()
        self.tell()
        self._ticks += 1
        if self._ticks % _LOOK:
            return
        self.desk.refresh()
        if self.desk.session is not self.seen:
            self.render_session()

    def on_screen_suspend(self) -> None:
        """Something else comes to the front."""
        self.save_soon()

    def save_soon(self) -> None:
        """Begin to save what waits."""
        if self.saving.drafts:
            self.run_worker(self.save(), group="saving")

    async def save(self) -> bool:
        """Put what waits onto the disk; whether it is there."""
        done = await self.saving.save()
        self.render_session()
        return done

    # --- leaving -------------------------------------------------------------------------------------------

    async def action_leave(self) -> None:
        """Back, saved."""
        if await self.put_away():
            self.dismiss(None)

    async def put_away(self) -> bool:
        """Save what is typed. Where that cannot be done it is asked whether to leave without it."""
        await self.settled()
        self.finish()
        if await self.saving.save():
            return True
        self.tell()

        def answered(yes: bool | None) -> None:
            if yes:
                self.saving.drafts.clear()
                self.dismiss(None)

        why = "" if self.scribe else self.saving.fault
        question = Confirm("Your words are not saved. Leave without them?", why, "Leave without them")
        await self.app.push_screen(question, answered)
        return False

    async def on_unmount(self) -> None:
        """Whatever ends the screen (quitting, the terminal closing), the last words are saved; where no file takes
        them, the terminal does."""
        self.last_words()
        if not await self.saving.save() and not self.app.is_running:
            words = "\n".join(draft.text for draft in self.saving.drafts.values())
            self.app.exit(
                return_code=1, message=Text(f"NOT SAVED: {self.saving.fault}\nWhat was typed:\n{words}")
            )
