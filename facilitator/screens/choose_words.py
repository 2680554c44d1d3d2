"""What stands over the room's choice, and below it, in words."""

from __future__ import annotations

from textual.content import Content

from facilitator.screens.choose_outline import Outline, about
from sessions import room_choice
from sessions.model import Session
from sessions.room_choice import named
from sessions.topics import Topic

# The rows for what is chosen and for what is said of it, and the words where nothing is.
_CHOSEN, _SAID = 2, 2
_MEASURE = 70
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


def stands(session: Session, digits: str, key: str, *, taking: bool) -> str:
    """How the hands stand, and what `key` would do: take what got the most; or choose the number typed so far."""
    if digits:
        return f"Number {digits}? {key} chooses it, another digit goes on."
    said = room_choice.outcome(session)
    if taking:
        said += f" {key} takes {'them' if len(room_choice.standing(session).taken) > 1 else 'it'}."
    return said


def in_full(outline: Outline, marked: Topic | None, typed: str, width: int, height: int) -> Content:
    """What the marked one is in full, as far as there is room; or that nothing has what was typed."""
    if marked is None:
        return Content(f"Nothing here has “{typed}”." if typed else "")
    rows = about(outline.session_of(marked), marked, min(width, _MEASURE)).split("\n", allow_blank=True)
    height = max(1, height)
    if len(rows) > height:
        rows = [*rows[: height - 1], rows[height - 1].append("…")]
    return Content("\n").join(rows)
