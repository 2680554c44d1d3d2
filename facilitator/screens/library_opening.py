"""What the library offers for the thing in hand, and the screens that are opened on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.screens.library_found import Found
from sessions.errors import FacilitatorError

if TYPE_CHECKING:
    from facilitator.desk import Desk
    from facilitator.screens.base import DeskScreen
    from facilitator.screens.library import LibraryScreen

# What `enter` does on each tab.
ENTER = {"sessions": "plan", "templates": "begin", "frameworks": "read"}
# What can be done only on one of the tabs, with something in hand.
_ONLY_ON = {
    **dict.fromkeys(
        ("plan", "run", "rehearse", "type_up", "hand_out", "again", "begin_again", "delete", "save_template"),
        "sessions",
    ),
    "begin": "templates",
    "guide": "templates",
    "read": "frameworks",
    "print": "frameworks",
}


def offered(action: str, tab: str, in_hand: bool) -> bool:
    """Whether something can be done on a tab, where the cursor is on something or not."""
    if action in _ONLY_ON:
        return in_hand and tab == _ONLY_ON[action]
    if action == "hand_over":
        return in_hand and tab in ("sessions", "templates")
    if action == "bin":
        return tab == "sessions"
    return action != "read_on" or tab != "sessions"


async def new(library: LibraryScreen, template: str) -> None:
    """Prepare a session, with this template if there is one."""
    from facilitator.screens.new_session import NewSessionScreen

    await library.app.push_screen(NewSessionScreen((template,) if template else ()), library.created)


async def plan(library: LibraryScreen, session_id: str) -> None:
    """Look at a session's plan; its desk is closed with it."""
    from facilitator.screens.plan import PlanScreen

    desk = _desk(library, session_id)
    if desk is not None:
        await library.app.push_screen(PlanScreen(desk))


async def type_up(library: LibraryScreen, session_id: str) -> None:
    """Type up what people wrote on paper."""
    from facilitator.screens.capture import CaptureScreen

    await _on_desk(library, session_id, lambda desk: CaptureScreen(desk, typing_up=True))


async def hand_out(library: LibraryScreen, session_id: str) -> None:
    """Write a session's notes as files."""
    from facilitator.screens.hand_out import HandOutScreen

    await _on_desk(library, session_id, HandOutScreen)


async def read(library: LibraryScreen) -> None:
    """Read the framework in hand, from the statement that was found in it."""
    from facilitator.screens.framework import FrameworkScreen

    item = library.rows.item
    if isinstance(item, Found):
        await library.app.push_screen(FrameworkScreen(item.framework, item.topic.ref.ref))
    else:
        await library.app.push_screen(FrameworkScreen(item))


async def guide(library: LibraryScreen) -> None:
    """Write the guide to the template in hand, or its blank worksheets: ask which."""
    from facilitator.dialogs.ask import Choose
    from facilitator.screens import papers

    template, app = library.rows.item, library.facilitator
    frameworks = {one.id: one for one in library.shelves.frameworks}

    async def chosen(what: str | None) -> None:
        if what == "guide":
            await papers.write_out(library, papers.of_template(template, frameworks))
        elif what == "sheets":
            try:
                paper = papers.blank_worksheets(template, frameworks, app.now())
            except FacilitatorError as error:
                app.say(str(error), error=True)
                return
            await papers.write_out(library, paper)

    options = [("guide", "The facilitator's guide"), ("sheets", "Its worksheets, blank")]
    await library.app.push_screen(Choose(f"What of “{template.title}” is to be printed?", options), chosen)


async def print_framework(library: LibraryScreen) -> None:
    """Write the framework in hand, or the one in which something was found, as a page to print."""
    from facilitator.screens import papers

    item = library.rows.item
    await papers.write_out(library, papers.of_framework(item.framework if isinstance(item, Found) else item))


async def _on_desk(library: LibraryScreen, session_id: str, made: Callable[[Desk], DeskScreen[None]]) -> None:
    """Open a screen on a session, whose desk is closed with it."""
    desk = _desk(library, session_id)
    if desk is not None:
        await library.app.push_screen(made(desk), lambda _: desk.close())


def _desk(library: LibraryScreen, session_id: str) -> Desk | None:
    try:
        return library.facilitator.open_desk(session_id)
    except FacilitatorError as error:
        library.facilitator.say(str(error), error=True)
        return None
