"""Venue, series, volume, edition, pages, type and version in the built-in layouts, from BibTeX entries."""

from __future__ import annotations

import itertools
import re

import pytest

from sphinx_pubs.model.dates import PartialDate
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.records import Publication, Venue
from sphinx_pubs.readers.bibtex.reader import read
from sphinx_pubs.render.builtin import BUILTIN, builtin_layouts
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.elements import text
from sphinx_pubs.render.entries import Presentation, content
from tests.unit.render.facts import language

LAYOUTS = builtin_layouts()


def shown(record: Publication, layout: str, context: RenderContext | None = None) -> list[str]:
    presentation = Presentation(layout=LAYOUTS[layout], context=context or RenderContext())
    if LAYOUTS[layout].form == "table":
        presentation = Presentation(layout=LAYOUTS["compact"], context=presentation.context)
    (block,) = content(record, presentation)
    lines = getattr(block, "children", [])
    return [text(line) for line in lines] if getattr(block, "name", "") == "line_block" else [text(block)]


def entry(source: str) -> Publication:
    """Return the entry with the type and the fields of ``source``, and the title *T* if it has none."""
    entry_type, _, fields = source.partition(": ")
    title = "" if re.search(r"\btitle=", fields) else "title={T}, "
    (record,) = read(f"@{entry_type}{{a, {title}{fields}}}".encode(), "a.bib").records
    assert isinstance(record, Publication)
    return record


def venue_line(source: str) -> str:
    """Return the line of the venue of an entry with a title and no authors in the layout *homepage*."""
    return shown(entry(source), "homepage")[1]


SERIES = "series={Lecture Notes in Computer Science}"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        # A volume belongs to the series, where there is one
        (
            f"inproceedings: booktitle={{Vision - ECCV 2020}}, {SERIES}, volume=12345, pages={{1--9}}",
            "Vision - ECCV 2020, LNCS 12345, 1–9",
        ),
        (
            f"inproceedings: booktitle={{B}}, {SERIES}, number={{12345}}, year=2020",
            "B, LNCS 12345, 2020",
        ),
        (
            "inproceedings: booktitle={B}, series={{LIPIcs}}, volume={7}, pages={1:1--1:9}, year=2020",
            "B, LIPIcs 7, 1:1–1:9, 2020",
        ),
        (
            "inproceedings: booktitle={ICML}, series={Proceedings of Machine Learning Research}, volume={97}",
            "ICML, PMLR 97",
        ),
        (
            "inproceedings: booktitle={B}, series={CEUR Workshop Proceedings}, volume={3}",
            "B, CEUR Workshop Proceedings 3",
        ),
        (
            "inproceedings: booktitle={B}, series={Some Series of Ours}, shortseries={SSO}, volume={3}",
            "B, SSO 3",
        ),
        (
            "inproceedings: booktitle={B}, series={Our Own Notes (OON)}, volume={3}",
            "B, OON 3",
        ),
        ("inproceedings: booktitle={B}, volume={3}, number={4}", "B 3(4)"),
        # meetings in a series that is like a journal, and a book with both (biblatex)
        (
            "inproceedings: booktitle={B}, series={Reports}, volume={3}, number={4}",
            "B, Reports 3(4)",
        ),
        (
            f"inproceedings: booktitle={{B}}, {SERIES}, volume={{2}}, number={{12}}",
            "B, vol. 2, LNCS 12",
        ),
        ("book: series={Graduate Texts}, volume={12}", "Graduate Texts 12"),
        ("book: series={Graduate Texts}, number={12}", "Graduate Texts 12"),
        (
            "book: publisher={Springer}, series={Graduate Texts}, volume={2}, number={12}",
            "Springer, vol. 2, Graduate Texts 12",
        ),
        ("book: publisher={Springer}, volume={12}", "Springer, vol. 12"),
        (
            "book: maintitle={The Art}, volume={2}, publisher={P}",
            "P, The Art, vol. 2",
        ),
        ("proceedings: series={LNCS}, volume={12}, publisher={P}", "P, LNCS 12"),
        (
            "article: journal={J}, series={2}, volume={12}, number={3}, pages={1--2}",
            "J, 2nd ser., 12(3), 1–2",
        ),
        ("article: journal={J}, series={newseries}, volume={12}", "J, n.s., 12"),
        ("techreport: institution={I}, series={Notes}, volume={2}, number={7}", "I, Notes 2 (7)"),
        (
            "inproceedings: booktitle={Lecture Notes in Computer Science}, series={LNCS}, volume={12}",
            "Lecture Notes in Computer Science 12",
        ),
        # An abbreviation or a year only once
        ("inproceedings: booktitle={On Vision (CVPR)}, abbr={CVPR}", "On Vision (CVPR)"),
        ("inproceedings: booktitle={Vision (CVPR 2020)}, abbr={CVPR}", "Vision (CVPR 2020)"),
        ("inproceedings: booktitle={Vision (CVPR)}, abbr={CVPR'20}", "Vision (CVPR)"),
        ("inproceedings: booktitle={Forthcoming EMNLP}, abbr={EMNLP}", "Forthcoming EMNLP"),
        ("article: journal={Ann. Phys.}, abbr={Ann. Phys.}", "Ann. Phys."),
        ("article: journal={Annals of Physics}, abbr={Ann. Phys.}", "Annals of Physics (Ann. Phys.)"),
        ("inproceedings: booktitle={CVPR 2024}, year=2024", "CVPR 2024"),
        ("inproceedings: booktitle={CVPR 2024}, year=2024, presentation={Oral}", "CVPR 2024 (Oral)"),
        ("inproceedings: booktitle={CVPR 2024}, year=2024, month=jun", "CVPR 2024, June 2024"),
        ("inproceedings: booktitle={CVPR 2024}, year=2025", "CVPR 2024, 2025"),
        ("inproceedings: booktitle={X, Rome, May 3-5, 2015}, year=2015", "X, Rome, May 3-5, 2015"),
        (
            "inproceedings: booktitle={X, Rome, May 3-5, 2015}, year=2015, pages={1--9}",
            "X, Rome, May 3-5, 2015: 1\u20139, 2015",
        ),
        (
            "inproceedings: booktitle={Findings of the {ACL}: {ACL} 2025}, series={F}, volume={{ACL} 2025}",
            "Findings of the ACL: ACL 2025",
        ),
        (
            "inproceedings: booktitle={Findings of the ACL: ACL 2025}, number={ACL 2025}, year=2024",
            "Findings of the ACL: ACL 2025, 2024",
        ),
        ("article: journal={J}, volume={Vol. 3}, number={No. 4}, pages={pp. 5--6}", "J 3(4): 5\u20136"),
        ("article: journal={J}, volume={Bd. 3}, number={Heft 4}, pages={S. 5--6}", "J 3(4): 5\u20136"),
        ("article: journal={J}, volume={3}, number={S1}, pages={P5--P6}", "J 3(S1): P5\u2013P6"),
        ("article: journal={J}, volume={PP}, number={99}, pages={1-1}, year=2020", "J, 2020"),
        ("article: journal={J}, volume={0}, number={0}, pages={n/a-n/a}, year=2020", "J, 2020"),
        # Types in words
        ("article: journal={J}, type={Journal Article}", "J"),
        ("inproceedings: booktitle={J}, type={Conference Paper}", "J"),
        ("incollection: booktitle={J}, type={Book Section}", "J"),
        ("misc: type={Generic}, howpublished={H}", "H"),
        ("patent: type={patentus}, number={1234567}, holder={Bosch AG}", "U.S. patent 1234567, Bosch AG"),
        ("patent: number={EP123}", "Patent EP123"),
        ("thesis: type={mathesis}, school={S}", "Master's thesis, S"),
        ("phdthesis: type={Dissertation}, school={S}", "Dissertation, S"),
        ("phdthesis: type={Thesis}, school={S}", "PhD thesis, S"),
        ("thesis: type={candthesis}, school={S}", "Candidate thesis, S"),
        ("report: type={resreport}, institution={S}, number={7}", "Research report, S (7)"),
        ("report: type={techreport}, number={7}", "Technical report 7"),
        ("misc: type={datacd}, howpublished={H}", "Data CD, H"),
        ("misc: type={audiocd}, howpublished={H}", "Audio CD, H"),
        ("report: type={Working Paper}, institution={S}", "Working Paper, S"),
        # How many pages
        ("phdthesis: school={Uni}, pages={150}", "PhD thesis, Uni, 150 pp."),
        ("book: publisher={Springer}, pages={300}", "Springer, 300 pp."),
        ("book: publisher={Springer}, pagetotal={xii, 300 p.}", "Springer, xii, 300 pp."),
        ("book: publisher={Springer}, pages={10--30}", "Springer: 10–30"),
        ("article: journal={J}, pages={150}", "J: 150"),
        ("article: journal={arXiv}, pages={12 pages, 5 figures}", "arXiv, 12 pp."),
        # Versions
        ("software: version={2.1}, year=2020", "version 2.1, 2020"),
        ("software: version={v2.1.0rc1}, publisher={Zenodo}", "Zenodo, version 2.1.0rc1"),
        ("misc: version={latest}, howpublished={H}", "H, latest"),
        # Editions, and what online sources and talks have
        ("book: publisher={P}, edition={2}", "P, 2nd ed."),
        ("book: publisher={P}, edition={2nd edition}", "P, 2nd ed."),
        ("book: publisher={P}, edition={1}", "P, 1st ed."),
        ("book: publisher={P}, edition={11}", "P, 11th ed."),
        ("book: publisher={P}, edition={Third}", "P, Third ed."),
        ("book: publisher={P}, edition={Rev. ed.}", "P, Rev. ed."),
        ("article: journal={J}, edition={2016/01/30}", "J"),
        ("online: titleaddon={Blog}, url={http://e.org}, urldate={2020-05-03}", "Blog, accessed May 3, 2020"),
        ("unpublished: eventtitle={A Conference}, venue={Paris}, date={2020}", "A Conference, Paris, 2020"),
        ("misc: howpublished={H}, year={2020}, volume={-}", "H, 2020"),
    ],
)  # fmt: skip
def test_the_line_of_a_venue(source: str, line: str) -> None:
    assert venue_line(source) == line


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (
            f"inproceedings: author={{Jane Doe}}, booktitle={{B}}, {SERIES}, volume=12345, publisher={{S}}",
            "Doe, J. T. In B, LNCS 12345. S.",
        ),
        (
            "inproceedings: author={Jane Doe}, booktitle={B}, series={PMLR}, volume=119, publisher={PMLR}",
            "Doe, J. T. In B, PMLR 119.",
        ),
        (
            "patent: author={Jane Doe}, number={1}, location={countryde and countryus}",
            "Doe, J. T. Patent 1. Germany, United States.",
        ),
        (
            "book: author={Jane Doe}, series={Graduate Texts}, volume={12}, edition={3}, publisher={P}",
            "Doe, J. T. Graduate Texts 12, 3rd ed. P.",
        ),
        (
            "book: author={Jane Doe}, translator={Rick Roe}, publisher={P}",
            "Doe, J. T (Roe, R., Trans.). P.",
        ),
        (
            "incollection: author={Jane Doe}, booktitle={B}, chapter={3}, publisher={P}",
            "Doe, J. T. In B, chap. 3. P.",
        ),
        (
            "inproceedings: author={Jane Doe}, booktitle={B}, eventtitle={The Event}, venue={Paris}",
            "Doe, J. T. In B. The Event. Paris.",
        ),
        (
            "online: author={Jane Doe}, url={https://e.org}, urldate={2020-05-03}",
            "Doe, J. T. https://e.org (accessed May 3, 2020)",
        ),
        (
            "article: author={Jane Doe}, journal={J}, url={https://e.org}, urldate={2020-05-03}",
            "Doe, J. T. J. https://e.org",
        ),
        (
            "software: author={Jane Doe}, version={2.1}, repository={https://e.org/code}",
            "Doe, J. T (version 2.1). https://e.org/code",
        ),
        ("@software{a, title={Tool, v2.1}, author={Jane Doe}, version={2.1}}", "Doe, J. Tool, v2.1."),
        # Nothing is left of an empty part
        ("misc: year=2020", "T (2020)."),
        ("inproceedings: author={Jane Doe}, crossref={missing}", "Doe, J. T."),
        ("incollection: author={Jane Doe}, editor={A Roe}, publisher={P}", "Doe, J. T. Roe, A. (Ed.). P."),
    ],
)  # fmt: skip
def test_a_reference(source: str, line: str) -> None:
    assert shown(entry(source), "reference") == [line]


@pytest.mark.parametrize("layout", ["homepage", "reference", "compact", "cv", "cards"])
def test_every_layout_shows_the_version_of_software(layout: str) -> None:
    lines = shown(entry("software: version={2.1}, year=2020"), layout)
    assert "version 2.1" in "\n".join(lines)


@pytest.mark.parametrize(
    ("locale", "number", "edition"),
    [
        ("de", "2", "2. Aufl."),
        ("de", "Second", "2. Aufl."),
        ("fr", "1", "1re éd."),
        ("fr", "2", "2e éd."),
        ("ja", "2", "第2版"),
        ("it", "2", "2nd ed."),  # no catalog: English
    ],
)
def test_editions_in_the_language_of_the_site(locale: str, number: str, edition: str) -> None:
    words = {
        "de": {"%s ed.": "%s. Aufl."},
        "fr": {"1st ed.": "1re éd.", "%s ed.": "%se éd."},
        "ja": {"%s ed.": "第%s版"},
        "it": {},
    }
    context = language(words[locale], locale)
    record = entry(f"book: publisher={{P}}, edition={{{number}}}")
    assert shown(record, "homepage", context)[1] == f"P, {edition}"


# --- whatever is missing, no punctuation is left alone ---

_LEFT_ALONE = re.compile(
    r"\(\s*\)|\s[,.;:]|,\.|\.\.|,,|\.,(?! )|: [,.]|\bIn[.,]|(?:^|, )\(Ed|^[,.;: ]|, ?$|vol\. ?$|\bed\.,? ed\."
)
_FULL = Venue(
    name=("Proceedings",),
    volume="1",
    number="2",
    pages="3–4",
    series="A Series",
    maintitle="Main",
    edition="2",
    publisher="P",
    place="Paris",
    event="The Event",
    chapter="5",
)  # fmt: skip
_VENUE_FIELDS = ("name", "volume", "number", "pages", "series", "maintitle", "edition", "publisher", "place")


@pytest.mark.parametrize("layout", [name for name in BUILTIN if name != "table"])
@pytest.mark.parametrize(
    "kind", ["book", "article", "inproceedings", "incollection", "report", "patent", "software"]
)
def test_nothing_is_left_of_an_empty_part(layout: str, kind: str) -> None:
    authors, editors = ((Contributor(Name("Jane", "", "Doe"), role),) for role in ("author", "editor"))
    for absent in itertools.chain(
        *(itertools.combinations(_VENUE_FIELDS, number) for number in (0, 1, 8, 9))
    ):
        given = {
            name: getattr(_FULL, name) for name in (*_VENUE_FIELDS, "event", "chapter") if name not in absent
        }
        for contributors in ((), authors, editors, authors + editors):
            for date in (None, PartialDate(2020)):
                record = Publication(
                    key="a",
                    kind=kind,
                    title=("T",),
                    contributors=contributors,
                    date=date,
                    venues=(Venue(**given),),
                )
                for line in shown(record, layout):
                    found = _LEFT_ALONE.search(line)
                    assert not found, (line, found)
