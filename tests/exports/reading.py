"""Reading Markdown back as a reader of it does, for the tests."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from frameworks.text import clean

# CommonMark, GitHub's dialect and what notes apps have besides; addresses are made links of as generously as anywhere.
_PARSER = (
    MarkdownIt("commonmark", {"linkify": True})
    .enable(["table", "strikethrough", "linkify"])
    .use(tasklists_plugin)
    .use(footnote_plugin)
    .use(deflist_plugin)
    .use(attrs_plugin)
    .use(dollarmath_plugin, allow_space=False)
)
# What GitHub makes links and pictures of in the words of a page, outside of code, whatever had a backslash before it.
_AFTERWARDS = {
    "mail": re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w"),
    "somebody": re.compile(r"(?<!\w)@[A-Za-z0-9]"),
    "issue": re.compile(r"#[0-9]+(?!\w)|(?<!\w)gh-[0-9]+(?!\w)", re.IGNORECASE),
    "emoji": re.compile(r":(?:[\w+-]*[A-Za-z][\w+-]*|[+-]1|100|1234):"),
}
# What acts in the text of the file itself, before it is read as Markdown: that of Jekyll, Hugo and Obsidian.
_FILLED_IN = re.compile(r"\{\{|\{%")
_BEFORE = re.compile(r"(?<!\\)%%|(?<!\\)==\S(?:[^=\n]*\S)?(?<!\\)==")


def parse(markdown: str) -> list[Token]:
    """The tokens of a document, its front matter left out."""
    return _PARSER.parse(_body(markdown))


def _body(markdown: str) -> str:
    return markdown.partition("\n---\n")[2] if markdown.startswith("---\n") else markdown


def shape(markdown: str) -> list[str]:
    """What a document is made of, its words and line breaks aside: two texts in one place give the same shape."""
    body = _body(markdown)
    acting = [*_FILLED_IN.findall(body), *_BEFORE.findall(re.sub(r"(?<!\\)`[^`\n]+`", "", body))]
    found: list[str] = [f"before {one}" for one in acting]
    for token in parse(markdown):
        if token.type != "inline":
            found.append(f"{token.type} {token.tag} {token.attrs.get('class', '')}")
            continue
        words = ""
        for child in token.children or ():
            if child.type in ("text", "text_special"):
                words += child.content
                continue
            words += "\n"
            if not (child.type in ("hardbreak",) or _is_break(child) or _leads_nowhere(child)):
                link = f"{child.attrs.get('href', '')} {child.attrs.get('src', '')}"
                box = child.content if child.type == "html_inline" else ""
                found.append(f"  {child.type} {link} {box}")
        found += [f"  {what} {one}" for what, sign in _AFTERWARDS.items() for one in sign.findall(words)]
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


def _leads_nowhere(token: Token) -> bool:
    """Whether it is set as code, so that it is made neither a link nor a picture."""
    return (
        token.type == "code_inline"
        and re.search(r"[@#:]|www\.|gh-", token.content, re.IGNORECASE) is not None
    )


def _is_break(token: Token) -> bool:
    """Whether it is the one piece of HTML that we write ourselves."""
    return token.type == "html_inline" and token.content == "<br>"
