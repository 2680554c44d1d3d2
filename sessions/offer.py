"""What the room sees listed to choose from at a step, and the numbers it is called by there."""

from __future__ import annotations

from collections.abc import Sequence

from frameworks.model import Framework
from sessions.model import Ref, Step
from sessions.topics import Topic, topics

# Nobody chooses from a list longer than this on a screen; the areas stand for their statements then.
MANY = 40


def offered(step: Step, framework: Framework) -> tuple[Topic, ...]:
    """What is listed to choose from, in the order of the source: where anything may be chosen, areas and their
    statements. Where there are too many to show, it is the areas."""
    listed = topics(framework, step.choosable)
    if step.choosable == "anything":
        # Groups are left to the facilitator's own screen: three levels are too many to read from the back.
        listed = tuple(one for one in listed if one.kind != "group")
    return topics(framework, "area") if len(listed) > MANY else listed


def numbers(listed: Sequence[Topic]) -> dict[Ref, int]:
    """The numbers by which those without a code are called while people choose: their places in the list, from 1.
    An area over its statements has none, for it is called by its title. They are no codes and are never saved."""
    found = [one for one in listed if not (one.kind == "area" and stands_over(one, listed))]
    if any(one.code for one in found):
        return {}
    return {one.ref: place for place, one in enumerate(found, 1)}


def stands_over(one: Topic, listed: Sequence[Topic]) -> bool:
    """Whether this is an area listed together with what is in it."""
    return one.kind == "area" and any(other.kind != "area" for other in listed)
