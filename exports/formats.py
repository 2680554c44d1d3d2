"""The formats that a hand-out can be had in: each renders the one neutral document."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from exports.document import Document

# What makes a file's bytes of a document. The mapping has the addresses of the codes' images, by the codes' names.
Render = Callable[[Document, Mapping[str, str]], bytes]


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One format: its `id` on the command line, what people call it, how its files end, and what it is for.

    `images` says that pictures of the codes are to lie beside its files. `render` gives b"" for a document that this
    format has nothing to say of; `without` says what there is not then.
    """

    id: str
    title: str
    suffix: str
    purpose: str
    render: Render
    images: bool = False
    without: str = "there is nothing in it"


def _markdown(document: Document, images: Mapping[str, str]) -> bytes:
    from exports import markdown

    return markdown.render(document, images).encode()


def _html(document: Document, _: Mapping[str, str]) -> bytes:
    from exports import webpage

    return webpage.render(document).encode()


def _csv(document: Document, _: Mapping[str, str]) -> bytes:
    from exports import csv_table

    return csv_table.render(document)


def _json(document: Document, _: Mapping[str, str]) -> bytes:
    from exports import json_data

    return json_data.render(document)


def _ics(document: Document, _: Mapping[str, str]) -> bytes:
    from exports import calendar_file

    return calendar_file.render(document)


FORMATS: dict[str, Format] = {
    one.id: one
    for one in (
        Format(
            id="md",
            title="Markdown",
            suffix=".md",
            purpose="to read, to change and to keep in a notes app",
            render=_markdown,
            images=True,
        ),
        Format(
            id="html",
            title="Web page",
            suffix=".html",
            purpose="to print, to send and to read on a phone",
            render=_html,
        ),
        Format(
            id="csv",
            title="Spreadsheet (CSV)",
            suffix=".csv",
            purpose="to sort and count in a spreadsheet, a row for each note",
            render=_csv,
            without="it has neither notes nor a table",
        ),
        Format(
            id="json",
            title="Data (JSON)",
            suffix=".json",
            purpose="for programs; the record with names kept can be taken in again as a session",
            render=_json,
        ),
        Format(
            id="ics",
            title="Calendar",
            suffix=".ics",
            purpose="to put the review, the next session and swap days into a calendar",
            render=_ics,
            without="there is no review, next session or swap day on a date",
        ),
    )
}
