"""The texts of the files that ``sphinx-pubs init`` writes."""

from __future__ import annotations

import ast
import tomllib
from datetime import date

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_pubs.init.command import _name
from sphinx_pubs.init.project import project_name
from sphinx_pubs.init.site import KINDS, Plan, site_files, sources
from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Award, Person, Publication
from sphinx_pubs.readers import cff, native

TODAY = date(2026, 5, 4)


def plan(kind: str, **values: str) -> Plan:
    return Plan(kind=kind, theme="alabaster", today=TODAY, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("orcid", ["", "0000-0002-9341-7985"])
@pytest.mark.parametrize("kind", KINDS)
def test_data_files_are_read_without_problems(kind: str, orcid: str) -> None:
    files = site_files(plan(kind, orcid=orcid))
    records = {}
    for path, text in files.items():
        if path.startswith("data/") or path == "CITATION.cff":
            result = (cff if path.endswith(".cff") else native).read(text.encode(), path)
            assert not result.problems, path
            records[path] = result.records
    assert records["data/papers.auto.yaml"] == ()
    (paper,) = records["data/papers.yaml"]
    assert isinstance(paper, Publication)
    assert paper.key == "he2016resnet"
    (award,) = records["data/awards.yaml"]
    assert isinstance(award, Award)
    assert award.publications == (paper.key,)
    people = [record for record in records["data/people.yaml"] if isinstance(record, Person)]
    assert [person.orcid for person in people] == [orcid, *[""] * (len(people) - 1)]
    assert set(sources(kind)) <= files.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_samples_are_marked(kind: str) -> None:
    files = site_files(plan(kind))
    for path in ("data/papers.yaml", "data/people.yaml", "data/awards.yaml"):
        assert "# SAMPLE: " in files[path]
    assert "note: A sample. " in files["data/papers.yaml"], "readers of the page see it, too"


def test_generated_file_is_before_the_one_written_by_hand() -> None:
    assert all(sources(kind)[:2] == ["data/papers.auto.yaml", "data/papers.yaml"] for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_configuration_is_short(kind: str) -> None:
    lines = site_files(plan(kind))["conf.py"].splitlines()
    assert len([line for line in lines if line and not line.startswith("#")]) <= 16


@given(text=st.text(min_size=1, max_size=30), kind=st.sampled_from(KINDS))
@example("Kaiming He", "homepage")
@example("何恺明", "homepage")
@example("No", "homepage")
@example('The "Best" \\ Lab: $name #1', "lab")
@example("*emphasis* `role` _target_ |x| [1]_", "software")
@example("- item", "lab")
@example(".. note", "software")
@example("::", "software")
@example("1. FC", "lab")
@example("A: b #c", "software")
def test_any_name_is_written_so_that_it_is_read_again(text: str, kind: str) -> None:
    name = _name(text)
    files = site_files(plan(kind, name=name))
    name = name or {"homepage": "Jane Doe", "lab": "Example Lab", "software": "Example Software"}[kind]
    assert project_name(files["conf.py"]) == name
    settings = ast.parse(files["conf.py"])
    tomllib.loads(files["pubs.toml"])
    result = native.read(files["data/people.yaml"].encode(), "people.yaml")
    # A name such as "," is no name.
    assert {problem.code for problem in result.problems} <= {Code.BAD_NAME}
    person = result.records[0]
    assert isinstance(person, Person)
    if kind == "homepage":
        assert ast.literal_eval(settings.body[-1].value) == person.key  # type: ignore[attr-defined]
    for path in sources(kind):
        assert not native.read(files[path].encode(), path).problems
    if kind == "software":
        assert not cff.read(files["CITATION.cff"].encode(), "CITATION.cff").problems
    page = publish_doctree(
        files["index.rst"].partition("\n\n")[0] + "\n",
        settings_overrides={"report_level": 2, "halt_level": 2, "doctitle_xform": True},
    )
    title = page.next_node(nodes.title)
    assert title is not None
    assert title.astext() == name


@pytest.mark.parametrize(
    ("conf", "name"),
    [
        ('project = "My package"', "My package"),
        ("import x\nproject='A'\nversion = '1'", "A"),
        ("project = get()", ""),
        ("project = (", ""),
        ("\0", ""),
        ("(" * 10_000, ""),
        ("", ""),
    ],
)
def test_name_of_a_project(conf: str, name: str) -> None:
    assert project_name(conf) == name
