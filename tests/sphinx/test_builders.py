"""Every builder shows the same content, without warnings."""

from __future__ import annotations

import http.server
import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.support import REPOSITORY, BuildResult, Site

MakeSite = Callable[[str], Site]

#: Builder -> its output file for the page ``index``.
BUILDERS = {
    "html": "index.html",
    "dirhtml": "index.html",
    "singlehtml": "index.html",
    "epub": "index.xhtml",
    "latex": "matrix.tex",
    "text": "index.txt",
    "man": "matrix.1",
    "texinfo": "matrix.texi",
    "xml": "index.xml",
    "pseudoxml": "index.pseudoxml",
    "json": "index.fjson",
    "gettext": "index.pot",
    "dummy": "",
}
WITHOUT_CONTENT = {"gettext", "dummy"}

#: Texts in the output of every builder. They contain no character that any format escapes.
WORDS = (
    "The Example Collaboration", "Müller", "Species", "A Thesis", "A School", "A Conference", "Oral",
    "A Prize", "The second line", "submitted", "worded freely", "Area Chair", "slides", "We show that",
)  # fmt: skip


@pytest.mark.parametrize("builder", BUILDERS)
def test_builder_gives_no_warning(site: MakeSite, builder: str) -> None:
    built = site("matrix").build(builder)
    assert built.warnings == ""
    if builder not in WITHOUT_CONTENT:
        text = built.text(BUILDERS[builder])
        if builder == "json":
            text = text.encode().decode("unicode_escape")
        assert [word for word in WORDS if word not in text] == []


@pytest.mark.parametrize("builder", BUILDERS)
def test_example_site_gives_no_warning(example: Callable[[str], BuildResult], builder: str) -> None:
    assert example(builder).warnings == ""


def test_gettext_does_not_extract_data(site: MakeSite) -> None:
    messages = site("matrix").build("gettext").text("index.pot")
    assert 'msgid "A link to' in messages
    assert "Example Collaboration" not in messages
    assert "2018" not in messages


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_images_and_local_files_are_copied_and_linked(site: MakeSite, builder: str) -> None:
    built = site("matrix").build(builder)
    page = built.page(BUILDERS[builder])
    image = page.select_one("img.pubs-image")
    assert image is not None
    assert image["alt"] == "A picture"
    assert (built.outdir / str(image["src"])).read_bytes() == (
        REPOSITORY / "tests/roots/matrix/data/picture.png"
    ).read_bytes()
    if builder == "html":
        slides = page.select_one(".pubs-link-slides a")
        assert slides is not None
        assert (built.outdir / str(slides["href"])).read_text(encoding="utf-8") == "The slides.\n"
    else:
        with zipfile.ZipFile(next(built.outdir.glob("*.epub"))) as book:
            assert any(name.endswith("picture.png") for name in book.namelist())


def test_latex_has_images_math_and_links_to_entries(site: MakeSite) -> None:
    built = site("matrix").build("latex")
    text = built.text("matrix.tex")
    assert "{{picture}.png}" in text
    assert (built.outdir / "picture.png").is_file()
    assert r"\(L_2\)" in text
    assert r"\label{\detokenize{index:pub-math}}" in text
    assert r"\label{\detokenize{index:the-table}}" in text
    assert r"\hyperref[\detokenize{index:pub-math}]" in text


@pytest.mark.parametrize(
    ("builder", "width"), [("html", ""), ("epub", "width: 2.5cm"), ("latex", "[width=2.5cm]")]
)
def test_pictures_are_small(site: MakeSite, builder: str, width: str) -> None:
    text = site("matrix").build(builder).text(BUILDERS[builder])
    picture = re.search(r"<img[^>]*picture\.png[^>]*>|\\sphinxincludegraphics.*picture.*", text)
    assert picture is not None
    assert width in picture[0] if width else "style" not in picture[0]


def test_pictures_in_latex_are_beside_their_entries(site: MakeSite) -> None:
    text = site("matrix").build("latex").text("matrix.tex")
    boxes = [box.partition(r"\end{minipage}")[0] for box in text.split(r"\begin{minipage}")[1:]]
    assert [("picture" in box, "pubs-title" in box) for box in boxes] == [(True, False), (False, True)]


#: An extension in ``conf.py`` that makes PNG files for a builder that cannot show the picture.
CONVERTER = """
import shutil
from pathlib import Path
from sphinx.transforms.post_transforms.images import ImageConverter

class ToPng(ImageConverter):
    conversion_rules = [("image/svg+xml", "image/png")]

    def is_available(self):
        return True

    def convert(self, source, target):
        shutil.copyfile(Path(source).with_suffix(".png"), target)
        return True

def setup(app):
    app.add_post_transform(ToPng)
"""


@pytest.mark.parametrize(("conf", "shown"), [("", False), (CONVERTER, True)])
def test_a_picture_that_latex_does_not_read_is_left_out(site: MakeSite, conf: str, shown: bool) -> None:
    source = site("matrix")
    data = source.root / "data"
    (data / "picture.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    for path in data.glob("*.*"):
        if path.suffix in (".bib", ".yaml"):
            path.write_text(path.read_text("utf-8").replace("picture.png", "picture.svg"), encoding="utf-8")
    with (source.root / "conf.py").open("a", encoding="utf-8") as file:
        file.write(conf)
    text = source.build("latex").text("matrix.tex")
    assert r"\sphinxincludegraphics[width=2.5cm]{{picture}.svg}" not in text
    assert (r"\sphinxincludegraphics[width=2.5cm]" in text) is shown
    assert (r"\begin{minipage}" in text) is shown


#: Builder -> its output file, and what labels and links look like in it. In Texinfo, labels that are nowhere
#: else are at the end, before wide blanks.
LABELS = {
    "latex": ("alone.tex", r"\\label\{\\detokenize\{([^}]*)", r"\\hyperref\[\\detokenize\{([^}]*:pub-[^}]*)"),
    "texinfo": ("alone.texi", r"@anchor\{([^}]*)\}(?!@w\{  )", r"@ref\{([^},]*)"),
}


@pytest.mark.parametrize("builder", LABELS)
def test_links_lead_to_labels_of_their_page(site: MakeSite, builder: str) -> None:
    source = site("alone")
    pages = {"index": ("", ".. toctree::\n\n   other"), "other": ("ids = {old}", "")}
    for name, (field, rest) in pages.items():
        source.write(
            f"{name}.bib", f"@misc{{key, title = {{A Title}}, {field}}} @misc{{{name}, title = {{B}}}}"
        )
        page = f"Page\n====\n\n.. publications:: {name}.bib\n\n:pubs:ref:`key` :pubs:ref:`old` :ref:`pub-key`"
        source.write(f"{name}.rst", f"{page}\n\n{rest}\n")
    built = source.build(builder)
    assert built.warnings == ""
    file, *patterns = LABELS[builder]
    labels, links = (re.findall(pattern, built.text(file)) for pattern in patterns)
    # On each page, the first link leads to the first page, the second to the other; the last stays here.
    assert [links[index] for index in (1, 3, 4, 5)] == [links[1], links[0], links[1], links[1]]
    assert links[2] == links[0] != links[1]
    assert set(links) <= set(labels)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(("options", "builders"), [("", 1), (":print-bibtex:", 2)])
def test_bibtex_is_left_out_of_paper(site: MakeSite, options: str, builders: int) -> None:
    source = site("matrix")
    page = f".. publications::\n   :keys: thesis\n   :show: abstract bibtex\n   {options}\n"
    source.write("index.rst", f"A list\n======\n\n{page}")
    texts = [source.build(builder).text(BUILDERS[builder]) for builder in ("latex", "text")]
    assert len([text for text in texts if "@phdthesis" in text]) == builders
    assert all("A Thesis" in text for text in texts)


def _formulas(built: BuildResult, entry: str) -> tuple[list[str], list[str]]:
    """Return the formulas of an entry: those that are MathML, and those for the renderer of the site."""
    page = built.page()
    found = [page.select(f"{entry} {formula}") for formula in ("math", "span.math")]
    mathml, others = [[formula.get_text() for formula in formulas] for formulas in found]
    return mathml, others


def _loads_mathjax(built: BuildResult) -> bool:
    return "mathjax" in built.text("index.html").lower()


def test_formulas_are_mathml_in_html(site: MakeSite) -> None:
    built = site("matrix").build()
    assert _formulas(built, "#pub-math .pubs-title") == (["L2", "2"], [])
    assert not _loads_mathjax(built)


def test_formulas_by_the_renderer_of_the_site(site: MakeSite) -> None:
    built = site("matrix").build(pubs_math="site")
    assert _formulas(built, "#pub-math .pubs-title") == ([], [r"\(L_2\)", r"\({}_2\)"])
    assert _loads_mathjax(built)


def test_what_cannot_be_mathml_is_for_the_renderer_of_the_site(site: MakeSite) -> None:
    source = site("alone")
    source.write("papers.bib", r"@misc{a, title = {Of $\boxed{x}$ and $x'$}}")
    source.write("index.rst", "Works\n=====\n\n.. publications:: papers.bib\n")
    built = source.build()
    assert _formulas(built, ".pubs-title") == (["x′"], [r"\(\boxed{x}\)"])
    assert _loads_mathjax(built)


def test_formulas_in_epub_are_for_the_renderer_of_the_site(site: MakeSite) -> None:
    text = site("matrix").build("epub").text("index.xhtml")
    assert r"\(L_2\)" in text
    assert "<math" not in text


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.send_response(404 if "missing" in self.path else 200)
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 (a name that http.server requires)

    def log_message(self, *args: object) -> None:
        """Log nothing."""


@contextmanager
def server() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


def test_linkcheck_checks_every_link(site: MakeSite) -> None:
    source = site("links")
    with server() as url:
        source.write(
            "papers.bib",
            f"@misc{{a, title = {{A Title}}, author = {{Doe, Jane}}, url = {{{url}/title}}, year = 2000,\n"
            f" code = {{{url}/missing}}, pdf = {{{url}/pdf}}, note = {{See \\url{{{url}/note}}}}}}",
        )
        source.write("index.rst", "Links\n=====\n\n.. publications:: papers.bib\n")
        checked = source.build("linkcheck").text("output.json")
    for name, status in {
        "title": "working",
        "missing": "broken",
        "pdf": "working",
        "note": "working",
    }.items():
        lines = [line for line in checked.splitlines() if f'{url}/{name}"' in line]
        assert len(lines) == 1, (name, checked)
        assert f'"status": "{status}"' in lines[0]


#: Builder -> what it writes before each entry of a bullet list.
BULLETS = {"latex": r"\item {}", "text": "\n   * ", "man": r"\(bu", "texinfo": "@item ", "epub": "<li class"}


@pytest.mark.parametrize("builder", BULLETS)
def test_numbered_entries_have_no_bullet(site: MakeSite, builder: str) -> None:
    source = site("matrix")
    page = "A list\n======\n\n.. publications::\n   :keys: math oral\n"
    source.write("index.rst", page)
    assert BULLETS[builder] in source.build(builder).text(BUILDERS[builder])
    source.write(
        "index.rst", "A list\n======\n\n.. publications::\n   :keys: math oral\n   :numbering: down\n"
    )
    text = source.build(builder).text(BUILDERS[builder])
    assert BULLETS[builder] not in text
    assert "[2]" in text.replace("{[}", "[").replace("{]}", "]")  # LaTeX has its brackets in braces
