"""``pubs_merge``: one entry for a work that has several keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sphinx.errors import ConfigError

from tests.support import Site

MakeSite = Callable[[str], Site]
MASK, RESNET = "Mask R-CNN", "Deep Residual Learning for Image Recognition"


def test_duplicate_works_are_reported_if_nothing_is_merged(site: MakeSite) -> None:
    built = site("merging").build(pubs_merge="none")
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


@pytest.mark.parametrize(("merge", "titles"), [("none", 4), ("identifiers", 3), ("works", 2)])
def test_pubs_merge_controls_which_works_are_merged(site: MakeSite, merge: str, titles: int) -> None:
    built = site("merging").build(pubs_merge=merge)
    assert len(built.titles()) == titles
    assert built.warnings.count("[pubs.duplicate_work]") == titles - 2


def test_a_preprint_and_its_paper_are_one_entry_by_default(site: MakeSite) -> None:
    built = site("merging").build()
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


def test_roles_link_to_the_merged_entry_by_each_key(site: MakeSite) -> None:
    built = site("merging").build(pubs_merge="works")
    links = [tag.parent for tag in built.page().select("a .pubs-ref")]
    assert [(tag["href"], tag.get_text()) for tag in links if tag] == [
        ("chosen.html#pub-he2017mask", MASK)
    ] * 3


def test_lists_select_a_merged_entry_by_each_key_and_each_file(site: MakeSite) -> None:
    built = site("merging").build(pubs_merge="works")
    lists = [
        [title.get_text() for title in pubs.select(".pubs-title")]
        for pubs in built.page("chosen.html").select(".pubs")
    ]
    assert lists == [[MASK, RESNET], [MASK, RESNET], [MASK]]


def test_list_is_rebuilt_when_merging_is_turned_off(site: MakeSite) -> None:
    merging = site("merging")
    assert len(merging.build(pubs_merge="works").titles()) == 2
    assert len(merging.build(pubs_merge="none").titles()) == 4


def test_different_works_with_the_same_key_are_reported_with_both_locations(site: MakeSite) -> None:
    merging = site("merging")
    merging.write(
        "theirs.bib",
        "@article{he2017mask,\n title = {Another Title},\n author = {Doe, Jane},\n year = 2019\n}\n",
    )
    built = merging.build(pubs_sources=["published.bib", "theirs.bib"])
    assert (
        "theirs.bib:1: WARNING: he2017mask: duplicate key, also used at published.bib:1 for a different "
        "title and first author and year; keeping this one as 'he2017maska' [pubs.conflict]"
    ) in built.warnings


def test_invalid_value_of_pubs_merge_is_an_error(site: MakeSite) -> None:
    with pytest.raises(ConfigError, match="none, preprints, identifiers, works"):
        site("merging").build(pubs_merge="all")
