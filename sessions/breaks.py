"""Which steps are breaks: nobody says it of a step, so it is told by what the step does not have."""

from __future__ import annotations

from sessions.model import Step


def is_break(step: Step) -> bool:
    """Whether people leave the room at this step, whatever it is called in whatever language: the room is told nothing
    but how long it lasts, and nothing is asked of anybody."""
    asks = step.capture or step.choose or step.roles
    return step.minutes > 0 and step.together == "everyone" and not step.prompt.strip() and not asks
