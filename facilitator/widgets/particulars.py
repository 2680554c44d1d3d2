"""A session's particulars as fields: what is typed is understood at every key and said beside the field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Grid
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from sessions.dates import MONTHS, long_date, read_date, read_time, school_day
from sessions.planning import DELETE_AFTER, REVIEW_AFTER
from sessions.text import one_line

FIELDS = {
    "title": "Title", "cluster": "Cluster", "day": "Date", "start": "Start", "review": "Review", "delete": "Delete by",
}  # fmt: skip
DATES = ("day", "review", "delete")
HINT = "or today, Tuesday, 8 Dec"


class Given(NamedTuple):
    """A session's particulars. `start` is local wall time as ``"09:00"``."""

    title: str
    cluster: str
    day: date
    start: str
    review: date
    delete: date


class Understood(NamedTuple):
    """What was understood of the fields: the particulars (None while one is wrong), and by the fields' names what
    to say beside each and what is wrong with it."""

    given: Given | None
    said: Mapping[str, str]
    wrong: Mapping[str, str]


def understand(typed: Mapping[str, str], today: date, minutes: int, title: str = "") -> Understood:
    """Understand the fields. Empty dates of review and deletion are as the plan has them by default; `title` is
    that of a session without one; `minutes` is its planned length."""
    said: dict[str, str] = {}
    wrong: dict[str, str] = {}
    given_title = one_line(typed["title"]) or title
    cluster = one_line(typed["cluster"])
    day = start = None
    if not given_title:
        wrong["title"] = "It needs a title."
    if not cluster:
        wrong["cluster"] = "Whose session is it? Type the cluster."
    try:
        day = read_date(typed["day"], today)
        said["day"] = long_date(day) + (", in the past" if day < today else ", today" if day == today else "")
    except ValueError as error:
        wrong["day"] = str(error)
    try:
        start = read_time(typed["start"])
        said["start"] = f"{start} to {_later(start, minutes)}" if minutes else start
    except ValueError as error:
        wrong["start"] = str(error)
    review = _after(typed["review"], "review", day, _review(day), today, said, wrong)
    delete = _after(typed["delete"], "delete", day, _delete(day), today, said, wrong)
    if review and delete and day and day <= delete < review:
        said["delete"] += ", before the review"
    if wrong or day is None or start is None or review is None or delete is None:
        return Understood(None, said, wrong)
    return Understood(Given(given_title, cluster, day, start, review, delete), said, wrong)


def defaults(day: date) -> dict[str, str]:
    """The dates of review and deletion by default, as they are typed."""
    return {"review": typed_date(school_day(day + REVIEW_AFTER)), "delete": typed_date(day + DELETE_AFTER)}


def typed_date(day: date) -> str:
    """A date as one would type it: "1 Dec 2026"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


class Particulars(Grid):
    """The six fields, each with what was understood beside it.

    Fields that nobody touched follow from the others (`follow`). `today` is the day it is, `minutes` the planned
    length, `usual` the dates as they would be by default: others were set by someone and stay.
    """

    DEFAULT_CSS = """
    Particulars { height: auto; grid-size: 3; grid-columns: 12 1fr 1fr; grid-rows: auto; padding-left: 2; }
    Particulars .label { color: $quiet; }
    Particulars .said { color: $quiet; padding-left: 2; }
    Particulars .said.-wrong { color: $last; }
    Particulars Input.-broad { column-span: 2; }
    """

    class Changed(Message):
        """Something else was typed into a field."""

    def __init__(
        self,
        typed: Mapping[str, str],
        today: date,
        clusters: list[str],
        minutes: int = 0,
        usual: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._own = dict(typed)
        self.today = today
        self.minutes = minutes
        self._clusters = clusters
        self._wrong: frozenset[str] = frozenset()
        self._day = typed["day"]
        self._touched: set[str] = set()
        # The fields whose fault is said as one: those that were typed into, and all that it was gone to for.
        self._insisted: set[str] = set()
        # Dates that are not as they would be by default were set by someone.
        self._settled = {name for name, value in (usual or {}).items() if typed[name] != value}

    def compose(self) -> ComposeResult:
        for name, label in FIELDS.items():
            yield Static(label, classes="label")
            suggest = SuggestFromList(self._clusters, case_sensitive=False) if name == "cluster" else None
            yield Input(
                self._own[name],
                HINT if name in DATES else "",
                id=name,
                suggester=suggest,
                classes="-broad" if name == "title" else "",
            )
            if name != "title":
                yield Static(id=f"{name}-said", classes="said")

    def on_mount(self) -> None:
        """Say what was understood of what is there."""
        self._say()

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: self._input(name).value for name in FIELDS}

    @property
    def touched(self) -> bool:
        """Whether anyone typed into a field."""
        return bool(self._touched)

    @property
    def understood(self) -> Understood:
        """What was understood of the fields."""
        return understand(self.typed, self.today, self.minutes, self._own["title"])

    def follow(self, **values: str) -> None:
        """Put values into fields that nobody touched."""
        for name, value in values.items():
            field = self._input(name)
            if name not in self._touched | self._settled and field.value != value:
                self._own[name] = value
                with field.prevent(Input.Changed):
                    field.value = value
        self._say()

    def focus_wrong(self) -> str:
        """Go to the first field that is wrong and give what is wrong with it; "" when none is."""
        wrong = self.understood.wrong
        name = next((name for name in FIELDS if name in wrong), "")
        if name:
            self._insisted |= wrong.keys()
            self._input(name).focus()
            self._say()
        return wrong.get(name, "")

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Understand it anew; the dates that follow from the date follow."""
        event.stop()
        name, value = event.input.id or "", event.input.value
        self._insisted.add(name)
        if not value.strip():
            # Emptied means by default.
            self._touched.discard(name)
            self._settled.discard(name)
        elif value != self._own[name]:
            self._touched.add(name)
        if name == "day" and value != self._day and "day" in self.understood.said:
            self._day = value
            self.follow(**defaults(read_date(value, self.today)))
        self._say()
        self.post_message(self.Changed())

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field."""
        event.stop()
        self.screen.focus_next()

    def _say(self) -> None:
        _, said, wrong = self.understood
        for name in FIELDS:
            if name != "title":
                beside = self.query_one(f"#{name}-said", Static)
                # What is wrong may take several lines, and the fields below make room for it.
                words = wrong.get(name) or self._with_hint(
                    name, said.get(name, ""), beside.content_size.width
                )
                layout = name in wrong or name in self._wrong
                # What nobody has typed yet is asked for, not wrong.
                beside.set_class(name in wrong and name in self._insisted, "-wrong")
                beside.update(Content(words), layout=layout)
        self._wrong = frozenset(wrong)

    def _with_hint(self, name: str, words: str, room: int) -> str:
        """While a date is typed, how else it may be written, where there is room for that."""
        hinted = f"{words} · {HINT}"
        return (
            hinted
            if words and name in DATES and self._input(name).has_focus and len(hinted) <= room
            else words
        )

    @on(DescendantFocus)
    @on(DescendantBlur)
    def hinted(self) -> None:
        """Hints go along with the focus."""
        self._say()

    def _input(self, name: str) -> Input:
        return self.query_one(f"#{name}", Input)


def _review(day: date | None) -> date | None:
    return school_day(day + REVIEW_AFTER) if day else None


def _delete(day: date | None) -> date | None:
    return day + DELETE_AFTER if day else None


def _after(
    typed: str,
    name: str,
    day: date | None,
    default: date | None,
    today: date,
    said: dict[str, str],
    wrong: dict[str, str],
) -> date | None:
    """The date typed, or the default where nothing is; what is wrong or understood is put into its place."""
    if not typed.strip():
        found = default
    else:
        try:
            # Without a year it is the next such day after the session, not after today.
            found = read_date(typed, max(today, day) if day else today)
        except ValueError as error:
            wrong[name] = str(error)
            return None
    if found and day and found < day:
        wrong[name] = f"{long_date(found)} is before the session itself."
    elif found:
        said[name] = long_date(found)
    return found


def _later(start: str, minutes: int) -> str:
    hours, past = map(int, start.split(":"))
    end = timedelta(hours=hours, minutes=past + minutes)
    return f"{end.seconds // 3600:02}:{end.seconds // 60 % 60:02}"
