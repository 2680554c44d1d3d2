"""What the library's three lists show: their lines, how a line is set, and the page about the one in hand."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, timedelta, tzinfo
from functools import partial

from textual.content import Content

from facilitator.widgets.page import hanging
from facilitator.widgets.rows import Cell, Draw, Line, line_up
from frameworks.model import Framework
from sessions.dates import MONTHS, long_date, minutes, short_date
from sessions.index import Summary
from sessions.model import Template
from sessions.text import key

# The widths of columns, in cells.
_DATE, _STATUS, _COUNT = 10, 9, 6


def counted(count: int, one: str, many: str = "") -> str:
    """ "1 person", "24 people": a number with its word."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def fold(text: str) -> str:
    """Words as they are searched: without capitals and accents, so that "ty gwyn" finds Tŷ Gwyn."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def capital(text: str) -> str:
    """Words as the beginning of a line."""
    return text[:1].upper() + text[1:]


def content_key(content: Template | Framework) -> str:
    """What a template or framework is known by in a list: the same one can be there in several languages."""
    return content.id if content.language == "en" else f"{content.id} {content.language}"


def session_words(summary: Summary) -> str:
    """What a search looks through: title, cluster, the date in figures and in words, the status."""
    day = summary.date
    said = f"{summary.title} {summary.cluster} {day.isoformat()} {day.day} {MONTHS[day.month - 1]} {day.year}"
    return fold(f"{said} {day:%d.%m.%Y} {day.day}.{day.month}.{day.year} {summary.status}")


def by_cluster(summaries: Sequence[Summary], today: date) -> list[tuple[str, list[Summary]]]:
    """The sessions of each cluster as they came (newest first).

    The cluster last worked with is the first (one with a session running today before all), the others follow in
    the order of the alphabet, and at the end what cannot be opened.
    """
    names: dict[str, str] = {}
    found: dict[str, list[Summary]] = {}
    keys: dict[str, str] = {}  # the same few names over and over
    for one in summaries:
        # A file that cannot be opened says nothing of its cluster.
        name = "\U0010ffff" if one.problem else one.cluster
        if name not in keys:
            keys[name] = key(name)
            names.setdefault(keys[name], "Cannot be opened" if one.problem else name or "Without a cluster")
            found.setdefault(keys[name], [])
        found[keys[name]].append(one)
    latest = last_worked_with(summaries, today)
    first = key(latest.cluster) if latest else ""
    order = sorted(found, key=lambda cluster: (cluster != first, fold(cluster)))
    return [(names[cluster], found[cluster]) for cluster in order]


def last_worked_with(summaries: Sequence[Summary], today: date) -> Summary | None:
    """The session that runs (today, or since yesterday evening), else the one saved last; None when there is none."""
    whole = [one for one in summaries if not one.problem]

    def held(one: Summary) -> bool:
        return one.status == "running" and abs(one.date - today) <= timedelta(days=1)

    return max(whole, key=lambda one: (held(one), one.updated), default=None)


def session_lines(summaries: Sequence[Summary], today: date) -> list[Line]:
    """The sessions under their clusters' names."""
    lines: list[Line] = []
    for cluster, sessions in by_cluster(summaries, today):
        if lines:
            lines.append(Line("", ""))
        lines.append(Line("", cluster))
        lines += [Line(one.id, one) for one in sessions]
    return lines


def session_draw(today: date) -> Draw:
    """How a line of the sessions is set."""
    return partial(_session_line, today)


def _session_line(today: date, item: Summary | str, width: int) -> Content:
    if isinstance(item, str):
        return Content.styled(item, "$quiet")
    day = short_date(item.date, today)
    if item.problem:
        return line_up(
            [Cell(day, _DATE), Cell(item.title), Cell(item.problem, 24, "$last", right=True)], width
        )
    running = item.status == "running"
    status, style = ("● running", "bold $now") if running else (str(item.status), "$quiet")
    return line_up(
        [
            Cell(day, _DATE, "$quiet"),
            Cell(item.title),
            Cell(status, _STATUS, style),
            Cell(f"{item.people:,}" if item.people else "–", _COUNT, right=True),
            Cell(f"{item.notes:,}" if item.notes else "–", _COUNT, right=True),
        ],
        width,
    )


def framework_draw(item: Framework, width: int) -> Content:
    """How a framework's line is set."""
    statements = sum(1 for _ in item.statements())
    numbers = [Cell(str(len(item.areas)), _COUNT, right=True), Cell(f"{statements:,}", 10, right=True)]
    return line_up([Cell(item.title), *numbers], width)


def headings(tab: str, width: int) -> Content:
    """What the columns of numbers are, above them."""
    if tab == "sessions":
        cells = [Cell("people", _COUNT, right=True), Cell("notes", _COUNT, right=True)]
    elif tab == "templates":
        cells = [Cell("minutes", _COUNT + 1, right=True)]
    else:
        cells = [Cell("areas", _COUNT, right=True), Cell("statements", 10, right=True)]
    return line_up([Cell(""), *cells], width)


def still_running(summary: Summary) -> str:
    """That a session is still running and since when, in its own time: "still running, since 10:12", with the day
    where that is not the planned one; "" where it is not."""
    if summary.status != "running":
        return ""
    if summary.began is None:
        return "still running"
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # the list itself does without

    try:
        zone: tzinfo = ZoneInfo(summary.zone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = UTC
    began = summary.began.astimezone(zone)
    day = "" if began.date() == summary.date else f"{began:%a} {began.day} {began:%b}, "
    return f"still running, since {day}{began:%H:%M}"


def session_page(summary: Summary, templates: dict[str, str]) -> Content:
    """A session in a few words; `templates` are the titles by id."""
    if summary.problem:
        return _page(summary.title, [f"This session {_problem(summary)}"])
    beginning = f"{long_date(summary.date)}, {summary.start}"
    still = still_running(summary)
    lines = [
        summary.cluster,
        *(["", capital(still)] if still else []),
        "",
        beginning,
        minutes(summary.minutes),
        counted(summary.people, "person", "people"),
    ]
    lines.append(counted(summary.notes, "note") if summary.notes else "No notes yet")
    made = [templates.get(one, one) for one in summary.templates]
    if made and made != [summary.title]:
        lines += ["", "From", *made]
    if summary.review_date:
        lines += ["", f"Review on {long_date(summary.review_date)}"]
    if summary.delete_by:
        lines += ["", f"Notes to be deleted by {long_date(summary.delete_by)}"]
    return _page(summary.title, lines)


def _problem(summary: Summary) -> str:
    if "newer" in summary.problem:
        return "was saved by a newer version of facilitator. Open it with that one."
    return f"{summary.problem}. “facilitator doctor” says more."


def framework_page(framework: Framework, width: int) -> Content:
    """What a framework holds, area by area."""
    parts: list[Content | str | tuple[str, str]] = [(framework.title, "bold"), "\n"]
    if framework.status:
        parts += [(f"{capital(framework.status)}\n", "$quiet")]
    parts.append("\n")
    codes = max((len(area.code) for area in framework.areas), default=0)
    for area in framework.areas:
        code = Content.styled(f"{area.code:>{codes}}  " if codes else "• ", "$quiet")
        parts += [hanging(code, area.title, width), "\n"]
    if framework.source:
        parts += ["\n", (framework.source, "$quiet")]
    return Content.assemble(*parts)


def _page(title: str, lines: Sequence[str]) -> Content:
    return Content.assemble((title, "bold"), "\n", "\n".join(lines))
