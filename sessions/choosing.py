"""What the room sees to choose from: the titles, the hands that went up for them, and which were chosen."""

from __future__ import annotations

from typing import NamedTuple

from frameworks.model import Area, Framework, Group
from sessions import choices
from sessions.entries import Entry
from sessions.model import Ref, Session, Step
from sessions.offer import numbers, offered, stands_over
from sessions.text import with_article


class Listed(NamedTuple):
    """A list to choose from, with what stands over it."""

    heading: str
    caption: str
    entries: tuple[Entry, ...]


def listed(session: Session, step: Step, framework: Framework) -> Listed:
    """What there is to choose from, with the hands that went up where the room was asked."""
    what = step.choosable
    words = {"area": framework.area, "group": "group", "statement": framework.statement}
    hands = choices.hands(session, step.id)
    taken = chosen(session, step)
    there = offered(step, framework)
    called = numbers(there)
    coded = any(one.code for one in there)

    entries: list[Entry] = []
    begun: Group | None = None
    for one in there:
        count = str(hands.get(one.ref, ""))
        if stands_over(one, there):
            # The beginning of a sentence that each of its statements ends is said once, below its title.
            begun = _begun(framework.find_area(one.ref.ref))
            lead = begun.lead_in if begun else ""
            tick = "✓ " if one.ref in taken else ""
            entries.append(
                Entry(
                    marker="",
                    title=tick + one.label if lead else "",
                    text=lead or tick + one.label,
                    detail=count,
                    head=True,
                    chosen=one.ref in taken and not lead,
                )
            )
            continue
        text = f"{one.within}: {one.text}" if one.kind == "group" else one.text
        if begun is not None:
            text = next((each.text for each in begun.statements if each.ref == one.ref.ref), text)
        marker = one.code or str(called.get(one.ref, "•" if coded else ""))
        plain_words = one.kind == "statement"
        place = one.ref in called
        mine = one.ref in taken
        entries.append(
            Entry(
                marker=f"✓ {marker}".rstrip() if mine else marker,
                text=text,
                detail=count,
                place=place and not mine,
                plain=plain_words,
                chosen=mine,
            )
        )
    most = f", at most {step.choose_most}" if step.choose_most > 1 else ""
    heading = (
        f"Choose {with_article(words.get(what, framework.area))}"
        if what != "anything"
        else "Choose what to work on"
    )
    caption = "On the right: how many hands went up" if any(one.detail for one in entries) else ""
    marked = [one.marker.removeprefix("✓").strip(" •") or "✓" for one in entries if one.chosen]
    if marked:
        caption = f"Chosen: {', '.join(marked)}" + (f". {caption}" if caption else "")
    elif called and not caption and step.choose == "room":
        caption = "Say which by its number"
    return Listed(heading + most, caption, tuple(entries))


def chosen(session: Session, step: Step) -> tuple[Ref, ...]:
    """What the room has chosen, where there is something to choose."""
    if not step.choose:
        return ()
    return tuple(ref for ref in session.meta.focus if step.framework in ("", ref.framework))


def _begun(area: Area | None) -> Group | None:
    """The only group of an area, where it has no title and begins a sentence."""
    group = area.groups[0] if area is not None and len(area.groups) == 1 else None
    return group if group is not None and group.lead_in and not group.title else None
