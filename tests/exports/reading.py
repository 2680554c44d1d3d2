"""Reading Markdown back as a reader of it does, for the tests."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from frameworks.text import clean

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def parse(markdown: str) -> list[Token]:
    """The tokens of a document, its front matter left out."""
    if markdown.startswith("---\n"):
        markdown = markdown.partition("\n---\n")[2]
    return _PARSER.parse(markdown)


def shape(markdown: str) -> list[str]:
    """What a document is made of, its words and line breaks aside: two texts in one place give the same shape."""
    found: list[str] = []
    for token in parse(markdown):
        if token.type != "inline":
            found.append(f"{token.type} {token.tag}")
            continue
        for child in token.children or ():
            if child.type in ("text", "text_special", "hardbreak") or _is_break(child) or _is_address(child):
                continue
            found.append(f"  {child.type} {child.attrs.get('href', '')} {child.attrs.get('src', '')}")
    return found


def texts(markdown: str) -> list[str]:
    """What is said in each paragraph, heading, item and cell, in order."""
    return [_text(token) for token in parse(markdown) if token.type == "inline"]


def _text(token: Token) -> str:
    words = []
    for child in token.children or ():
        if child.type == "hardbreak" or _is_break(child):
            words.append("\n")
        elif child.type in ("text", "text_special", "code_inline"):
            words.append(child.content)
    return "".join(words).replace("\xa0", " ")


def as_read(text: str) -> str:
    """Typed text as it has to come back: clean, without blanks at the ends of lines or empty lines around it."""
    lines = [line.rstrip() for line in clean(text).split("\n")]
    return "\n".join(lines).strip().replace("\xa0", " ")


def _is_address(token: Token) -> bool:
    """Whether it is a web address set as code, so that it leads nowhere."""
    return (
        token.type == "code_inline" and re.match(r"(https?://|www\.)[!-~]+$", token.content, re.I) is not None
    )


def _is_break(token: Token) -> bool:
    """Whether it is the one piece of HTML that we write ourselves."""
    return token.type == "html_inline" and token.content == "<br>"
