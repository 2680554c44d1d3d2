"""Typed words → Markdown: what acts in them is made to stand still, with as few signs as that takes.

What CommonMark, GitHub's dialect and the notes apps act on where it stands gets a backslash, and of signs that come in
pairs often only the one that would close the pair. What is made into links and pictures after Markdown was read, when
no backslash is left, is set as code, which all of them leave alone: web and mail addresses, @names, #numbers, :codes:.
"""

from __future__ import annotations

import re

from sessions.text import clean, one_line

_WEB = r"(?i:https?://|ftp://|www\.)[A-Za-z0-9](?:[A-Za-z0-9._~/?\#@!$&'()+,;=%:-]*[A-Za-z0-9/=&%\#_+-])?"
_MAIL = r"(?i:(?:mailto|xmpp):)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_SOMEBODY = r"@[A-Za-z0-9][A-Za-z0-9-]*"
_ISSUE, _GH = r"[\w./-]*\#[0-9]+(?!\w)", r"(?i:gh)-[0-9]+(?!\w)"
_EMOJI = r":(?:[\w+-]*[A-Za-z][\w+-]*|[+-]1|100|1234):"
_BEGUN = " | ".join((
    rf"(?<![A-Za-z0-9]){_WEB}", rf"(?<![\w.+-]){_MAIL}", rf"(?<!\w){_SOMEBODY}", rf"(?<![\w./-]){_ISSUE}",
    rf"(?<!\w){_GH}", _EMOJI,
))  # fmt: skip
# What stands right behind code is seen as the beginning of a text.
_AS_CODE = f"(?P<code>(?:{_BEGUN})(?:{'|'.join((_WEB, _MAIL, _SOMEBODY, _ISSUE, _GH, _EMOJI))})*)"
# The endings by which a name is taken for an address of the web without anything before it.
_DOMAINS = (
    "[a-z]{2}|biz|com|edu|gov|net|org|pro|web|xxx|aero|asia|coop|info|museum|name|shop|рф|xn--[a-z0-9-]+"
)
# Its beginning counts as the beginning of a line of the file, and nothing is known of what follows its end.
_ACTS = r"""
    [\\`\[] | (?<=\[[Xx])\]                                # GitHub ticks a box for any “[x]” behind it
    | (?<![ ])\* | \*(?![ ])                              # emphasis; between blanks it is none
    | (?<![^\W_])_ | _(?![^\W_])                          # emphasis, but not inside a word
    | (?<!\s)~ | (?<=\S)\$ | ^\$(?!\d)                     # ends of what is struck out and of mathematics
    | (?<=\S=)= | (?<=^=)= | (?<=%)%                                 # ends of what is marked, and of what is left out
    | <(?=[A-Za-z/!?]|$)                                  # HTML and addresses
    | &(?=(?:\#[Xx]?[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]+)(?:;|$))
    | ^\# | (?<!\S)\#(?!\s)                               # headings, their ends, and the tags of notes apps
    | ^[>|] | ^-(?=\s|$|[-\s:|]+$) | ^\+(?=\s|$) | ^=(?==*\s*$) | ^:(?=\s|[-\s:|]*$)
    | /(?=/) | (?<=[Ww]{3})\.                             # addresses
    | (?<=[\w-])\.(?=(?i:DOMAINS)(?![^\W_]))
    | \{(?=[:.\#]) | (?<=\{)[{%]                          # what makers of web sites fill in
    | (?<=\s)\^(?=[A-Za-z0-9-]+$)                         # the name of a block
""".replace("DOMAINS", _DOMAINS)
_ALWAYS = re.compile(rf"{_AS_CODE} | {_ACTS}", re.VERBOSE)
_IN_CELL = re.compile(rf"{_AS_CODE} | \| | {_ACTS}", re.VERBOSE)
_IN_LINK = re.compile(rf"{_AS_CODE} | \] | {_ACTS}", re.VERBOSE)
_NUMBER = re.compile(r"^([0-9]{1,9})([.)])(?=\s|$)")
# Where none of these is, nothing acts: most of what people write.
_SIGNS = re.compile(r"[^\w\s,;!?'\"’“”‘–—…()-]|\b_|_\b|^[-0-9]|[Gg][Hh]-")


def escape(text: str, *, link: bool = False, cell: bool = False) -> str:
    """Typed words on one line, with nothing in them that Markdown acts on: not as the words of a `link` or a picture,
    not in the `cell` of a table."""
    return escaped(one_line(text), link=link, cell=cell)


def typed_lines(text: str, *, cell: bool = False) -> list[str]:
    """Typed words line by line, escaped; blanks that begin a further line are kept as hard spaces."""
    lines = clean(text).split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    found: list[str] = []
    for line in lines:
        words = line.rstrip().lstrip(" " if found else None)
        blanks = len(line.rstrip()) - len(words) if found else 0
        found.append("&nbsp;" * blanks + escaped(words, cell=cell))
    return found


def escaped(line: str, *, link: bool = False, cell: bool = False) -> str:
    """One line of typed words that is clean already, with its blanks."""
    if _SIGNS.search(line) is None:
        return line
    acts = _IN_LINK if link else _IN_CELL if cell else _ALWAYS
    return _NUMBER.sub(r"\1\\\2", acts.sub(_still, line))


def _still(found: re.Match[str]) -> str:
    code = found["code"]
    return f"`{code}`" if code else f"\\{found[0]}"
