"""What a framework's words are and where the official ones stand, as it is said to people."""

from __future__ import annotations

from exports.document import Line, linked, ours, typed
from exports.links import link_in
from frameworks.model import Framework
from sessions.text import one_line

_ENDS = ".;:, "
_WORDINGS = {"own": ", in our own wording", "official": ", in the official wording"}


def standing(framework: Framework, *, titled: bool = True) -> Line:
    """The status and the source of a framework, its link as one: "Title: status. Source: …"; () for one that
    has neither. Where the title stands above already, it can be left out: "Status: status. Source: …"."""
    status = one_line(framework.status)
    status = status.rstrip(_ENDS) or status
    source = one_line(framework.source)
    if not status and not source:
        return ()
    line: Line = (typed(one_line(framework.title)), ours(": ")) if titled else ()
    if status and not titled:
        line = (ours("Status: "),)
    if status:
        line += (typed(status), ours(". " if source else "."))
    if source:
        line += (ours("the source is " if titled and not status else "Source: "), *_source(source))
    return line


def whose_words(framework: Framework) -> Line:
    """Where the statements are from, in whose wording, what they are, and the source, as sentences for the foot of a
    hand-out: "The statements are from “Title”, in our own wording; they are not statutory. Source: …"; () where nothing
    of that is known."""
    if not (framework.wording or framework.status.strip() or framework.source.strip()):
        return ()
    line: Line = (ours("The statements are from “"), typed(one_line(framework.title)), ours("”"))
    line += (ours(_WORDINGS.get(framework.wording, "")),)
    # That the words are our own is said already.
    parts = [one.strip() for one in one_line(framework.status).split(";")]
    own = framework.wording == "own"
    status = "; ".join(one for one in parts if one and not (own and one.startswith("our own words")))
    status = status.rstrip(_ENDS) or status
    if status:
        line += (ours("; they are " if status.startswith("not ") else ". Status: "), typed(status))
    line += (ours("."),)
    source = one_line(framework.source)
    return (*line, ours(" Source: "), *_source(source)) if source else line


def _source(source: str) -> Line:
    """The words of the source, with its first web address as a link."""
    address = link_in(source)
    before, _, after = source.partition(address) if address else (source, "", "")
    if not address:
        return (typed(before), ours("" if before.endswith((".", "!", "?")) else "."))
    line: Line = (typed(before.rstrip()), ours(" ")) if before.strip() else ()
    return (*line, linked(address), typed(after) if after.strip() else ours("."))
