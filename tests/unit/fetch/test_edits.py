"""What people do to generated files between two updates, and works that are hard to recognize."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_pubs.fetch.files import write_files
from sphinx_pubs.fetch.review import accept, reject
from sphinx_pubs.model.records import Publication
from sphinx_pubs.readers.load import load_file

from .lab import MASK, MASK_PREPRINT, RESNET, Lab, kinds

OWN = "orcid 0000-0002-1825-0097"
CITES = "cites 10.5555/1"
TWO_FILES = """
[[source]]
provider = "orcid"
id = "0000-0002-1825-0097"
into = "data/papers.auto{suffix}"

[[source]]
provider = "cites"
id = "10.5555/1"
into = "data/users.auto{suffix}"
"""


@pytest.fixture(params=[".yaml", ".bib"])
def lab(tmp_path: Path, request: pytest.FixtureRequest) -> Lab:
    return Lab(tmp_path, request.param)


@pytest.fixture
def yaml(tmp_path: Path) -> Lab:
    return Lab(tmp_path)


@pytest.fixture(params=[".yaml", ".bib"])
def both(tmp_path: Path, request: pytest.FixtureRequest) -> Lab:
    """A lab with a file of own works, and one of works that cite them."""
    lab = Lab(tmp_path, request.param)
    lab.write("pubs.toml", TWO_FILES.format(suffix=request.param))
    return lab


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def publications(path: Path) -> dict[str, Publication]:
    return {record.key: record for record in load_file(str(path)).records if isinstance(record, Publication)}


def block_of(lab: Lab, key: str) -> str:
    """Return the lines of a record, from its key to the next record."""
    text = text_of(lab.auto)
    marker = "\n- key: " if lab.auto.suffix == ".yaml" else "\n@"
    parts = text.split(marker)
    [part] = [part for part in parts if key in part.splitlines()[0]]
    return f"{marker[1:]}{part}"


# --- keys ---


def test_two_records_that_swapped_their_keys_stay_two(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    text = text_of(lab.auto).replace("he2016deep", "?").replace("he2017mask", "he2016deep")
    lab.auto.write_text(text.replace("?", "he2017mask"), encoding="utf-8")
    assert kinds(lab.update(RESNET.replace("770--778", "1--9"), MASK)) == ["renamed", "renamed", "changed"]
    found = publications(lab.auto)
    assert found["he2017mask"].venues[0].pages == "1–9"
    assert found["he2016deep"].title == ("Mask R-CNN",)
    assert lab.update(RESNET.replace("770--778", "1--9"), MASK).status == 0


def test_a_rejected_work_stays_away_when_another_gets_its_key(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    write_files(lab.folder, reject(lab.folder, ["he2017mask"]).files)
    lab.edit("he2016deep", "he2017mask")
    assert kinds(lab.update(RESNET, MASK)) == ["renamed"]
    assert lab.keys() == ["he2017mask"]
    assert lab.update(RESNET, MASK).status == 0


def test_a_new_work_does_not_get_a_key_that_a_person_gave(lab: Lab) -> None:
    lab.update(RESNET)
    lab.edit("he2016deep", "he2017mask")
    lab.update(RESNET, MASK)
    assert lab.keys() == ["he2017mask", "he2017maska"]


@pytest.mark.parametrize("key", ["He:2015wrn", "müller2016", "doe_2020+a", "DBLP:conf/cvpr/HeZRS16", "2016a"])
def test_keys_of_other_programs_stay(lab: Lab, key: str) -> None:
    bibtex = RESNET.replace("he2016deep", key)
    lab.update(bibtex)
    assert lab.keys() == [key]
    assert lab.update(bibtex.replace("770", "1")).status == 1
    assert lab.update(bibtex.replace("770", "1")).status == 0
    assert lab.keys() == [key]


# --- whole records ---


def test_a_record_in_another_generated_file_stays_up_to_date(both: Lab) -> None:
    both.update_from({OWN: RESNET + MASK, CITES: ""})
    users = both.folder / f"data/users.auto{both.auto.suffix}"
    block = block_of(both, "he2017mask")
    both.auto.write_text(text_of(both.auto).replace(block, ""), encoding="utf-8")
    users.write_text(("publications:\n" if users.suffix == ".yaml" else "") + block, encoding="utf-8")
    changed = MASK.replace("International", "IEEE International")
    assert kinds(both.update_from({OWN: RESNET + changed, CITES: ""})) == ["moved", "changed"]
    assert "IEEE" in text_of(users)
    assert both.keys() == ["he2016deep"]
    assert both.update_from({OWN: RESNET + changed, CITES: ""}).status == 0


def test_a_renamed_file_keeps_edits_and_deletions(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    lab.edit("he2016deep", "resnet")
    new = lab.folder / f"data/own.auto{lab.auto.suffix}"
    lab.auto.rename(new)
    toml = text_of(lab.folder / "pubs.toml").replace("papers.auto", "own.auto")
    lab.write("pubs.toml", toml)
    lab.auto = new
    before = new.read_bytes()
    lab.update(RESNET, MASK)
    assert new.read_bytes() == before
    new.write_text(text_of(new).replace(block_of(lab, "he2017mask"), ""), encoding="utf-8")
    assert kinds(lab.update(RESNET, MASK)) == ["removed"]
    assert lab.keys() == ["resnet"]


def test_another_file_for_new_works_leaves_the_old_ones_where_they_are(lab: Lab) -> None:
    lab.update(RESNET)
    before = lab.auto.read_bytes()
    toml = text_of(lab.folder / "pubs.toml").replace("papers.auto", "own.auto")
    lab.write("pubs.toml", toml)
    assert [change.path for change in lab.update(RESNET, MASK).changes] == [f"data/own.auto{lab.auto.suffix}"]
    assert lab.auto.read_bytes() == before
    assert lab.update(RESNET, MASK).status == 0


def test_a_removed_record_that_is_back_is_kept_up_to_date(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    before = text_of(lab.auto)
    lab.auto.write_text(before.replace(block_of(lab, "he2017mask"), ""), encoding="utf-8")
    lab.update(RESNET, MASK)
    lab.auto.write_text(before, encoding="utf-8")
    changed = MASK.replace("International", "IEEE International")
    assert kinds(lab.update(RESNET, changed)) == ["restored", "changed"]


def test_a_copied_record_changes_nothing_else(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    copy = block_of(lab, "he2016deep").replace("he2016deep", "mine")
    lab.auto.write_text(text_of(lab.auto) + copy, encoding="utf-8")
    before = lab.auto.read_bytes()
    lab.update(RESNET, MASK)
    assert lab.auto.read_bytes() == before
    assert lab.update(RESNET, MASK).status == 0


def test_a_source_that_has_another_name_loses_nothing(lab: Lab) -> None:
    lab.update(RESNET)
    toml = text_of(lab.folder / "pubs.toml").replace(
        '"0000-0002-1825-0097"', '["0000-0002-1825-0097", "0000-0001-5109-3700"]'
    )
    lab.write("pubs.toml", toml)
    before = lab.auto.read_bytes()
    outcome = lab.update_from({"orcid 0000-0002-1825-0097, 0000-0001-5109-3700": RESNET})
    assert outcome.changes == []
    assert lab.auto.read_bytes() == before


def test_an_excluded_record_is_not_reported_as_gone(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    toml = text_of(lab.folder / "pubs.toml")
    lab.write("pubs.toml", f'exclude = "10.1109/ICCV.2017.322"\n{toml}')
    before = lab.auto.read_bytes()
    assert lab.update(RESNET, MASK).changes == []
    assert lab.auto.read_bytes() == before


# --- forms of a record ---


def test_a_file_that_is_indented_anew_is_kept_up_to_date(yaml: Lab) -> None:
    yaml.update(RESNET, MASK)
    before, header, after = text_of(yaml.auto).partition("publications:\n")
    lines = [
        f"  {line}" if line.startswith("-") else f"    {line}" for line in after.splitlines(keepends=True)
    ]
    wide = [line.replace("  - key", "  -   key") for line in lines]
    yaml.auto.write_text(before + header + "".join(wide), encoding="utf-8")
    outcome = yaml.update(RESNET.replace("770--778", "1--9"), MASK)
    assert kinds(outcome) == ["changed"]
    assert publications(yaml.auto)["he2016deep"].venues[0].pages == "1–9"
    without = RESNET.replace("pages = {770--778}, ", "pages = {1--9}, volume = {7}, ")
    assert kinds(yaml.update(without, MASK)) == ["changed"]
    assert load_file(str(yaml.auto)).problems == ()


def test_a_record_in_braces_is_left_alone(yaml: Lab) -> None:
    yaml.update(RESNET.replace("pages = {770--778}, ", ""), MASK)
    flow = "- {key: he2016deep, title: Deep residual learning, doi: 10.1109/CVPR.2016.90}\n"
    yaml.auto.write_text(text_of(yaml.auto).replace(block_of(yaml, "he2016deep"), flow), encoding="utf-8")
    changed = MASK.replace("International", "IEEE International")
    outcome = yaml.update(RESNET, changed)
    assert outcome.errors == []
    assert flow in text_of(yaml.auto)
    assert "IEEE" in text_of(yaml.auto)


@pytest.mark.parametrize(
    ("yaml_line", "bibtex_line", "field"),
    [
        ('  "pages": "5"\n', "  pages={5},\n", "pages = {770--778}, "),
        ("  year: 2015\n", "  date = {2015},\n", "year = {2016}, "),
    ],
)
def test_a_field_of_a_person_gets_no_rival(lab: Lab, yaml_line: str, bibtex_line: str, field: str) -> None:
    lab.update(RESNET.replace(field, ""))
    first = text_of(lab.auto).splitlines(keepends=True)
    index = next(index for index, line in enumerate(first) if "he2016deep" in line)
    first.insert(index + 1, yaml_line if lab.auto.suffix == ".yaml" else bibtex_line)
    lab.auto.write_text("".join(first), encoding="utf-8")
    before = lab.auto.read_bytes()
    lab.update(RESNET)
    assert lab.auto.read_bytes() == before


def test_awards_behind_the_records_stay(yaml: Lab) -> None:
    yaml.update(RESNET)
    awards = "\nawards:\n- title: Best Paper Award\n  date: 2016\n"
    yaml.auto.write_text(text_of(yaml.auto) + awards, encoding="utf-8")
    yaml.update(RESNET, MASK)
    assert yaml.keys()[:2] == ["he2016deep", "he2017mask"]
    assert text_of(yaml.auto).endswith(awards)
    write_files(yaml.folder, reject(yaml.folder, ["he2017mask"]).files)
    assert text_of(yaml.auto).endswith(awards)
    assert yaml.update(RESNET, MASK).status == 0


def test_what_a_person_wrote_between_entries_survives_a_rejection(tmp_path: Path) -> None:
    lab = Lab(tmp_path, ".bib")
    lab.update(RESNET, MASK)
    mine = '@string{cvpr = "Computer Vision"}\nA remark.\n'
    lab.auto.write_text(
        text_of(lab.auto).replace("@inproceedings{he2017mask", f"{mine}@inproceedings{{he2017mask"),
        encoding="utf-8",
    )
    write_files(lab.folder, reject(lab.folder, ["he2016deep"]).files)
    assert mine in text_of(lab.auto)
    assert lab.keys() == ["he2017mask"]


def test_a_list_without_a_name_stays_one(yaml: Lab) -> None:
    yaml.update(RESNET)
    yaml.auto.write_text(text_of(yaml.auto).replace("publications:\n", ""), encoding="utf-8")
    yaml.update(RESNET, MASK)
    assert "\npublications:" not in text_of(yaml.auto)
    assert yaml.keys() == ["he2016deep", "he2017mask"]


# --- works that are hard to recognize ---

EDITORIALS = "".join(
    f"@article{{e{number}, title = {{Editorial}}, author = {{Doe, Jane}}, journal = {{Journal of Tests}},"
    f" volume = {{{number}}}, year = {{2020}}}}\n"
    for number in range(12)
)
LONG = "@article{long, title = {A Title of More Than Four Words}, author = {Doe, Jane}, year = {2020}}\n"


@pytest.mark.parametrize(
    "bibtex",
    [
        EDITORIALS,
        "@article{a, title = {$E = mc^2$}, author = {Doe, Jane}, year = {2020}}\n",
        "@article{a, title = {$SP_{\\textnormal{N}}$ Model Error}, author = {Doe, Jane}, year = {2020}}\n",
        "@misc{a, title = {A work without anything}}\n",
        "@misc{a, title = {Same}, author = {Doe, Jane}}\n@misc{b, title = {Same}, author = {Roe, Richard}}\n",
    ],
)
def test_works_without_identifiers_are_added_once(lab: Lab, bibtex: str) -> None:
    lab.update(bibtex)
    before = lab.state()
    assert lab.update(bibtex).changes == []
    assert lab.state() == before


def test_a_work_without_a_title_is_left_out(lab: Lab) -> None:
    outcome = lab.update(RESNET, "@misc{none, doi = {10.5555/1}, year = {2020}}\n")
    assert outcome.warnings == ["left out: 1 work without a title"]
    assert lab.keys() == ["he2016deep"]


def test_a_year_that_changes_makes_no_second_work(lab: Lab) -> None:
    lab.update(LONG)
    assert kinds(lab.update(LONG.replace("2020", "2021"))) == ["changed"]
    other = LONG.replace("{2020}", "{2022}, doi = {10.5555/1}").replace("{long", "{other")
    assert lab.update(LONG.replace("2020", "2021"), other).status == 1
    assert len(lab.keys()) == 2


def test_a_hand_kept_record_with_the_key_of_another_work_changes_none(lab: Lab) -> None:
    lab.update(RESNET)
    before = lab.auto.read_bytes()
    lab.write("data/mine.bib", MASK.replace("he2017mask", "he2016deep"))
    outcome = lab.update(RESNET, MASK)
    assert lab.auto.read_bytes() == before
    assert outcome.by_hand == 1
    assert lab.update(RESNET, MASK).status == 0


# --- works that cite the site's ---


def test_an_own_work_leaves_the_inbox(both: Lab) -> None:
    both.update_from({OWN: "", CITES: MASK})
    assert kinds(both.update_from({OWN: MASK, CITES: MASK})) == ["accepted"]
    assert both.keys() == ["he2017mask"]
    assert both.update_from({OWN: MASK, CITES: MASK}).status == 0


def test_a_rejected_work_stays_rejected_for_every_source(both: Lab) -> None:
    both.update_from({OWN: "", CITES: MASK})
    write_files(both.folder, reject(both.folder, ["he2017mask"]).files)
    assert both.update_from({OWN: MASK_PREPRINT, CITES: MASK}).changes == []


def test_an_accepted_work_is_not_asked_again_when_its_file_is_gone(both: Lab) -> None:
    both.update_from({OWN: "", CITES: MASK})
    write_files(both.folder, accept(both.folder, ["he2017mask"]).files)
    users = both.folder / f"data/users.auto{both.auto.suffix}"
    users.unlink()
    outcome = both.update_from({OWN: "", CITES: MASK})
    assert list(publications(users)) == ["he2017mask"]
    assert outcome.waiting == 0


def test_a_work_that_a_person_moved_out_of_the_inbox_is_accepted(both: Lab) -> None:
    both.update_from({OWN: "", CITES: MASK})
    inbox = both.folder / f"data/users.inbox{both.auto.suffix}"
    inbox.rename(both.folder / f"data/users.auto{both.auto.suffix}")
    assert kinds(both.update_from({OWN: "", CITES: MASK})) == ["moved"]
    assert both.update_from({OWN: "", CITES: MASK}).waiting == 0


def test_a_removed_work_is_accepted_into_a_file_of_the_other_form(both: Lab) -> None:
    both.update_from({OWN: "", CITES: MASK})
    write_files(both.folder, reject(both.folder, ["he2017mask"]).files)
    other = ".bib" if both.auto.suffix == ".yaml" else ".yaml"
    both.write("pubs.toml", TWO_FILES.format(suffix=other))
    outcome = accept(both.folder, ["he2017mask"])
    assert outcome.errors == []
    write_files(both.folder, outcome.files)
    assert list(publications(both.folder / f"data/users.auto{other}")) == ["he2017mask"]
    assert both.update_from({OWN: "", CITES: MASK}).errors == []
    assert both.update_from({OWN: "", CITES: MASK}).status == 0
