"""Writing HTML by hand and safely: every piece of text goes through `text` or `lines`, every element through `tag`.

What comes out is a `Markup`, and only that is taken as it is; plain strings are always escaped. A renderer for
whole documents can be built from the same pieces.
"""

from __future__ import annotations

from html import escape

from sessions.text import clean


class Markup(str):
    """HTML that is finished: nothing in it has to be escaped any more."""

    __slots__ = ()


def text(words: str) -> Markup:
    """Words as they are, with nothing in them that HTML acts on."""
    return Markup(escape(clean(words)))


def lines(words: str) -> Markup:
    """Words with their line breaks kept."""
    return Markup(text(words).replace("\n", "<br>"))


def join(pieces: list[Markup] | tuple[Markup, ...]) -> Markup:
    """Finished pieces one after the other, each on a line of its own."""
    return Markup("\n".join(piece for piece in pieces if piece))


def tag(name: str, *inside: str, **attributes: str) -> Markup:
    """One element; strings inside it are escaped, Markup is not. `class_` stands for ``class``; attributes
    without a value are left out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"' for key, value in attributes.items() if value
    )
    body = "".join(piece if isinstance(piece, Markup) else text(piece) for piece in inside)
    return Markup(f"<{name}{said}>{body}</{name}>")


def css_text(words: str) -> str:
    """Words for a string of a style sheet, between quotes: everything but letters and digits of ASCII as its number, so
    that nothing in them can end the string, the rule or the element around it."""
    return "".join(
        sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):06x}" for sign in clean(words)
    )


def page(title: str, css: str, body: Markup, language: str = "en") -> str:
    """A whole page that needs nothing beside it, and may load nothing."""
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{text(language)}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        # A phone makes no links of what looks like a number or a date.
        '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">\n'
        f"<title>{text(title)}</title>\n<style>\n{css}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
