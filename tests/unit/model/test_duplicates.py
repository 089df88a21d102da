"""Works with several keys: which are found, reported and merged; and keys used for several works."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sphinx_pubs.model.dates import PartialDate
from sphinx_pubs.model.library import Library, build_library
from sphinx_pubs.model.names import OTHERS, Contributor, Name
from sphinx_pubs.model.problems import Code, Origin
from sphinx_pubs.model.records import Award, Identifier, Link, Publication, Venue
from sphinx_pubs.readers.bibtex.reader import read

ARXIV = Identifier("arxiv", "1703.06870", "https://arxiv.org/abs/1703.06870")
DOI = Identifier("doi", "10.1109/ICCV.2017.322", "https://doi.org/10.1109/ICCV.2017.322")
HE = Contributor(Name("Kaiming", "", "He"))
ICCV = Venue(name=("International Conference on Computer Vision",), abbr="ICCV", kind="conference")
PAPER = Publication(
    key="mask-iccv",
    kind="inproceedings",
    title=("Mask R-CNN",),
    contributors=(HE,),
    venues=(ICCV,),
    date=PartialDate(2017),
    identifiers=(DOI,),
    origin=Origin("data/mine.bib", 3),
)
PREPRINT = Publication(
    key="mask-arxiv",
    kind="preprint",
    title=("Mask {R-CNN}",),
    contributors=(Contributor(Name("K.", "", "He")),),
    venues=(Venue(name=("arXiv",), kind="archive"),),
    date=PartialDate(2016),
    identifiers=(ARXIV,),
    origin=Origin("data/shared/theirs.bib", 12),
)


def found(*records: Publication, merge: str = "none") -> list[tuple[Code, str]]:
    return [(problem.code, problem.key) for problem in build_library(records, merge).problems]


def test_one_warning_names_both_keys_and_locations() -> None:
    (problem,) = build_library([PAPER, PREPRINT]).problems
    assert str(problem) == (
        "data/shared/theirs.bib:12: mask-arxiv: the same work as 'mask-iccv' at ../mine.bib:3"
        " (title, first author and year) [pubs.duplicate_work]"
    )
    (problem,) = build_library([PAPER, replace(PREPRINT, origin=Origin("data/mine.bib", 8))]).problems
    assert "at line 3 (" in problem.message


def test_of_three_records_two_are_reported() -> None:
    third = replace(PAPER, key="he2017")
    assert found(PAPER, PREPRINT, third) == [(Code.DUPLICATE_WORK, key) for key in ("he2017", "mask-arxiv")]


SUN, ZHANG = Contributor(Name("Jian", "", "Sun")), Contributor(Name("Xiangyu", "", "Zhang"))
OTHER = replace(PAPER, key="other", identifiers=())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PAPER, replace(OTHER, title=("Mask RCNN",), identifiers=(replace(DOI, value=DOI.value.lower()),))),
        (PREPRINT,
         replace(PAPER, identifiers=(replace(ARXIV, value="1703.06870v3"),), title=("Mask R-CNN: More",))),
        (PREPRINT, replace(PAPER, identifiers=(Identifier("doi", "10.48550/arXiv.1703.06870"),))),
        (PAPER, OTHER),
        (PAPER, replace(OTHER, title=("MASK R–CNN.",))),
        (PAPER, replace(OTHER, contributors=(Contributor(Name("K", "", "Hé")),))),
        (PAPER, replace(OTHER, venues=())),
        (replace(PAPER, contributors=(HE, SUN, ZHANG)),
         replace(OTHER, contributors=(HE, Contributor(OTHERS)))),
        (PAPER, replace(OTHER, venues=(Venue(name=("ICCV",)),))),
        (PAPER, replace(PREPRINT, date=PartialDate(2015))),
        (PAPER, replace(PREPRINT, kind="article")),
        (PAPER, replace(PREPRINT, kind="misc", venues=())),
        (replace(PAPER, kind="article", venues=(Venue(name=("Physical Review Letters",)),)),
         replace(OTHER, kind="article", venues=(Venue(name=("Phys. Rev. Lett.",)),))),
        (replace(PAPER, venues=(Venue(name=("Advances in Neural Information Processing Systems",)),)),
         replace(OTHER, venues=(Venue(name=("NeurIPS",)),))),
    ],
)  # fmt: skip
def test_one_work(one: Publication, other: Publication) -> None:
    assert found(one, other) == [(Code.DUPLICATE_WORK, other.key)]
    assert found(other, one) == [(Code.DUPLICATE_WORK, one.key)]
    assert len(build_library([one, other], "works").publications) == 1


TALK = replace(PAPER, kind="misc", venues=(), identifiers=(), date=PartialDate(2017, 8))
ARTICLE = replace(OTHER, kind="article", venues=(Venue(name=("A Journal",), volume="1", pages="1–2"),))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # called alike
        (replace(PAPER, title=("Editorial",)), replace(OTHER, title=("Editorial",))),
        (replace(ARTICLE, key="a"), replace(ARTICLE, venues=(replace(ARTICLE.venues[0], pages="9–10"),))),
        (replace(ARTICLE, key="a"), replace(ARTICLE, venues=(replace(ARTICLE.venues[0], volume="2"),))),
        (PAPER, replace(OTHER, kind="thesis", venues=())),
        (PAPER, replace(OTHER, kind="software", venues=())),
        (PAPER, replace(OTHER, date=PartialDate(2018))),
        (PAPER, replace(OTHER, contributors=(Contributor(Name("Xiaodong", "", "He")),))),
        (PAPER, replace(OTHER, contributors=(Contributor(Name("Kaiming", "", "Sun")),))),
        (PAPER, replace(OTHER, contributors=())),
        (replace(PAPER, contributors=(HE, SUN)), replace(OTHER, contributors=(HE, ZHANG))),
        (PAPER, replace(OTHER, identifiers=(Identifier("doi", "10.1/other"),))),
        (PAPER, replace(OTHER, venues=(Venue(name=("ICCV Workshop on Objects",)),))),
        (PAPER, replace(OTHER, venues=(Venue(name=("Robotics: Science and Systems",)),))),
        (TALK, replace(TALK, key="b", date=PartialDate(2017, 11))),
        (PREPRINT, replace(PREPRINT, key="b", identifiers=(Identifier("arxiv", "2001.00001"),))),
        (PREPRINT, replace(PAPER, date=PartialDate(2019))),
        (PREPRINT, replace(OTHER, kind="thesis")),
        (PREPRINT, replace(OTHER, kind="misc", venues=(Venue(name=("A Talk",)),))),
        # parts, errata
        (replace(PAPER, title=("Masks I",)), replace(OTHER, title=("Masks II",))),
        (PAPER, replace(OTHER, title=("Erratum: Mask R-CNN",), identifiers=(DOI,))),
        (PAPER, replace(OTHER, title=("Supplementary material for Mask R-CNN",), identifiers=(DOI,))),
        # a release has a version, and the DOI of all of them
        (replace(PAPER, kind="software", title=("Detectron v1.0",)),
         replace(PAPER, key="b", kind="software", title=("Detectron v2.0",))),
        # a chapter has the ISBN of its book
        (replace(PAPER, identifiers=(Identifier("isbn", "9783161484100"),), title=("One",)),
         replace(OTHER, identifiers=(Identifier("isbn", "9783161484100"),))),
    ],
)  # fmt: skip
def test_two_works(one: Publication, other: Publication) -> None:
    assert found(one, other) == []
    assert len(build_library([one, other], "works").publications) == 2


def test_one_identifier_on_two_works_is_a_conflict() -> None:
    wrong = replace(PAPER, key="resnet", title=("Deep Residual Learning",), origin=Origin("data/mine.bib", 9))
    (problem,) = build_library([PAPER, wrong], "works").problems
    assert (problem.code, problem.key, problem.origin.line) == (Code.CONFLICT, "resnet", 9)
    assert "10.1109/iccv.2017.322 is also used by 'mask-iccv' at line 3" in problem.message


@pytest.mark.parametrize("merge", ["none", "identifiers", "works"])
@pytest.mark.parametrize(("identifiers", "merging"), [((ARXIV,), 1), ((), 2)])
def test_the_setting_decides_on_merging(
    merge: str, identifiers: tuple[Identifier, ...], merging: int
) -> None:
    records = [replace(PREPRINT, identifiers=(ARXIV,)), replace(PAPER, identifiers=(DOI, *identifiers))]
    one = ("none", "identifiers", "works").index(merge) >= merging
    library = build_library(records, merge)
    assert list(library.publications) == (["mask-iccv"] if one else ["mask-arxiv", "mask-iccv"])
    assert library.aliases == ({"mask-arxiv": "mask-iccv"} if one else {})
    assert len(library.problems) == (0 if one else 1)


def one(*records: Publication | Award, merge: str = "works") -> tuple[Library, Publication]:
    library = build_library(records, merge)
    (record,) = library.publications.values()
    return library, record


@pytest.mark.parametrize("records", [(PAPER, PREPRINT), (PREPRINT, PAPER)])
def test_the_published_version_comes_first_and_nothing_is_lost(records: tuple[Publication, ...]) -> None:
    _, record = one(*records)
    assert (record.key, record.aliases, record.kind) == ("mask-iccv", ("mask-arxiv",), "inproceedings")
    assert (record.title, record.date, record.contributors) == (PAPER.title, PAPER.date, PAPER.contributors)
    assert record.venues == (ICCV, replace(PREPRINT.venues[0], date=PartialDate(2016)))
    assert set(record.identifiers) == {DOI, ARXIV}
    assert {link.url for link in record.all_links()} == {DOI.url, ARXIV.url}


def test_the_links_of_both_are_kept() -> None:
    pdf, code = Link("PDF", "https://a.org/1.pdf", "pdf"), Link("code", "https://a.org/code", "code")
    theirs = replace(pdf, url="https://b.org/1.pdf")
    biorxiv = Identifier("doi", "10.1101/2020.12.08.416768", "https://doi.org/10.1101/2020.12.08.416768")
    _, record = one(
        replace(PAPER, links=(pdf, code), url="https://a.org"),
        replace(PREPRINT, links=(theirs, code), identifiers=(biorxiv,), url="https://b.org"),
    )
    assert record.identifiers == (DOI,)
    assert record.url == "https://a.org"
    preprint = Link("Preprint", "https://b.org", "preprint")
    assert record.links == (pdf, code, theirs, preprint, replace(preprint, url=biorxiv.url))


def test_links_to_the_same_archive_are_merged() -> None:
    doi = Identifier("doi", "10.48550/arXiv.1703.06870", "https://doi.org/10.48550/arXiv.1703.06870")
    _, record = one(PAPER, replace(PREPRINT, identifiers=(ARXIV, doi), url="http://arxiv.org/abs/1703.06870"))
    assert (record.links, record.url) == ((), "")


def test_two_records_of_one_version_have_one_venue() -> None:
    theirs = replace(OTHER, venues=(Venue(name=("ICCV",), pages="2961–2969"),), date=PartialDate(2017, 10))
    _, record = one(PAPER, theirs)
    assert record.venues == (replace(ICCV, pages="2961–2969"),)


def test_a_list_of_authors_that_is_cut_short_is_completed() -> None:
    whole = (HE, Contributor(Name("Georgia", "", "Gkioxari")))
    _, record = one(
        replace(PAPER, contributors=(HE, Contributor(OTHERS))), replace(PREPRINT, contributors=whole)
    )
    assert record.contributors == whole


@pytest.mark.parametrize("key", ["mask-iccv", "mask-arxiv"])
@pytest.mark.parametrize("first", [True, False])
def test_an_overlay_may_name_either_key(key: str, *, first: bool) -> None:
    over = Publication(key=key, venues=(Venue(presentation="Oral"),), selected=True, note=(("Best",),))
    _, record = one(*([over, PREPRINT, PAPER] if first else [PREPRINT, PAPER, over]))
    assert (record.key, record.selected, record.note) == ("mask-iccv", True, (("Best",),))
    assert [venue.presentation for venue in record.venues] == ["Oral", ""]


def test_an_award_may_name_either_key() -> None:
    library, record = one(
        PAPER, PREPRINT, Award(key="marr", title=("Marr Prize",), publications=("mask-arxiv", "mask-iccv"))
    )
    assert library.problems == ()
    assert library.awards["marr"].publications == ("mask-iccv",)
    assert [award.key for award in record.awards] == ["marr"]


def _saying(record: Publication, field: str, value: str) -> Publication:
    return replace(record, fields={field: value})


def test_same_as_joins_records_and_names_the_preferred_one() -> None:
    renamed = replace(PREPRINT, title=("Another Title",), identifiers=())
    assert found(PAPER, renamed) == []
    _, record = one(PAPER, _saying(renamed, "same_as", "mask-iccv"), merge="none")
    assert (record.key, record.aliases) == ("mask-iccv", ("mask-arxiv",))
    _, record = one(_saying(PAPER, "same_as", '["mask-arxiv"]'), renamed, merge="none")
    assert (record.key, record.aliases) == ("mask-arxiv", ("mask-iccv",))
    assert record.venues[1] == replace(ICCV, date=PartialDate(2017))


def test_same_as_in_an_overlay_gives_a_work_another_key() -> None:
    library, record = one(PAPER, _saying(Publication(key="he2017"), "same_as", "mask-iccv"), merge="none")
    assert library.problems == ()
    assert library.aliases == {"he2017": record.key}


def test_different_from_keeps_records_apart() -> None:
    assert found(PAPER, _saying(PREPRINT, "different_from", "mask-iccv"), merge="works") == []
    assert found(_saying(PAPER, "different_from", "x, mask-arxiv"), PREPRINT, replace(PAPER, key="x")) == [
        (Code.DUPLICATE_WORK, "x")
    ]


@pytest.mark.parametrize("field", ["same_as", "different_from"])
def test_an_unknown_key_is_reported(field: str) -> None:
    assert found(_saying(PAPER, field, "nowhere")) == [(Code.UNKNOWN_KEY, "mask-iccv")]


def test_same_as_may_be_circular() -> None:
    pair = (_saying(PAPER, "same_as", "mask-arxiv"), _saying(PREPRINT, "same_as", "mask-iccv"))
    assert one(*pair, merge="none")[1].key == "mask-iccv"
    assert found(_saying(PAPER, "same_as", "mask-iccv")) == []


def test_preprints_are_merged_without_other_duplicates() -> None:
    twin = replace(PAPER, key="twin")
    by_title, by_identifier = replace(PREPRINT, identifiers=()), replace(PREPRINT, identifiers=(DOI, ARXIV))
    for preprint in (by_title, by_identifier):
        library = build_library([PAPER, preprint], merge="preprints")
        assert list(library.publications) == ["mask-iccv"]
        assert library.problems == ()
    assert found(PAPER, twin, merge="preprints") == [(Code.DUPLICATE_WORK, "twin")]
    assert found(by_title, replace(by_title, key="twin"), merge="preprints") == [
        (Code.DUPLICATE_WORK, "twin")
    ]


def test_a_paper_about_a_program_is_not_the_program() -> None:
    program = replace(PAPER, kind="software", title=("Detectron",), venues=())
    paper = replace(PAPER, key="paper", title=("Detecting Objects with Detectron",))
    assert found(program, paper, merge="works") == [(Code.CONFLICT, "paper")]


THEIRS = replace(PAPER, origin=Origin("data/theirs.bib", 7))


@pytest.mark.parametrize(
    ("over", "words"),
    [
        (replace(THEIRS, title=("Mask R-CNN: A Method",)), "different title"),
        (replace(THEIRS, identifiers=(Identifier("doi", "10.1/x"),)), "different DOI"),
        (replace(THEIRS, date=PartialDate(2020)), "different year"),
    ],
)
def test_one_work_in_two_files_that_say_different_things(over: Publication, words: str) -> None:
    (problem,) = build_library([PAPER, over]).problems
    assert (problem.code, problem.key, problem.origin) == (Code.CONFLICT, "mask-iccv", over.origin)
    assert problem.message == f"duplicate key, also at mine.bib:3 with a {words}; this record is used"


@pytest.mark.parametrize(
    "over",
    [
        THEIRS,
        replace(THEIRS, title=("MASK R-CNN",), contributors=(Contributor(Name("K.", "", "He")),), date=None),
        # a record without contributors is meant to change the other one
        Publication(key="mask-iccv", title=("Mask $R$-CNN",), date=PartialDate(2018)),
    ],
)
def test_no_conflict(over: Publication) -> None:
    assert found(PAPER, over) == []


CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "bib"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real files is not there")
def test_real_files_of_one_owner() -> None:
    """The talks of an author are several works; a paper in DBLP's files and its preprint are one."""
    talks = _records("kratsg__*talks.bib")
    assert talks
    assert found(*talks) == []
    papers = _records("avishekanand__*.bib")
    pairs = dict.fromkeys(key for code, key in found(*papers) if code is Code.DUPLICATE_WORK)
    # Question Answering over Curated and Open Web Sources: ICTIR 2020 and arXiv, without a common identifier.
    assert "DBLP:journals/corr/abs-2004-11980" in pairs
    kinds = {record.kind for record in papers if record.key in pairs}
    assert kinds <= {"article", "inproceedings", "preprint"}


def _records(pattern: str) -> list[Publication]:
    results = [read(path.read_bytes(), path.name) for path in sorted(CORPUS.glob(pattern))]
    return [record for result in results for record in result.records if isinstance(record, Publication)]
