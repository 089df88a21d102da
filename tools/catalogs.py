"""Brings the message catalogs up to date with the code: ``python tools/catalogs.py``.

Writes the template, merges it into each language's ``.po`` and compiles the
``.mo`` files, which are committed. ``--check`` writes nothing and fails where
something is not up to date or not translated.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sphinx_pubs.model.links import LINK_KINDS
from sphinx_pubs.render.builtin import builtin_layouts
from sphinx_pubs.render.parts import PRESENTATIONS, RANKS, ROLES
from sphinx_pubs.render.template import parts_in

PACKAGE = Path(__file__).parent.parent / "sphinx_pubs"
LOCALE = PACKAGE / "locale"
NAME = "sphinx_pubs"


def words_of_tables() -> list[str]:
    """Return the words that the code translates without naming them in a call."""
    lines = [
        line for layout in builtin_layouts().values() for lines in layout.lines.values() for line in lines
    ]
    headings = [line.heading for line in lines if line.heading]
    words = [part.option for line in lines for part in parts_in(line.items) if part.name == "word"]
    return [*LINK_KINDS.values(), *PRESENTATIONS, *RANKS, *ROLES, *headings, *words]


def template() -> Catalog:
    """Return all messages, without the places where they stand, which would change with each edit."""
    catalog = Catalog(project="sphinx-pubs", charset="utf-8")
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords={"_": None, "translate": None})
    messages = {message for _, _, message, _, _ in found if isinstance(message, str)}
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
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.parent.parent.name)
        catalog.update(messages, no_fuzzy_matching=True, update_creation_date=False)
        files[path] = text_of(catalog)
        files[path.with_suffix(".mo")] = binary_of(catalog)
    return files


def untranslated() -> list[str]:
    """Return the messages that a language lacks, as ``language: message``."""
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
    stale = [
        path for path, content in up_to_date().items() if not path.exists() or path.read_bytes() != content
    ]
    if "--check" in sys.argv:
        for line in [*(f"not up to date: {path.name}" for path in stale), *untranslated()]:
            sys.stderr.write(line + "\n")
        return 1 if stale or untranslated() else 0
    for path, content in up_to_date().items():
        path.write_bytes(content)
    for line in untranslated():
        sys.stderr.write(f"not translated: {line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
