"""The Markdown (MyST) form of reStructuredText, for the examples of the manual.

It knows the markup that these examples use. Anything else is an error, so that no example is shown wrong.
Tests build each example in both forms and compare the pages.
"""

from __future__ import annotations

import re
from textwrap import dedent

#: Directives whose content is code or a list of names: it is copied as it is.
VERBATIM = frozenset({"code-block", "literalinclude", "toctree", "math", "only", "raw"})

_DIRECTIVE = re.compile(r"\.\. (?P<name>[\w:-]+)::(?: (?P<argument>.*))?\Z")
_TARGET = re.compile(r"\.\. _(?P<name>[^:]+):\Z")
_OPTION = re.compile(r":(?P<name>[\w-]+):(?: (?P<value>.*))?\Z")
_UNDERLINE = re.compile(r"([=\-~^\"'])\1+\Z")
_INLINE = re.compile(
    r"``(?P<code>[^`]+)``"
    r"|:(?P<role>[\w:+-]+):`(?P<content>[^`]+)`"
    r"|`(?P<words>[^`<]+?) <(?P<url>[^`>]+)>`__?"
)
#: What a value of an option may not hold or begin with, as MyST reads options as YAML.
_YAML_SYNTAX = re.compile(r"\A[\"'\[\]{}&*!|>%@`,#?-]|: | #|:\Z")


def to_markdown(text: str) -> str:
    """Return reStructuredText as Markdown.

    Raises:
        ValueError: if the text has markup that is not known here.
    """
    return "\n".join(_blocks(text.rstrip().split("\n"), underlines=[])) + "\n"


def _blocks(lines: list[str], underlines: list[str]) -> list[str]:
    """Return lines as Markdown. ``underlines`` has the characters below headings, in the order of levels."""
    result: list[str] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        following = lines[position + 1] if position + 1 < len(lines) else ""
        if line and (match := _UNDERLINE.match(following)):
            if match[1] not in underlines:
                underlines.append(match[1])
            level = underlines.index(match[1]) + 1
            result.append("#" * level + " " + _inline(line))
            position += 2
        elif line.startswith(".. "):
            end = _end_of_block(lines, position)
            result += _explicit(line, lines[position + 1 : end], underlines)
            position = end
        elif line.rstrip().endswith("::") or line.startswith(("|", "+-", "==", "__ ")):
            raise ValueError(f"no Markdown form is known for: {line!r}")
        else:
            result.append(re.sub(r"^(\s*)#\. ", r"\g<1>1. ", _inline(line)))
            position += 1
    return result


def _end_of_block(lines: list[str], start: int) -> int:
    """Return the index behind the indented lines that follow ``start``, without empty lines at their end."""
    end = start + 1
    for position in range(start + 1, len(lines)):
        if lines[position].startswith("   "):
            end = position + 1
        elif lines[position]:
            break
    return end


def _explicit(first: str, body: list[str], underlines: list[str]) -> list[str]:
    """Return a directive, a target or a comment."""
    if match := _TARGET.match(first):
        return [f"({match['name']})="]
    match = _DIRECTIVE.match(first)
    if match is None:
        comment = [first.removeprefix(".. "), *dedent("\n".join(body)).split("\n")]
        return [f"% {line}" for line in comment if line]
    options, content = _options(dedent("\n".join(body)).split("\n"))
    if match["name"] not in VERBATIM:
        content = _blocks(content, underlines)
    longest = max((len(found) for found in re.findall(r"^`{3,}", "\n".join(content), re.M)), default=2)
    fence = "`" * (longest + 1)
    head = f"{fence}{{{match['name']}}} {match['argument'] or ''}".rstrip()
    separator = [""] if options and content else []
    return [head, *options, *separator, *content, fence]


def _options(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the options of a directive in the form of MyST, and the lines of its content."""
    options: list[str] = []
    while lines and (match := _OPTION.match(lines[0])):
        value = match["value"] or ""
        lines = lines[1:]
        while lines and lines[0].startswith(" "):
            value += " " + lines[0].strip()
            lines = lines[1:]
        if _YAML_SYNTAX.search(value):
            value = "'" + value.replace("'", "''") + "'"
        options.append(f":{match['name']}: {value}".rstrip())
    while lines and not lines[0]:
        lines = lines[1:]
    return options, lines


def _inline(text: str) -> str:
    """Return a line of text."""
    return _INLINE.sub(_inline_markup, text)


def _inline_markup(match: re.Match[str]) -> str:
    if match["code"]:
        return f"`{match['code']}`"
    if match["role"]:
        return f"{{{match['role']}}}`{match['content']}`"
    return f"[{match['words']}]({match['url']})"
