"""What stands over the room's choice, in words."""

from __future__ import annotations

from textual.content import Content

from facilitator.screens.choose_outline import Outline
from sessions import room_choice
from sessions.model import Session
from sessions.room_choice import named

# The rows for what is chosen and for what is said of it, and the words where nothing is.
_CHOSEN, _SAID = 2, 2
_NOTHING = "Nothing is chosen for everyone: each chooses their own."


def title(outline: Outline, width: int, said: str) -> Content:
    """What the room works on, how many are suggested and how many hands went up; `said` in between."""
    session: Session = outline.session
    if not session.frameworks:
        first = "There is nothing to choose from."
        rest = "No step of this session works on a framework."
        return Content.assemble((first, "bold"), "\n", (rest, "$quiet"))
    chosen = "; ".join(named(one) for one in room_choice.in_play(session))
    rows = (Content(chosen) if chosen else Content.styled(_NOTHING, "$quiet")).wrap(width)
    if len(rows) > _CHOSEN:
        rows = [*rows[: _CHOSEN - 1], Content.assemble(rows[_CHOSEN - 1], " …")]
    also = " ".join(filter(None, (room_choice.turnout(session), room_choice.suggestion(session))))
    return Content("\n").join(
        [
            Content.styled("What the whole room works on", "bold"),
            *rows,
            *(Content(said).wrap(width)[:_SAID] if said else ()),
            *(Content.styled(also, "$quiet").wrap(width)[:_SAID] if also else ()),
        ]
    )
