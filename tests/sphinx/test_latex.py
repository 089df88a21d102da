"""PDF files that XeLaTeX makes: the text on their pages, and what its log says."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.manual_files import MANUAL, files_of
from tests.support import REPOSITORY, BuildResult, Site, pdf_pages, require_tex

EXAMPLE = REPOSITORY / "example_docs"
NUMBER_OF_WORKS = 82


@dataclass(frozen=True)
class Document:
    """The pages of a PDF file as text, without headers and footers, and the log of TeX."""

    pages: list[str]
    log: str

    def chapter(self, title: str) -> list[str]:
        """Return the pages of a chapter, from its title in capital letters to the next chapter."""
        starts = [index for index, page in enumerate(self.pages) if re.match(r" *CHAPTER\n", page)]
        first = next(index for index in starts if re.search(rf"^ *{title}$", self.pages[index], re.M))
        return self.pages[first : min(index for index in starts if index > first)]


def compiled(built: BuildResult) -> Document:
    """Run XeLaTeX on what the LaTeX builder has written."""
    (source,) = built.outdir.glob("*.tex")
    process = subprocess.run(
        ["latexmk", "-xelatex", "-interaction=nonstopmode", "-halt-on-error", source.name],  # noqa: S607
        cwd=built.outdir,
        capture_output=True,
        check=False,
    )
    assert process.returncode == 0, process.stdout[-3000:].decode(errors="replace")
    log = source.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    pages = [_without_margins(page) for page in pdf_pages(source.with_suffix(".pdf"))]
    return Document(pages, log)


def _without_margins(page: str) -> str:
    lines = [line for line in page.splitlines() if line.strip() not in ("", "sphinx-pubs")]
    return "\n".join(lines[:-1])


def undefined_references(document: Document) -> list[str]:
    """Return the warnings of TeX about links that lead nowhere."""
    return re.findall(r"Warning: .*[Rr]eference.*", document.log)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """Return the PDF of the example site."""
    require_tex("latexmk", "xelatex", "pdftotext")
    return compiled(Site(EXAMPLE).build("latex", outdir=tmp_path_factory.mktemp("example")))


@pytest.fixture(scope="module")
def publications(example: Document) -> list[str]:
    """Return the pages with all works of the example site, numbered."""
    return example.chapter("PUBLICATIONS")


def test_all_kinds_of_lists(site: Callable[[str], Site]) -> None:
    require_tex("latexmk", "xelatex", "pdftotext")
    document = compiled(site("matrix").build("latex"))
    text = "\n".join(document.pages)
    for words in ("The Example Collaboration", "Müller", "A Thesis", "A Prize", "Area Chair", "We show that"):
        assert words in text
    assert undefined_references(document) == []


def test_links_lead_to_entries(example: Document) -> None:
    assert undefined_references(example) == []


def test_each_work_has_its_number_and_no_bullet(publications: list[str]) -> None:
    numbers = re.findall(r"^(.*)\[(\d+)\]", "\n".join(publications), re.M)
    assert numbers == [("", str(number)) for number in range(NUMBER_OF_WORKS, 0, -1)]


def test_lines_of_an_entry_are_on_one_page(publications: list[str]) -> None:
    starts = [page.split("\n", 1)[0] for page in publications[1:]]
    assert [start for start in starts if not re.match(r"\[\d+\] |\d\.\d+ +\d{4}$|\* equal", start)] == []


def test_bibtex_is_where_a_page_asks_for_it(example: Document, publications: list[str]) -> None:
    entry = r"^ *@\w+\{he2016resnet,"
    assert re.findall(r"@\w+\{", "\n".join(publications)) == []
    in_examples = 0  # files that the manual shows, which have nothing to do with lists
    for page in MANUAL.rglob("*.rst"):
        included = re.findall(r":: (\S+\.bib)$", page.read_text(encoding="utf-8"), re.M)
        texts = [(page.parent / name).read_bytes() for name in included if (page.parent / name).exists()]
        in_examples += sum(b"{he2016resnet," in text for text in [*texts, *files_of(page).values()])
    assert len(re.findall(entry, "\n".join(example.pages), re.M)) == 1 + in_examples
    assert len(publications) < 15


def test_names_are_complete(example: Document) -> None:
    missing = set(re.findall(r"Missing character: There is no (.)", example.log))
    files = [*EXAMPLE.glob("data/*"), *EXAMPLE.glob("people/*")]
    written = {letter for path in files for letter in path.read_text(encoding="utf-8")}
    assert missing & written == set()
    text = "\n".join(example.pages)
    for name in ("何恺明", "危夷晨", "Piotr Dollár", "Philipp Krähenbühl"):
        assert name in text


def test_links_have_blanks_between_them(publications: list[str]) -> None:
    assert "arXiv · code/models" in "\n".join(publications)
