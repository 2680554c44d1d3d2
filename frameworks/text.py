"""Plain text: what may be in it, and how words and names are compared.

It stands at the bottom of the house because content files and typed words go through the same rules;
`sessions.text` is the name under which the rest knows it.
"""

from __future__ import annotations

import re
import unicodedata

# Word and old Mac files end lines with these; where they come in, they separated words.
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# C0 and C1 controls, bidi embeddings, overrides and isolates, byte order marks and noncharacters: nobody sees
# them, and each can garble a terminal, a line of a file or a name (the product's rule).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u206f\ufeff\ufffe\uffff]",
)
_SURROGATES = re.compile("[\ud800-\udfff]")
# Soft hyphens and zero-width characters come with pasted names; two spellings that look alike are one name.
_IGNORED = re.compile("[\u00ad\u200b-\u200d\u2060]")


def clean(text: str) -> str:
    """Text as it may be kept: NFC, lines ended by ``\\n`` alone, tabs as spaces, without control, bidi-override
    and byte-order characters. What cannot be written as UTF-8 becomes the replacement character."""
    # Most of what people type is like this already, and hand-outs ask for each word of it several times.
    if text.isascii() and text.isprintable():
        return text
    return printable(_BREAKS.sub("\n", text).replace("\t", " "))


def one_line(text: str) -> str:
    """`clean` text on one line: every run of white space is one space, none at the ends."""
    return " ".join(clean(text).split())


def key(text: str) -> str:
    """What names are compared by: NFC, case folded, spaces collapsed (the product's rule). Never shown."""
    return one_line(_IGNORED.sub("", one_line(text)).casefold())


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens (``"Tŷ Gwyn"``: ``"ty-gwyn"``); ``""`` if there are none."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in apart if char not in "'’" and not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(char.isalnum() for char in text)


def file_text(text: str) -> str:
    """The text of a content file as it is read: like `clean`, but tabs stay, for Markdown indents by them, and
    only what an editor shows as the end of a line is one, so that line numbers agree."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return printable(_BREAKS.sub(" ", lines))


def printable(text: str) -> str:
    """NFC without invisible control characters; tabs and line breaks stay as they are."""
    return unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", _INVISIBLE.sub("", text)))
