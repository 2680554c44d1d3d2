"""Links that people give for a group's notes, and addresses in a source."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from exports import links
from exports.errors import ExportError
from exports.links import NONE, checked, expanded, group_link, link_in, settled, waited_for, with_link
from sessions.model import Session
from tests.exports.awkward import SESSION

USUAL = "https://example.org/{cluster}/{date}/{id}"
FILLED = "https://example.org/cwm-test/2026-12-01/2026-12-01-cwm-test-k7f3"


def linked(link: str, ready: date | None = None, cluster: str = "Cwm <Test>") -> Session:
    meta = replace(SESSION.meta, link=link, link_from=ready, cluster=cluster)
    return replace(SESSION, meta=meta)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("The book, https://example.org/a.", "https://example.org/a"),
        ("(see http://example.org/a_(b))", "http://example.org/a_(b)"),
        ("<https://example.org/?q=1&r=2>, then", "https://example.org/?q=1&r=2"),
        ("a book without one", ""),
        ("https:// alone", ""),
        ("", ""),
    ],
)
def test_links_are_found_in_a_source(text: str, link: str) -> None:
    assert link_in(text) == link


def test_a_link_is_a_web_address_sent_in_ascii() -> None:
    for link, sent in {
        " https://example.org/n ": "https://example.org/n",
        "https://ysgol-tŷ.cymru/siân?ŵ#ŷ": "https://xn--ysgol-t-xvb.cymru/si%C3%A2n?%C5%B5#%C5%B7",
        "https://example.org/%41?": "https://example.org/%41?",
    }.items():
        assert checked(link) == sent
    for wrong in (
        *("", "javascript:alert(1)", "example.org", "https://a b", "https://", "https://x/\x1b[0m"),
        *(
            "https://?q",
            "https://[x",
            "https://x:99999/",
            "https://x/{id}",
            "https://ŵ..org/",
            "https://℀.org",
        ),
    ):
        with pytest.raises(ExportError, match="is not a web address"):
            checked(wrong)
    with pytest.raises(ExportError, match="too long for a code: 2,020 characters, 2,000 at most"):
        checked("https://example.org/" + "x" * 2000)


def test_placeholders_are_filled_in_for_the_session() -> None:
    assert expanded(USUAL, SESSION.meta) == FILLED
    assert expanded("https://example.org/{ Cluster }", SESSION.meta) == "https://example.org/cwm-test"
    assert expanded("https://{cluster}.example.org", linked("", cluster="漢字/?").meta).isascii()
    assert expanded("https://x.org/?c={cluster}", linked("", cluster="漢/字").meta) == (
        "https://x.org/?c=%E6%BC%A2%2F%E5%AD%97"
    )
    for wrong, said in {
        "https://example.org/{school}": "“{school}” cannot be filled in. A link may have {cluster}, {date} and",
        "https://example.org/{}": "“{}” cannot be filled in.",
        "https://example.org/{date": "A curly bracket stands alone in the link.",
        "https://example.org/{{date}}": "A curly bracket stands alone in the link.",
        "{id}": "“2026-12-01-cwm-test-k7f3” is not a web address.",
    }.items():
        with pytest.raises(ExportError) as caught:
            expanded(wrong, SESSION.meta)
        assert str(caught.value).startswith(said)


def test_the_usual_link_becomes_the_sessions_own_and_stays_so() -> None:
    settled_once = settled(SESSION, USUAL, 2)
    assert (settled_once.meta.link, settled_once.meta.link_from) == (FILLED, date(2026, 12, 3))
    assert settled(SESSION, USUAL).meta.link_from is None
    # Neither a new usual link nor another date changes what was shown, nor one that a session is not to have.
    moved = replace(settled_once, meta=replace(settled_once.meta, date=date(2027, 1, 1)))
    for session in (moved, with_link(SESSION, "https://x.org"), with_link(SESSION, " "), linked(FILLED)):
        assert settled(session, "https://other.org/{date}", 5) is session
    for usual in ("", " ", "https://x.org/{school}", "x.org"):
        assert settled(SESSION, usual, 2) is SESSION


def test_the_usual_link_is_for_sessions_from_the_day_on_which_it_was_given() -> None:
    day = SESSION.meta.date
    done = replace(SESSION, meta=replace(SESSION.meta, status="finished"))
    running = replace(SESSION, meta=replace(SESSION.meta, status="running"))
    for untouched, since in ((SESSION, day + timedelta(1)), (done, day)):
        assert settled(untouched, USUAL, 2, since) is untouched
    for meant, given in ((running, day), (done, day - timedelta(1)), (running, None)):
        assert settled(meant, USUAL, 2, given).meta.link_from == date(2026, 12, 3)


def test_a_sessions_own_link_is_an_address_or_none() -> None:
    assert group_link(with_link(SESSION, USUAL)) == FILLED
    ready = date(2026, 12, 3)
    none = with_link(linked(FILLED), "", ready)
    assert (none.meta.link, none.meta.link_from, group_link(none)) == (NONE, None, "")
    for other in ("", "javascript:alert(1)", "x y"):
        assert group_link(linked(other)) == ""
    with pytest.raises(ExportError):
        with_link(SESSION, "x y")


def test_the_notes_are_waited_for_until_their_day() -> None:
    ready = date(2026, 12, 3)
    meta = linked(FILLED, ready).meta
    days = [date(2026, 12, 2), ready, date(2026, 12, 4), None]
    assert [links.waited_for(meta, day) for day in days] == [ready, None, None, None]
    assert waited_for(linked(FILLED).meta, days[0]) is None
