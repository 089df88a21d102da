"""The same records in every data format, and the same list in every markup language, give equal pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from docutils import nodes

from sphinx_pubs.model.records import Publication
from sphinx_pubs.sphinx_ext.domain import PubsDomain
from tests.support import BuildResult, Site, copy_root

FORMATS = ("yaml", "json", "toml", "csl_json", "hayagriva")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    built = copy_root("formats", tmp_path_factory.mktemp("formats")).build()
    assert built.warnings == ""
    return built


def list_text(built: BuildResult, docname: str) -> str:
    """Return the nodes of a list as text, without attributes that depend on the page name."""
    doctree = built.doctree(docname)
    container = next(node for node in doctree.findall(nodes.container) if "pubs" in node["classes"])
    return re.sub(r'(ids|docname)="[^"]*" ?', "", container.pformat())


@pytest.mark.parametrize("name", FORMATS)
def test_format_gives_the_same_nodes_as_bibtex(built: BuildResult, name: str) -> None:
    assert list_text(built, name) == list_text(built, "bib")


@pytest.mark.parametrize("name", ["ris", "enw"])
def test_ris_and_enw_give_the_same_nodes_except_for_bibtex_exports(built: BuildResult, name: str) -> None:
    # RIS and EndNote do not mark organizations, nor words whose case must be preserved.
    assert re.sub(r"@.*?\n\s*}", "", list_text(built, name), flags=re.DOTALL) == re.sub(
        r"@.*?\n\s*}", "", list_text(built, "bib"), flags=re.DOTALL
    )


def test_markdown_page_gives_the_same_nodes_as_restructuredtext(built: BuildResult) -> None:
    assert list_text(built, "markdown") == list_text(built, "bib")


def test_records_are_equal(built: BuildResult) -> None:
    domain = built.app.env.get_domain("pubs")
    assert isinstance(domain, PubsDomain)
    libraries = [
        domain.state.sources.library([str(built.app.srcdir / f"records.{suffix}")])
        for suffix in ("bib", "yaml", "json", "toml", "csl.json")
    ]
    for key in ("math", "talk", "thesis"):
        first, *others = (_comparable(library.publications[key]) for library in libraries)
        assert others == [first] * len(others)


def _comparable(publication: Publication) -> Publication:
    """Return a record without its entry type and the text of its date, which depend on the format."""
    from dataclasses import replace

    return replace(publication, type="", date=publication.date and replace(publication.date, text=""))


# Texts that programs and people write in any format.
MARKUP = [
    "<i>E. coli</i>, <scp>R</scp>, <u>u</u>, <I>x</I>, H<sub>2</sub>O &amp; m<SUP>2</SUP>, p < 0.05, <10 kHz",
    r"{\textless}i{\textgreater}E. coli{\textless}/i{\textgreater}, $\less$b$\greater$x$\less$/b$\greater$",
    "&lt;i&gt;a&lt;/i&gt; &amp;lt;b&amp;gt;b&amp;lt;/b&amp;gt; 1&#x2013;2&nbsp;km",
    '<span style="font-variant:small-caps;">sc</span> <span class="nocase">Foo</span> <bold>b</bold>',
    "<jats:title>Abstract</jats:title><jats:p>A <jats:italic>b</jats:italic>.</jats:p><jats:p>C.</jats:p>",
    "<mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math> and $L_2$",
    r"Sch{\"o}lkopf {\&} Ka{\l}uszy{\'n}ski, Klippel\textendashTrenaunay, {B}ayes, {\{}PIC{\}}, Mart\'\i nez",
    r"\SI{10}{\kilo\meter\per\second}, \ce{H2O}, \textbf{b} and $\bm{x} \in \Bbb{R}$",
    "Dı́az and Mu\u0308ller",
    "See https://example.org/a_b.",
]


def _record(text: str) -> dict[str, object]:
    return {"title": text, "abstract": text, "note": text, "year": 2020}


def _bibtex(key: str, text: str) -> str:
    fields = ", ".join(f"{name} = {{{value}}}" for name, value in _record(text).items())
    return f"@misc{{{key}, {fields}}}\n"


def _native(key: str, text: str) -> str:
    return json.dumps({"publications": {key: _record(text)}})


def _toml(key: str, text: str) -> str:
    fields = "".join(f"{name} = {json.dumps(value)}\n" for name, value in _record(text).items())
    return f"[publications.{key}]\n{fields}"


def _csl(key: str, text: str) -> str:
    texts = dict.fromkeys(("title", "abstract", "note"), text)
    return json.dumps([{"id": key, "type": "document", **texts, "issued": {"date-parts": [[2020]]}}])


def _ris(key: str, text: str) -> str:
    tags = "".join(f"{tag}  - {text}\n" for tag in ("TI", "AB", "N1"))
    return f"TY  - GEN\nID  - {key}\n{tags}PY  - 2020\nER  - \n"


WRITERS: dict[str, Callable[[str, str], str]] = {
    "bib": _bibtex,
    "yaml": _native,  # JSON is YAML
    "json": _native,
    "toml": _toml,
    "csl.json": _csl,
    "ris": _ris,
}


def test_markup_gives_the_same_page_in_every_format(site: Callable[[str], Site]) -> None:
    source = site("formats")
    for path in source.root.iterdir():
        if path.suffix in (".rst", ".md"):
            path.unlink()
    for suffix, write in WRITERS.items():
        for number, text in enumerate(MARKUP):
            source.write(f"data/{number}.{suffix}", write(f"key{number}", text))
        lists = [
            f".. publications:: data/{number}.{suffix}\n   :show: abstract\n   :layout: everything\n\n"
            for number in range(len(MARKUP))
        ]
        source.write(f"{suffix.replace('.', '_')}.rst", f"Page\n====\n\n{''.join(lists)}")
    pages = [suffix.replace(".", "_") for suffix in WRITERS]
    source.write("index.rst", "Index\n=====\n\n.. toctree::\n\n" + "".join(f"   {page}\n" for page in pages))
    built = source.build()
    assert built.warnings == ""
    first, *others = (lists_text(built, page) for page in pages)
    assert "E. coli" in first[0]
    for page, texts in zip(pages[1:], others, strict=True):
        assert dict(enumerate(texts)) == dict(enumerate(first)), page


def lists_text(built: BuildResult, docname: str) -> list[str]:
    """Return the nodes of each list of a page as text, without attributes that depend on the page."""
    lists = [node for node in built.doctree(docname).findall(nodes.container) if "pubs" in node["classes"]]
    return [re.sub(r'(ids|names|docname)="[^"]*" ?', "", node.pformat()) for node in lists]
