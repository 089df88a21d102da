"""One entry for one work: the same work under several keys, on the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sphinx.errors import ConfigError

from tests.support import Site

Make = Callable[[str], Site]
MASK, RESNET = "Mask R-CNN", "Deep Residual Learning for Image Recognition"


def test_what_seems_to_be_one_work_is_said_and_left_as_it_is(site: Make) -> None:
    built = site("merging").build()
    assert len(built.titles()) == 4
    resnet, mask = [line for line in built.warnings.splitlines() if line.endswith("[pubs.duplicate_work]")]
    assert resnet.startswith(
        "preprints.bib:7: WARNING: resnet-arxiv: the same work as 'he2016deep' at published."
    )
    assert "published.bib:8 (arxiv 1512.03385)" in resnet
    assert mask.startswith(
        "preprints.bib:1: WARNING: mask-arxiv: the same work as 'he2017mask' at published."
    )
    assert "published.bib:1 (title, first author and year)" in mask


@pytest.mark.parametrize(("merge", "titles"), [("identifiers", 3), ("works", 2)])
def test_the_author_says_what_is_merged(site: Make, merge: str, titles: int) -> None:
    built = site("merging").build(pubs_merge=merge)
    assert len(built.titles()) == titles
    assert built.warnings.count("[pubs.duplicate_work]") == titles - 2


def test_one_entry_has_one_number_both_venues_and_both_links(site: Make) -> None:
    built = site("merging").build(pubs_merge="works")
    assert built.warnings == ""
    assert built.titles() == [MASK, RESNET]
    assert [tag.get_text().strip("[].") for tag in built.page().select(".pubs-number")] == ["2", "1"]
    entry = built.entries()[0]
    text = " ".join(entry.get_text().split())
    assert entry["id"] == "pub-he2017mask"
    assert "ICCV" in text
    assert "arXiv preprint" in text
    assert text.count("Oral") == text.count("Marr Prize") == 1
    assert text.index("ICCV") < text.index("arXiv preprint")
    links = {tag["href"] for tag in entry.select(".pubs-links a")}
    assert {"https://doi.org/10.1109/ICCV.2017.322", "https://arxiv.org/abs/1703.06870"} <= links


def test_roles_lead_to_the_one_entry_by_each_key(site: Make) -> None:
    built = site("merging").build(pubs_merge="works")
    links = [tag.parent for tag in built.page().select("a .pubs-ref")]
    assert [(tag["href"], tag.get_text()) for tag in links if tag] == [
        ("chosen.html#pub-he2017mask", MASK)
    ] * 3


def test_lists_choose_by_each_key_and_by_the_file_of_each_version(site: Make) -> None:
    built = site("merging").build(pubs_merge="works")
    lists = [
        [tag.get_text() for tag in one.select(".pubs-title")]
        for one in built.page("chosen.html").select(".pubs")
    ]
    assert lists == [[MASK, RESNET], [MASK, RESNET], [MASK]]


def test_a_list_is_made_anew_when_versions_are_no_longer_merged(site: Make) -> None:
    merging = site("merging")
    assert len(merging.build(pubs_merge="works").titles()) == 2
    assert len(merging.build().titles()) == 4


def test_two_works_with_one_key_are_said_at_both_places(site: Make) -> None:
    merging = site("merging")
    merging.write(
        "theirs.bib",
        "@article{he2017mask,\n title = {Another Title},\n author = {Doe, Jane},\n year = 2019\n}\n",
    )
    built = merging.build(pubs_sources=["published.bib", "theirs.bib"])
    assert (
        "theirs.bib:1: WARNING: he2017mask: duplicate key, also at published.bib:1 with a different title "
        "and first author and year; this record is used [pubs.conflict]"
    ) in built.warnings


def test_the_configuration_is_checked(site: Make) -> None:
    with pytest.raises(ConfigError, match="none, identifiers, works"):
        site("merging").build(pubs_merge="all")
