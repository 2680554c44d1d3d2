"""What the library says around its lists: the tabs, what can be typed to find something, and where nothing is."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

TABS = {"sessions": "Sessions", "templates": "Templates", "frameworks": "Frameworks"}
SEARCH = {
    "sessions": "A word of the title, the cluster or the date",
    "templates": "Words of a title, of what it is for, or of a step",
    "frameworks": "A code, or words of a statement in any framework",
}


def tabs(now: str) -> Content:
    """The tabs in one row, the one in front marked."""
    parts: list[tuple[str, str]] = []
    for number, (tab, title) in enumerate(TABS.items(), 1):
        parts += [(f"{number} ", "$quiet"), (title, "bold $now" if tab == now else "$quiet"), ("    ", "")]
    return Content.assemble(*parts)


def nothing(tab: str, typed: str, total: int, key: Callable[[str], str]) -> Content:
    """What to do where a list is empty: for the words typed, or because nothing of `total` is there. `key` gives
    the key of a command."""
    if total:
        return Content.assemble(
            f"Nothing here has “{typed}”.\n\n",
            (key("library.leave-search"), "bold $now"),
            "  shows everything again",
        )
    if tab != "sessions":
        return Content("There is nothing here yet. “facilitator doctor” says where files of your own belong.")
    return Content.assemble(
        ("No sessions yet.\n\n", "bold"),
        (key("library.new"), "bold $now"), "  prepares the first one: choose a template, paste the participants.\n",
        (key("library.templates"), "bold $now"), "  shows the templates a session can be made from.\n",
        (key("library.take-in"), "bold $now"), "  takes in a file that a colleague sent.\n\n",
        (f"To look around first, leave with {key('app.quit')} and start ", "$quiet"), "facilitator demo",
        (": it opens a library full of made-up workshops in a throw-away folder.", "$quiet"),
    )  # fmt: skip
