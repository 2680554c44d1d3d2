"""Web addresses: those that people give for a group's notes, and those that stand in a source."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import quote, urlsplit

from msgspec.structs import replace

from exports.errors import ExportError
from frameworks.text import slug
from sessions.model import Meta, Session
from sessions.text import clean, one_line

# What a session's link is where it is to have none, though there is a usual one.
NONE = "none"
PLACEHOLDERS = ("cluster", "date", "id")

_LINK = re.compile(r"https?://[^\s<>\"'\\^`{|}]+", re.IGNORECASE)
_PARTS = re.compile(r"(https?://)([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_ASCII = "".join(map(chr, range(33, 127)))
# More than any browser is sure to take, and less than the largest code holds at its lowest level (2,953 bytes).
_LONGEST = 2000


def link_in(text: str) -> str:
    """The first web address in a text, or ""; a full stop or bracket after it is not part of it."""
    match = _LINK.search(clean(text))
    if match is None:
        return ""
    address = match.group().rstrip(".,;:!?*_")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?*_")
    return address if len(address) > len("https://") else ""


def checked(link: str) -> str:
    """A link that people gave, if it is a web address, as it is sent over the net: in ASCII, for a code does not say
    in which alphabet it is written and scanners guess. Raises ExportError if it is none."""
    link = link.strip()
    try:
        sent = _sent(link)
    except ValueError as error:
        raise ExportError(
            f"“{one_line(link)}” is not a web address. One begins with https:// and has no spaces."
        ) from error
    if len(sent) > _LONGEST:
        raise ExportError(
            f"That link is too long for a code: {len(sent):,} characters, {_LONGEST:,} at most."
        )
    return sent


def _sent(link: str) -> str:
    if not _LINK.fullmatch(link) or clean(link) != link:
        raise ValueError(link)
    parts = urlsplit(link)
    # A port that is none is found only when it is asked for.
    if not parts.hostname or parts.port == 0:
        raise ValueError(link)
    if link.isascii():
        return link
    match = _PARTS.fullmatch(link)
    if match is None:
        raise ValueError(link)
    scheme, host, rest = match.groups()
    user, at, host = host.rpartition("@")
    if not host.isascii():
        name, colon, port = host.partition(":")
        host = f"{name.encode('idna').decode('ascii')}{colon}{port}"
    # What signs of other alphabets become may mean something else in an address.
    return _sent(f"{scheme}{quote(user, safe=_ASCII)}{at}{host}{quote(rest, safe=_ASCII)}")


def expanded(link: str, meta: Meta) -> str:
    """A link with what belongs to a session in place of ``{cluster}`` (in small letters and hyphens), ``{date}``
    (2026-12-01) and ``{id}``. Raises ExportError for any other placeholder, and for what is no web address then."""
    values = {
        "cluster": slug(meta.cluster) or quote(meta.cluster.strip(), safe=""),
        "date": meta.date.isoformat(),
        "id": quote(meta.id, safe=""),
    }

    def value(match: re.Match[str]) -> str:
        name = match[1].strip().casefold()
        if name not in values:
            raise ExportError(
                f"“{{{one_line(match[1])}}}” cannot be filled in. "
                "A link may have {cluster}, {date} and {id} in it."
            )
        return values[name]

    filled = re.sub(r"\{([^{}]*)\}", value, link)
    if re.search(r"[{}]", filled):
        raise ExportError(
            "A curly bracket stands alone in the link. Write {cluster}, {date} or {id}, or none at all."
        )
    return checked(filled)


def group_link(session: Session) -> str:
    """Where the group's notes of a session are to be found; "" where nobody has said so, or it is no address."""
    link = session.meta.link
    try:
        return expanded(link, session.meta) if link not in ("", NONE) else ""
    except ExportError:
        # A file from elsewhere may hold anything: what is no address is not shown as one.
        return ""


def settled(session: Session, usual: str, days: int | None = None, since: date | None = None) -> Session:
    """The session with the usual link as its own, filled in, unless it has one or is to have none.

    Done when it is shown or handed out, for what people have scanned must not change with the usual one. `days` is
    how long after a session notes are usually there; None: at once. `since` is the day on which the usual link was
    given: it is not for sessions before that, nor for what was finished by then. A usual link that cannot be filled in
    changes nothing.
    """
    meta = session.meta
    if meta.link or not usual.strip():
        return session
    if since is not None and (meta.date < since or (meta.date == since and meta.status == "finished")):
        return session
    try:
        link = expanded(usual, meta)
    except ExportError:
        return session
    ready = meta.link_from or (None if days is None else meta.date + timedelta(days=days))
    return replace(session, meta=replace(meta, link=link, link_from=ready))


def with_link(session: Session, link: str, ready: date | None = None) -> Session:
    """The session with this link, filled in, and the day from which on the notes are there; with ``""`` it is to have
    none. Raises ExportError for a link that is none."""
    link = expanded(link, session.meta) if link.strip() else NONE
    return replace(session, meta=replace(session.meta, link=link, link_from=None if link == NONE else ready))


def waited_for(meta: Meta, today: date | None) -> date | None:
    """The day from which on the group's notes are to be found, while that is still to come."""
    ready = meta.link_from
    return ready if ready is not None and today is not None and today < ready else None
