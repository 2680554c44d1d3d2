"""Themes on the wall screen: notes put under them, themes renamed, deleted and moved."""

from __future__ import annotations

from functools import partial
from typing import Any

from facilitator.desk import Apply
from facilitator.dialogs.ask import AskLine
from facilitator.dialogs.theme import ThemeDialog
from facilitator.screens.base import DeskScreen
from facilitator.screens.wall_list import Head
from sessions import themes
from sessions.text import one_line


async def ask(screen: DeskScreen[Any], now: str) -> str | None:
    """Ask for a theme that is found or made by typing: its name, "" for none; None where nothing is to change. `now` is
    the id of the theme the note is under."""
    return await screen.app.push_screen_wait(ThemeDialog("Under which theme?", screen.desk.session, now))


async def put(screen: DeskScreen[Any], note: str, name: str) -> bool:
    """Put a note (id) under the theme of this name, made if there is none; ``""``: under none. Whether it was saved."""
    if name:
        apply: Apply = partial(themes.put_under, notes=(note,), name=name)
    else:
        apply = partial(themes.put, notes=(note,), id="")
    return await screen.change(f"Note under {name}" if name else "Note under no theme", apply)


async def rename(screen: DeskScreen[Any], id: str) -> None:
    """Ask what a theme is called, and call it so."""
    one = themes.theme(screen.desk.session, id)
    if one is None:
        screen.facilitator.say("Mark a theme, or a note under one, to rename it.")
        return
    dialog = AskLine("What is the theme called?", one.name, check=_named)
    name = await screen.app.push_screen_wait(dialog)
    if name is not None:
        await screen.change(f"Theme renamed: {one_line(name)}", partial(themes.rename, id=id, name=name))


async def drop(screen: DeskScreen[Any], item: object) -> None:
    """Take a theme away; its notes stay."""
    if not isinstance(item, Head) or not item.theme:
        screen.facilitator.say("Mark a theme to delete it. Notes are taken away in capture.")
    elif await screen.change(f"Theme deleted: {item.text}", partial(themes.delete, id=item.theme)):
        screen.facilitator.say(
            f"{item.text} is deleted; its notes stay. {screen.key('app.undo')} brings it back."
        )


async def move(screen: DeskScreen[Any], item: object, by: int) -> None:
    """Move a theme so many places down, or up."""
    if isinstance(item, Head) and item.theme:
        await screen.change("Theme moved", partial(themes.shift, id=item.theme, by=by))


def _named(text: str) -> str:
    return "" if text.strip() else "A theme needs a name."
