"""Bring the message catalogs up to date with the code: ``python tools/catalogs.py``.

This writes the template, merges it into each language's ``.po`` and compiles the
``.mo`` files, which are committed. ``--check`` writes nothing and fails where
something is not up to date or not translated. It compares messages, not bytes:
how lines wrap and which headers there are is a matter of Babel's version.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import PoFileParser, read_po, write_po

from sphinx_pubs.model.links import LINK_KINDS
from sphinx_pubs.render.builtin import builtin_layouts
from sphinx_pubs.render.links import PROFILE_LABELS
from sphinx_pubs.render.parts import PRESENTATIONS, RANKS, ROLES
from sphinx_pubs.render.template import parts_in

PACKAGE = Path(__file__).parent.parent / "sphinx_pubs"
LOCALE = PACKAGE / "locale"
NAME = "sphinx_pubs"
GENERATOR = "Generated-By"


class StableCatalog(Catalog):
    """A catalog whose header does not name the version of Babel, so that a new one changes no file."""

    @Catalog.mime_headers.getter
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return the header's fields."""
        fields = [(name, value.rstrip("\n")) for name, value in super().mime_headers if name != GENERATOR]
        *others, (name, value) = fields
        return [*others, (name, f"{value}\n")]  # the last field ends the header's last line


def words_of_tables() -> list[str]:
    """Return the words that the code translates without naming them in a call."""
    lines = [
        line for layout in builtin_layouts().values() for lines in layout.lines.values() for line in lines
    ]
    headings = [line.heading for line in lines if line.heading]
    words = [part.option for line in lines for part in parts_in(line.items) if part.name == "word"]
    return [*LINK_KINDS.values(), *PROFILE_LABELS, *PRESENTATIONS, *RANKS, *ROLES, *headings, *words]


def template() -> Catalog:
    """Return all messages, without their lines in the code, which would change with each edit."""
    catalog = Catalog(project="sphinx-pubs", charset="utf-8")
    extracted = extract_from_dir(PACKAGE, [("**.py", "python")], keywords={"_": None, "translate": None})
    messages = {message for _, _, message, _, _ in extracted if isinstance(message, str)}
    for message in sorted(
        messages | set(words_of_tables()), key=lambda message: (message.casefold(), message)
    ):
        catalog.add(message)
    return catalog


def text_of(catalog: Catalog) -> bytes:
    """Return the catalog as a ``.po`` file."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, omit_header=catalog.locale is None, width=100, ignore_obsolete=True)
    return buffer.getvalue()


def binary_of(catalog: Catalog) -> bytes:
    """Return the catalog as an ``.mo`` file."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def up_to_date() -> dict[Path, bytes]:
    """Return what each file should hold."""
    messages = template()
    files = {LOCALE / f"{NAME}.pot": text_of(messages)}
    for path in sorted(LOCALE.glob(f"*/LC_MESSAGES/{NAME}.po")):
        catalog = StableCatalog(locale=path.parent.parent.name)
        with path.open("rb") as file:
            PoFileParser(catalog).parse(file)
        catalog.update(messages, no_fuzzy_matching=True, update_creation_date=False)
        files[path] = text_of(catalog)
        files[path.with_suffix(".mo")] = binary_of(catalog)
    return files


def messages_of(content: bytes, suffix: str) -> list[tuple[object, ...]]:
    """Return the messages of a catalog file in order, without its header.

    Of the flags only ``fuzzy`` counts: which formats Babel recognizes is a matter of its version, too.
    """
    catalog: Iterable = (read_mo if suffix == ".mo" else read_po)(io.BytesIO(content))
    return [
        (message.id, message.string, message.context, message.fuzzy, message.user_comments)
        for message in catalog
        if message.id
    ]


def is_stale(path: Path, content: bytes) -> bool:
    """Return whether a file has other messages than ``content``, or names the version of Babel."""
    if not path.exists():
        return True
    committed = path.read_bytes()
    if GENERATOR.encode() in committed:
        return True
    return messages_of(committed, path.suffix) != messages_of(content, path.suffix)


def untranslated() -> list[str]:
    """Return the messages that a language does not translate, as ``language: message``."""
    missing = []
    for path in sorted(LOCALE.glob(f"*/LC_MESSAGES/{NAME}.po")):
        with path.open("rb") as file:
            catalog = read_po(file)
        have = {message.id for message in catalog if message.string}
        missing += [
            f"{path.parent.parent.name}: {message.id}" for message in template() if message.id not in have
        ]
    return missing


def main() -> int:
    """Write or check; return the exit status."""
    stale = {path: content for path, content in up_to_date().items() if is_stale(path, content)}
    if "--check" in sys.argv:
        problems = [f"not up to date: {path.relative_to(LOCALE)}" for path in stale] + untranslated()
        for line in problems:
            sys.stderr.write(line + "\n")
        return 1 if problems else 0
    for path, content in stale.items():
        path.write_bytes(content)
    for line in untranslated():
        sys.stderr.write(f"not translated: {line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
