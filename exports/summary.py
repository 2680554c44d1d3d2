"""The summary of a hand-out: what a reader can send on as it is."""

from __future__ import annotations

from collections.abc import Sequence

from exports.document import Block, Bullets, Heading, Line, Paragraph, Span, between, ours, typed
from exports.scope import Fields, Scope
from exports.sources import standing
from exports.statements import Places
from exports.words import counted, long_day, sentence
from sessions.model import Note as Written
from sessions.text import one_line

# More areas than this are a list.
_IN_A_SENTENCE = 2


def summary(scope: Scope, places: Places, notes: Sequence[tuple[Written, Fields]]) -> list[Block]:
    """What, when, with how many, on what, and what comes next."""
    session, meta = scope.session, scope.session.meta
    took_place = meta.status != "planned" or bool(notes)
    line: list[Span] = (
        [typed(meta.cluster), ours(f", {long_day(meta.date)}: ")] if meta.cluster.strip() else []
    )
    said_who = counted(scope.present, "leader")
    if scope.schools:
        said_who += f" from {counted(scope.schools, 'school')}"
    were = "took part" if scope.ticked else "was on the list" if scope.present == 1 else "were on the list"
    if meta.status == "running":
        were = "is taking part" if scope.present == 1 else "are taking part"
    verb = were if took_place else ("is expected" if scope.present == 1 else "are expected")
    if not scope.people:
        said_who, verb = ("a workshop", "took place") if took_place else ("a workshop", "is planned")
    line.append(
        ours(f"{said_who} {verb}." if line else f"{sentence(said_who)} {verb} on {long_day(meta.date)}.")
    )
    said = [_count_said(scope, notes)]
    if scope.swaps and scope.kind in ("group", "record"):
        were = "was" if scope.swaps == 1 else "were"
        said.append(f"{sentence(counted(scope.swaps, 'swap or visit', 'swaps or visits'))} {were} agreed.")
    if meta.review_date is not None:
        said.append(f"Everyone looks back on {long_day(meta.review_date)}.")
    about, listed = _about(scope, places, [note for note, _ in notes])
    blocks: list[Block] = [
        Heading(2, (ours("Summary"),)),
        Paragraph((*line, *about, ours(" "), ours(" ".join(said)))),
        *listed,
    ]
    standings = [standing(used.framework) for used in session.frameworks]
    return [*blocks, *(Paragraph(line) for line in standings if line)]


def _about(scope: Scope, places: Places, notes: Sequence[Written]) -> tuple[Line, list[Block]]:
    """What it was about: a sentence, or for many areas a list of them."""
    meta = scope.session.meta
    verb = "was" if meta.status == "finished" or (notes and meta.status == "planned") else "is"
    areas = places.areas_of(meta.focus, notes)
    if not areas:
        return (), []
    if spanned := places.spanned(meta.focus, notes):
        return (ours(f" It {verb} about "), typed(spanned), ours(".")), []
    if len(areas) <= _IN_A_SENTENCE:
        quoted = between(" and ", [(ours("“"), typed(one_line(area)), ours("”")) for area in areas])
        return (ours(f" It {verb} about "), *quoted, ours(".")), []
    items = tuple(((typed(one_line(area)),),) for area in areas)
    return (), [Paragraph((ours(f"It {verb} about:"),)), Bullets(items)]


def _count_said(scope: Scope, notes: Sequence[object]) -> str:
    if not notes:
        nothing = {
            "group": "Nothing was shared with the room yet",
            "record": "Nothing was written down yet",
            "person": "Nothing of yours was written down yet",
            "pair": "Nothing was written down for this group yet",
            "school": "Nothing was written down for this school yet",
        }[scope.kind]
        return f"{nothing} but what was chosen." if scope.session.choices else f"{nothing}."
    count = len(notes)
    were = "was" if count == 1 else "were"
    ends = {"group": "shared with the room", "record": "written down"}
    return (
        f"{sentence(counted(count, 'note'))} {were} {ends[scope.kind]}."
        if scope.kind in ends
        else f"{sentence(counted(count, 'note'))} {'is' if count == 1 else 'are'} in this file."
    )
