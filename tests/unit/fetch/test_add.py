"""Adding works to files that people keep: what is added, and that nothing else changes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_pubs.fetch.add import Additions, Target, add, default_file
from sphinx_pubs.fetch.base import Answer, FetchError
from sphinx_pubs.fetch.complete import complete
from sphinx_pubs.fetch.files import write_files
from sphinx_pubs.model.records import Publication
from sphinx_pubs.readers.load import load_file

DOI = "10.1109/CVPR.2016.90"
MASK_DOI = "10.1109/ICCV.2017.322"

WORKS = {
    DOI: {
        "DOI": "10.1109/cvpr.2016.90",
        "type": "proceedings-article",
        "title": ["Deep Residual Learning for Image Recognition"],
        "author": [
            {"given": "Kaiming", "family": "He", "sequence": "first"},
            {"given": "Xiangyu", "family": "Zhang", "sequence": "additional"},
        ],
        "container-title": ["2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)"],
        "issued": {"date-parts": [[2016, 6]]},
        "page": "770-778",
        "publisher": "IEEE",
    },
    MASK_DOI: {
        "DOI": "10.1109/iccv.2017.322",
        "type": "proceedings-article",
        "title": ["Mask R-CNN"],
        "author": [{"given": "Kaiming", "family": "He"}, {"given": "Georgia", "family": "Gkioxari"}],
        "container-title": ["2017 IEEE International Conference on Computer Vision (ICCV)"],
        "issued": {"date-parts": [[2017]]},
    },
}


class Crossref:
    """A transport that knows these works only."""

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        for doi, work in WORKS.items():
            if url.lower().startswith(f"https://api.crossref.org/works/{doi.lower()}"):
                body = json.dumps({"status": "ok", "message": work}).encode()
                return Answer(url, 200, {"content-type": "application/json"}, body)
        return Answer(url, 404, {}, b"Resource not found.")


def added(folder: Path, *ids: str, to: str, key: str = "") -> Additions:
    additions = add(folder, ids, to, key, Crossref(), lambda _: None)
    write_files(folder, additions.files)
    return additions


def publications(path: Path) -> list[Publication]:
    result = load_file(str(path))
    assert result.problems == ()
    return [record for record in result.records if isinstance(record, Publication)]


BIB = """% my papers
@string{cvpr = "Computer Vision and Pattern Recognition"}

@book{knuth1984,
    title = "The {\\TeX}book", author = {Donald E. Knuth},
  year=1984}
"""
LIST = """# my papers
- title: The TeXbook   # a comment
  type: book
  authors: [Donald E. Knuth]
  year: 1984
"""
NATIVE = """publications:

  - title: The TeXbook
    type: book
    authors: Donald E. Knuth
    year: 1984

# The awards are from the CV.
awards:
  - title: Turing Award
    year: 1974
"""
KEYED = """publications:
  knuth1984:
    title: The TeXbook
    type: book
    authors: Donald E. Knuth
    year: 1984
awards:
  turing: {title: Turing Award, year: 1974}
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [("papers.bib", BIB), ("papers.yaml", LIST), ("papers.yaml", NATIVE), ("papers.yaml", KEYED)],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n# the end\n"])
def test_a_record_is_added_and_no_other_byte_changes(
    tmp_path: Path, name: str, text: str, newline: str, end: str
) -> None:
    path = tmp_path / name
    before = (text.rstrip("\n") + end).replace("\n", newline).encode()
    path.write_bytes(before)
    [result] = added(tmp_path, f"https://doi.org/{DOI}", to=name).added
    assert (result.key, result.path, result.is_new, result.missing) == ("he2016deep", name, True, ())
    after = path.read_bytes()
    assert _without_insertion(before, after)
    assert b"\n" not in after.replace(newline.encode(), b"")
    book, paper = publications(path)
    assert book.title in (("The TeXbook",), ("The ", "TeX", "book")) or "book" in str(book.title)
    assert paper.title == ("Deep Residual Learning for Image Recognition",)
    assert [who.name.full() for who in paper.authors] == ["Kaiming He", "Xiangyu Zhang"]
    assert paper.venues[0].pages == "770–778"


def _without_insertion(before: bytes, after: bytes) -> bool:
    """Whether ``after`` is ``before`` with one piece inserted."""
    length = len(after) - len(before)
    return length > 0 and any(
        after[:index] + after[index + length :] == before for index in range(len(before) + 1)
    )


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "publications:\n", "# mine\n\npublications:   # all\n"]
)
def test_the_first_record_of_a_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "papers.yaml").write_text(text, encoding="utf-8")
    assert added(tmp_path, DOI, to="papers.yaml").errors == []
    assert (tmp_path / "papers.yaml").read_text(encoding="utf-8").startswith(text.rstrip("\n"))
    assert [record.key for record in publications(tmp_path / "papers.yaml")] == ["he2016deep"]


@pytest.mark.parametrize("name", ["new.yaml", "new.bib"])
def test_a_new_file(tmp_path: Path, name: str) -> None:
    added(tmp_path, DOI, MASK_DOI, to=name)
    assert [record.key for record in publications(tmp_path / name)] == ["he2016deep", "he2017mask"]


@pytest.mark.parametrize(
    "text", ["publications: []\n", "{publications: [{title: A, year: 1990}]}\n", "some: thing\n", "- [\n"]
)
def test_a_file_of_another_form_is_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / "papers.yaml").write_text(text, encoding="utf-8")
    messages = "has a form to which no record can be added|correct the file first"
    if text.startswith("- ["):
        with pytest.raises(FetchError, match=messages):
            added(tmp_path, DOI, to="papers.yaml")
    else:
        [message] = added(tmp_path, DOI, to="papers.yaml").errors
        assert re.search(messages, message)
    assert (tmp_path / "papers.yaml").read_text(encoding="utf-8") == text


def test_a_work_that_is_known_is_not_added_again(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/old.bib").write_text(
        "@misc{mine, title={Deep residual learning for image recognition}, author={He, Kaiming},"
        " doi={10.1109/cvpr.2016.90}}\n", encoding="utf-8",
    )  # fmt: skip
    additions = added(tmp_path, DOI, to="papers.yaml")
    [result] = additions.added
    assert (result.key, result.is_new) == ("mine", False)
    assert result.path.endswith("old.bib")
    assert additions.files == {}


def test_twice_the_same_identifier_is_added_once(tmp_path: Path) -> None:
    added(tmp_path, DOI, f"doi:{DOI}", to="papers.bib")
    assert len(publications(tmp_path / "papers.bib")) == 1


def test_a_key_that_is_taken_gets_a_suffix_or_is_refused(tmp_path: Path) -> None:
    (tmp_path / "papers.bib").write_text("@misc{he2016deep, title={Another}}\n", encoding="utf-8")
    assert "'he2016deep' is taken" in added(tmp_path, DOI, to="papers.bib", key="he2016deep").errors[0]
    assert added(tmp_path, DOI, to="papers.bib").added[0].key == "he2016deepa"
    assert added(tmp_path, MASK_DOI, to="papers.bib", key="mask").added[0].key == "mask"


def test_what_no_service_knows_costs_only_itself(tmp_path: Path) -> None:
    additions = added(tmp_path, "10.5555/unknown", "not an id", DOI, to="papers.yaml")
    assert [result.key for result in additions.added] == ["he2016deep"]
    assert len(additions.errors) == 2
    assert "10.5555/unknown" in additions.errors[0]
    assert "not an identifier" in additions.errors[1]


def test_missing_fields_are_named(tmp_path: Path) -> None:
    [result] = added(tmp_path, MASK_DOI, to="papers.yaml").added
    assert result.missing == ("pages",)


def test_the_file_to_add_to(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="no file has publications; name the file with --to"):
        default_file(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/papers.yaml").write_text(LIST, encoding="utf-8")
    (tmp_path / "data/papers.auto.yaml").write_text(LIST, encoding="utf-8")
    (tmp_path / "data/people.yaml").write_text("- name: Donald Knuth\n", encoding="utf-8")
    assert default_file(tmp_path) == "data/papers.yaml"
    (tmp_path / "more.bib").write_text(BIB, encoding="utf-8")
    with pytest.raises(FetchError, match=r"several files have publications: data/papers\.yaml, more\.bib"):
        default_file(tmp_path)


# --- complete ---


BARE = f"""# mine
- doi: {DOI}
  award: CVPR Best Paper Award
- title: The TeXbook
- key: mask
  doi: "{MASK_DOI}"
- doi: 10.5555/unknown
"""


def completed(folder: Path, path: str, into: str = "") -> Additions:
    additions = complete(folder, path, into, Crossref(), lambda _: None)
    write_files(folder, additions.files)
    return additions


def test_bare_identifiers_are_completed_in_place(tmp_path: Path) -> None:
    path = tmp_path / "papers.yaml"
    path.write_text(BARE, encoding="utf-8")
    additions = completed(tmp_path, "papers.yaml")
    assert [result.key for result in additions.added] == ["he2016deep", "mask"]
    assert "papers.yaml:7" in additions.errors[0]
    after = path.read_text(encoding="utf-8")
    remaining = iter(after.splitlines())
    assert all(line in remaining for line in BARE.splitlines())  # as a subsequence
    resnet, _, mask, _ = [
        record for record in load_file(str(path)).records if isinstance(record, Publication)
    ]
    assert resnet.title == ("Deep Residual Learning for Image Recognition",)
    assert [award.title for award in resnet.awards] == [("CVPR Best Paper Award",)]
    assert (mask.key, mask.title) == ("mask", ("Mask R-CNN",))
    again = completed(tmp_path, "papers.yaml")
    assert (again.files, again.added) == ({}, [])


def test_bare_identifiers_are_completed_in_an_overlay(tmp_path: Path) -> None:
    path = tmp_path / "papers.yaml"
    path.write_text(BARE, encoding="utf-8")
    completed(tmp_path, "papers.yaml", "papers.auto.yaml")
    assert path.read_text(encoding="utf-8") == BARE
    assert [record.key for record in publications(tmp_path / "papers.auto.yaml")] == ["he2016deep", "mask"]
    assert completed(tmp_path, "papers.yaml", "papers.auto.yaml").files == {}


def test_entries_of_bibtex_are_completed_in_place(tmp_path: Path) -> None:
    text = f"@inproceedings{{resnet,\n  doi = {{{DOI}}},\n  note = {{Mine}}\n}}\n"
    text += f"@misc{{x, doi = {{{MASK_DOI}}}}}\n"
    (tmp_path / "papers.bib").write_text(text, encoding="utf-8")
    additions = completed(tmp_path, "papers.bib")
    assert [result.key for result in additions.added] == ["resnet"]
    assert "'x' is written on one line" in additions.errors[0]
    resnet = load_file(str(tmp_path / "papers.bib")).records[0]
    assert isinstance(resnet, Publication)
    assert resnet.title == ("Deep Residual Learning for Image Recognition",)
    assert resnet.note == (("Mine",),)


def test_content_in_which_another_record_differs_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "papers.yaml"
    path.write_text(BARE, encoding="utf-8")
    target = Target(tmp_path, "papers.yaml", [])
    bare = target.publications[0]
    complete_text = BARE.replace("  award", "  title: Deep Residual Learning\n  award")
    with pytest.raises(FetchError, match="has a form to which no field can be added"):
        target.replace(complete_text.replace("The TeXbook", "Another").encode(), bare)
    target.replace(complete_text.encode(), bare)
    assert target.publications[0].title == ("Deep Residual Learning",)


_LINES = st.lists(
    st.sampled_from([
        "publications:", "- title: One", "  - title: Two", "    year: 1990", "  year: 1991", "", "# note",
        "three:", "  title: Three", "awards:", "- title: Prize", "  - {title: Four}", "\ttab: 1", "title: x",
        "- doi: 10.1109/CVPR.2016.90", "  pages: '1'",
    ]), max_size=9,
)  # fmt: skip


@given(lines=_LINES, has_end=st.booleans())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_byte_of_any_file_changes(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], has_end: bool
) -> None:
    """Whatever the file looks like: it gets a piece inserted and keeps its records, or stays as it is."""
    folder = tmp_path_factory.mktemp("any")
    path = folder / "papers.yaml"
    before = ("\n".join(lines) + ("\n" if has_end else "")).encode()
    path.write_bytes(before)
    records = load_file(str(path)).records
    try:
        additions = added(folder, MASK_DOI, to="papers.yaml")
    except FetchError:
        assert path.read_bytes() == before
        return
    if not additions.files:
        assert path.read_bytes() == before
        return
    assert _without_insertion(before, path.read_bytes())
    assert [record for record in load_file(str(path)).records if record.key != "he2017mask"] == list(records)
