"""The examples of the manual, as files."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from textwrap import dedent

from sphinx.util import parselinenos

from tests.support import REPOSITORY, Site

DOCS = REPOSITORY / "example_docs"
MANUAL = DOCS / "manual"

sys.path.append(str(DOCS / "_ext"))

_DIRECTIVE = re.compile(
    r"^(?P<indent> *)\.\. (?P<name>pubs-file|pubs-example|pubs-code|pubs-change)::(?P<argument>.*)\n"
    r"(?P<options>(?:(?P=indent)   :.*\n)*)"
    r"(?P<content>(?:\n|(?P=indent)   .*(?:\n|\Z))*)",
    re.M,
)
_OPTION = re.compile(r"^ *:([\w-]+): *(.*)$", re.M)
# A code block, or the literal block behind a line that ends with two colons.
_CODE = re.compile(
    r"^(?P<indent> *)(?:\.\. (?:code-block|sourcecode|code):: *(?P<language>\S*)|(?! *\.\. ).*::)\n"
    r"(?P<content>(?:\n|(?P=indent)   .*(?:\n|\Z))+)",
    re.M,
)
_MARKUP_LANGUAGES = frozenset("rst rest restructuredtext md markdown myst".split())
_MARKUP = re.compile(r"^ *(?:\.\. [\w:-]+::|`{3,}\{)|\{?:?pubs:[\w:]+[:}]`", re.M)


@dataclass(frozen=True)
class Block:
    """A ``pubs-file``, ``pubs-example``, ``pubs-code`` or ``pubs-change`` of a page."""

    name: str
    argument: str
    options: dict[str, str]
    content: str


def to_markdown(text: str) -> str:
    """Return reStructuredText as Markdown, as the manual shows it."""
    form: str = import_module("myst_form").to_markdown(text)
    return form


def blocks_of(page: Path) -> Iterator[Block]:
    """Yield the examples of a page."""
    for match in _DIRECTIVE.finditer(page.read_text(encoding="utf-8")):
        options, content = match["options"], dedent(match["content"]).strip("\n")
        if match["name"] != "pubs-file":  # the others have no options: these lines are content
            assert not options
        yield Block(match["name"], match["argument"].strip(), dict(_OPTION.findall(options)), content + "\n")


def one_markup_blocks(text: str) -> list[str]:
    """Return the code blocks in the text of a page that show reStructuredText or Markdown, but not both."""
    blocks = []
    for match in _CODE.finditer(text):
        content = re.sub(r"\A(?::.*\n)+", "", dedent(match["content"]))  # without options
        if (match["language"] or "").lower() in _MARKUP_LANGUAGES or _MARKUP.search(content):
            blocks.append(content.strip("\n") + "\n")
    return blocks


def _lines(text: str, ranges: str) -> bytes:
    """Return the lines of a text in ranges such as ``1-8,12``, as ``literalinclude`` shows them."""
    lines = text.splitlines(keepends=True)
    return "".join(lines[number] for number in parselinenos(ranges, len(lines))).encode()


def files_of(page: Path) -> dict[str, bytes]:
    """Return the files that a page shows, by their names.

    Raises:
        ValueError: if two have one name.
    """
    files: dict[str, bytes] = {}
    for block in blocks_of(page):
        if block.name != "pubs-file":
            continue
        if block.argument in files:
            raise ValueError(f"{page.name} shows {block.argument!r} twice")
        if source := block.options.get("from"):
            path = DOCS / source.lstrip("/") if source.startswith("/") else page.parent / source
            files[block.argument] = _lines(path.read_text(encoding="utf-8"), block.options.get("lines", "1-"))
        else:
            files[block.argument] = block.content.encode()
    return files


def write_site(files: dict[str, bytes], root: Path, *, markdown: bool = False) -> Site:
    """Write the files of a page into an empty folder, the pages in Markdown if wanted."""
    for name, content in files.items():
        path = root / name
        if markdown and path.suffix == ".rst":
            path = path.with_suffix(".md")
            content = to_markdown(content.decode()).encode()
        if markdown and name == "conf.py":
            content += b'\nextensions = [*extensions, "myst_parser"]\n'
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Site(root)
