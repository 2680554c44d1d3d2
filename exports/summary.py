"""The summary of a hand-out: what a reader can send on as it is."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from exports.document import Block, Bullets, Heading, Line, Paragraph, Span, between, ours, typed
from exports.scope import Fields, Scope
from exports.statements import Places
from exports.words import counted, long_day, sentence
from sessions.model import Note as Written
from sessions.model import Ref
from sessions.text import one_line

# More areas than this are a list.
_IN_A_SENTENCE = 2


class Summary(msgspec.Struct, frozen=True):
    """The section, and the labels of the areas that it names."""

    blocks: list[Block]
    areas: frozenset[str]


def summary(scope: Scope, places: Places, notes: Sequence[tuple[Written, Fields]]) -> Summary:
    """What, when, with how many, and on what."""
    meta = scope.session.meta
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
    written = [note for note, _ in notes]
    chosen = _own_choices(scope)
    areas = places.areas_of((*meta.focus, *chosen), written)
    headings = set(places.areas_of((), written))
    about, listed, named = _about(scope, places, written, chosen, areas, headings)
    blocks: list[Block] = [
        Heading(2, (ours("Summary"),)),
        Paragraph((*line, *about, ours(" "), *_count_said(scope, places, notes, chosen))),
        *listed,
    ]
    return Summary(
        blocks, frozenset(named) | (frozenset(places.called(chosen)) if not notes else frozenset())
    )


def _own_choices(scope: Scope) -> tuple[Ref, ...]:
    """What someone, or the group, chose whose notes they are; what somebody's group chose is said where it did."""
    if scope.kind not in ("person", "pair"):
        return ()
    mine = scope.mine
    chosen = (one for one in scope.session.choices if (one.by in mine) == (scope.kind == "person"))
    return tuple(dict.fromkeys(ref for one in chosen for ref in one.areas))


def _about(
    scope: Scope,
    places: Places,
    notes: Sequence[Written],
    chosen: tuple[Ref, ...],
    areas: Sequence[str],
    headings: set[str],
) -> tuple[Line, list[Block], Sequence[str]]:
    """What it was about: a sentence, or for many areas a list of them; and which of them it names. What headings say
    again is counted."""
    meta = scope.session.meta
    verb = "was" if meta.status == "finished" or (notes and meta.status == "planned") else "is"
    refs = (*meta.focus, *chosen)
    if not notes and chosen:
        # That is said below.
        refs, areas = meta.focus, places.areas_of(meta.focus)
    if not areas:
        return (), [], ()
    if spanned := places.spanned(refs, notes):
        return (ours(f" It {verb} about "), typed(spanned), ours(".")), [], areas
    if len(areas) <= _IN_A_SENTENCE:
        return (ours(f" It {verb} about "), *_quoted(areas), ours(".")), [], areas
    if headings.issuperset(areas):
        return (ours(f" It {verb} about "), *places.counted(notes), ours(".")), [], areas
    items = tuple(((typed(one_line(area)),),) for area in areas)
    return (), [Paragraph((ours(f"It {verb} about:"),)), Bullets(items)], areas


def _quoted(areas: Sequence[str]) -> Line:
    return between(" and ", [(ours("“"), typed(one_line(area)), ours("”")) for area in areas])


def _count_said(scope: Scope, places: Places, notes: Sequence[object], chosen: tuple[Ref, ...]) -> Line:
    if not notes:
        return _nothing_said(scope, places, chosen)
    count = len(notes)
    were = "was" if count == 1 else "were"
    ends = {"group": "shared with the room", "record": "written down"}
    said = (
        f"{were} {ends[scope.kind]}"
        if scope.kind in ends
        else f"{'is' if count == 1 else 'are'} in this file"
    )
    return (ours(f"{sentence(counted(count, 'note'))} {said}."),)


def _nothing_said(scope: Scope, places: Places, chosen: tuple[Ref, ...]) -> Line:
    if called := places.called(chosen):
        quoted = between("; ", [(ours("“"), typed(one_line(one)), ours("”")) for one in called])
        return (ours("You chose "), *quoted, ours("; nothing else of yours was written down yet."))
    nothing = {
        "group": "Nothing was shared with the room yet",
        "record": "Nothing was written down yet",
        "person": "Nothing of yours was written down yet",
        "pair": "Nothing was written down for this group yet",
        "school": "Nothing was written down for this school yet",
    }[scope.kind]
    return (ours(f"{nothing} but what was chosen." if scope.session.choices else f"{nothing}."),)
