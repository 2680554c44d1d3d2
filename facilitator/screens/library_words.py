"""What the library says around its lists: the tabs, what can be typed to find something, and where nothing is."""

from __future__ import annotations

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


def nothing(tab: str, typed: str, total: int) -> Content:
    """What to do where a list is empty: for the words typed, or because nothing of `total` is there."""
    if total:
        return Content.assemble(
            f"Nothing here has “{typed}”.\n\n", ("Esc", "bold $now"), "  shows everything again"
        )
    if tab != "sessions":
        return Content("There is nothing here yet. “facilitator doctor” says where files of your own belong.")
    return Content.assemble(
        ("No sessions yet.\n\n", "bold"),
        ("n", "bold $now"), "  prepares the first one: choose a template, paste the participants.\n",
        ("2", "bold $now"), "  shows the templates a session can be made from.\n",
        ("Ctrl+O", "bold $now"), "  takes in a file that a colleague sent.\n\n",
        ("To look around first, leave with Ctrl+Q and start ", "$quiet"), "facilitator demo",
        (": it opens a library full of made-up workshops in a throw-away folder.", "$quiet"),
    )  # fmt: skip
