"""Examples of the manual, as reStructuredText and as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from textwrap import indent
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives
from myst_form import to_markdown
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LANGUAGES = {
    ".bib": "bibtex",
    ".cff": "yaml",
    ".css": "css",
    ".json": "json",
    ".md": "markdown",
    ".py": "python",
    ".rst": "rst",
    ".toml": "toml",
    ".txt": "text",
    ".yaml": "yaml",
    ".yml": "yaml",
}

TABS = """\
.. only:: html

   .. tab-set::
      :sync-group: markup

      .. tab-item:: reStructuredText
         :sync: rst

{rst}

      .. tab-item:: Markdown
         :sync: markdown

{markdown}

.. only:: not html

{plain}
"""


def _code(text: str, language: str, caption: str = "") -> str:
    """Return the code block of a text, as reStructuredText."""
    head = f".. code-block:: {language}\n"
    if caption:
        head += f"   :caption: {caption}\n"
    return f"{head}\n{indent(text, '   ')}\n"


def _in_tabs(sources: Mapping[str, str]) -> str:
    """Return the tabs of sources by their captions: in HTML both forms, elsewhere only reStructuredText."""
    plain = "\n".join(_code(source, "rst", caption) for caption, source in sources.items())
    markdown = "\n".join(
        _code(to_markdown(source), "markdown", caption.replace(".rst", ".md"))
        for caption, source in sources.items()
    )
    return TABS.format(
        rst=indent(plain, " " * 9), markdown=indent(markdown, " " * 9), plain=indent(plain, " " * 3)
    )


class Code(SphinxDirective):
    """A part of a page: its source in both forms, without what it makes."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the code."""
        return self.parse_text_to_nodes(_in_tabs({"": "\n".join(self.content)}))


class Example(Code):
    """A part of a page: its source in both forms, and what it makes."""

    def run(self) -> list[nodes.Node]:
        """Return the code and its result."""
        return [*super().run(), *self.parse_content_to_nodes()]


class Change(SphinxDirective):
    """A part of a page before and after a change, divided by a line ``----``: both sources in both forms."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the code."""
        before, now = "\n".join(self.content).split("\n----\n")
        return self.parse_text_to_nodes(_in_tabs({"Before": before.rstrip(), "Now": now.lstrip("\n")}))


class File(SphinxDirective):
    """A file of an example site: a page in both forms, or data.

    ``:from:`` takes the text from a file of this site, or some of its ``:lines:``.
    """

    required_arguments = 1
    has_content = True
    option_spec = {"from": directives.unchanged_required, "lines": directives.unchanged_required}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        """Return the code, with the name of the file as caption."""
        name = self.arguments[0]
        suffix = PurePosixPath(name).suffix
        language = LANGUAGES[suffix]
        if "from" in self.options:
            lines = f"   :lines: {self.options['lines']}\n" if "lines" in self.options else ""
            text = (
                f".. literalinclude:: {self.options['from']}\n"
                f"   :caption: {name}\n   :language: {language}\n{lines}"
            )
        elif suffix == ".rst":
            text = _in_tabs({name: "\n".join(self.content)})
        else:
            text = _code("\n".join(self.content), language, name)
        return self.parse_text_to_nodes(text)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives."""
    app.add_directive("pubs-example", Example)
    app.add_directive("pubs-code", Code)
    app.add_directive("pubs-change", Change)
    app.add_directive("pubs-file", File)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
