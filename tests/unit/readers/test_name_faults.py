"""Names of real files in every format: organizations, collaborations, annotations, blocks of names."""

from __future__ import annotations

import pytest

from sphinx_pubs.export import to_bibtex, to_csl, to_ris
from sphinx_pubs.model.library import build_library
from sphinx_pubs.model.records import Publication
from sphinx_pubs.readers.load import reader_for


def publications(source: str, name: str) -> list[Publication]:
    data = source.encode()
    read = reader_for(name, data)
    assert read is not None
    return [record for record in read(data, name).records if isinstance(record, Publication)]


def people(source: str, name: str) -> list[tuple[str, str]]:
    """Return role and name of each contributor of the only work."""
    (work,) = publications(source, name)
    return [(who.role, who.name.full()) for who in work.contributors]


_TWO = [("author", "J Doe"), ("author", "RS Roe")]


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("a.bib", "@misc{a, title={T}, author={Doe J, Roe RS}}", _TWO),
        ("a.yaml", "publications: [{title: T, authors: 'Doe J, Roe RS'}]", _TWO),
        ("a.yaml", "publications: [{title: T, authors: [Doe J, Roe RS]}]", _TWO),
        ("a.json", '{"publications": [{"title": "T", "author": ["Doe J", "Roe RS"]}]}', _TWO),
        ("a.toml", '[[publications]]\ntitle = "T"\nauthor = "Doe J, Roe RS"', _TWO),
        ("a.csl.json", '[{"id": "a", "title": "T", "author": ["Doe J", "Roe RS"]}]', _TWO),
        ("a.ris", "TY  - JOUR\nTI  - T\nAU  - Doe J\nAU  - Roe RS\nER  - ", _TWO),
        ("a.md", "---\ntitle: T\nauthors: [Doe J, Roe RS]\n---", _TWO),
        ("a.cff", "title: T\nauthors: [{name: GTEx Consortium}]", [("author", "GTEx Consortium")]),
        ("a.csl.json", '[{"id": "a", "title": "T", "author": [{"name": "GTEx Consortium"}]}]',
         [("author", "GTEx Consortium")]),
        ("a.csl.json", '[{"id": "a", "title": "T", "author": [{"family": "GTEx Consortium"}]}]',
         [("author", "GTEx Consortium")]),
        ("a.yaml", "publications: [{title: T, authors: [{name: GTEx Consortium}]}]",
         [("author", "GTEx Consortium")]),
        ("a.yaml", "publications: [{title: T, authors: '王小明、李四，Jane Doe, Jim Roe'}]",
         [("author", "王小明"), ("author", "李四"), ("author", "Jane Doe"), ("author", "Jim Roe")]),
        ("a.yaml", "publications: [{title: T, authors: 'Doe, J.，Roe, R.'}]",
         [("author", "J. Doe"), ("author", "R. Roe")]),
        ("a.yaml", "publications: [{title: T, authors: 孙 剑}]", [("author", "孙剑")]),
        ("a.ris", "TY  - JOUR\nTI  - T\nAU  - 何, 恺明\nER  - ", [("author", "何恺明")]),
        ("a.csl.json", '[{"id": "a", "title": "T", "author": [{"family": "何", "given": "恺明"}]}]',
         [("author", "何恺明")]),
        ("a.ris", "TY  - JOUR\nTI  - T\nAU  - 新井悠介・山田太郎\nER  - ",
         [("author", "新井悠介"), ("author", "山田太郎")]),
    ],
)  # fmt: skip
def test_names_in_every_format(name: str, source: str, expected: list[tuple[str, str]]) -> None:
    assert people(source, name) == expected


def test_a_name_of_crossref_is_an_organization() -> None:
    source = '[{"id": "a", "title": "T", "author": [{"name": "GTEx Consortium", "ORCID": ""}]}]'
    (work,) = publications(source, "a.csl.json")
    assert work.authors[0].name.literal == "GTEx Consortium"


# --- collaborations ---


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("ATLAS", ["ATLAS Collaboration"]),
        ("ATLAS, CMS", ["ATLAS Collaboration", "CMS Collaboration"]),
        ("H1 and ZEUS Collaborations", ["H1 Collaboration", "ZEUS Collaboration"]),
        ("{CDF} \\& {D0}", ["CDF Collaboration", "D0 Collaboration"]),
        ("The \\textsc{Majorana} Collaboration", ["The Majorana Collaboration"]),
        ("on behalf of the ATLAS Collaboration", ["ATLAS Collaboration"]),
        ("(LHCb)", ["LHCb Collaboration"]),
        ("GTEx Consortium", ["GTEx Consortium"]),
        ("Genetics and Biology Group", ["Genetics and Biology Group"]),
        ("LHC Reinterpretation Forum", ["LHC Reinterpretation Forum"]),
        ("Kollaboration Auger", ["Kollaboration Auger"]),
    ],
)
def test_collaborations(field: str, expected: list[str]) -> None:
    source = f"@article{{a, title={{T}}, author={{Aad, Georges and others}}, collaboration={{{field}}}}}"
    (work,) = publications(source, "a.bib")
    assert [who.name.literal for who in work.collaborations] == expected


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.bib", "@article{a, title={T}, author={Aad, Georges and others}, collaboration={ATLAS}}"),
        ("a.yaml", "publications: {a: {title: T, author: 'Aad, Georges et al.', collaboration: ATLAS}}"),
        ("a.yaml", "publications: {a: {title: T, author: 'Aad, Georges et al.', collaboration: [ATLAS]}}"),
        ("a.toml", "[publications.a]\ntitle='T'\nauthor='Aad, Georges and others'\ncollaboration='ATLAS'"),
        ("a.csl.json",
         """[{"id": "a", "title": "T", "collaboration": "ATLAS",
             "author": [{"family": "Aad", "given": "Georges"}, {"literal": "others"}]}]"""),
    ],
)  # fmt: skip
def test_a_collaboration_is_in_every_export(name: str, source: str) -> None:
    (work,) = publications(source, name)
    assert "  collaboration = {ATLAS},\n" in to_bibtex(work)
    assert to_csl(work)["author"] == [
        {"family": "Aad", "given": "Georges"},
        {"literal": "et al."},
        {"literal": "ATLAS Collaboration"},
    ]
    assert "AU  - ATLAS Collaboration,\n" in to_ris(work)


def test_an_author_that_is_the_collaboration_is_exported_once() -> None:
    source = "@article{a, title={T}, author={{The ATLAS Collaboration}}, collaboration={ATLAS}}"
    (work,) = publications(source, "a.bib")
    assert work.collaborations == ()
    assert to_csl(work)["author"] == [{"literal": "The ATLAS Collaboration"}]
    assert "  collaboration = {ATLAS},\n" in to_bibtex(work)


def test_the_word_collaboration_is_exported_if_it_was_written() -> None:
    source = "@article{a, title={T}, author={Aad, G.}, collaboration={ATLAS Collaboration}}"
    (work,) = publications(source, "a.bib")
    assert "  collaboration = {ATLAS Collaboration},\n" in to_bibtex(work)


# --- annotations in another source ---


@pytest.mark.parametrize(
    "annotation",
    ["'2=wei-zhang'", "{2: wei-zhang}", "['2=wei-zhang']"],
)
def test_an_overlay_annotates_the_names_of_another_source(annotation: str) -> None:
    (base,) = publications("@misc{a, title={T}, author={Jane Doe and Wei Zhang}, editor={Ann Poe}}", "a.bib")
    overlay = f"publications: {{a: {{author+an:person: {annotation}, author+an: '1=equal'}}}}"
    (over,) = publications(overlay, "b.yaml")
    people = "people: {wei-zhang: {name: Wei Zhang}, w-zhang: {name: Wei Zhang}}"
    read = reader_for("people.yaml", b"")
    assert read is not None
    library = build_library([base, over, *read(people.encode(), "people.yaml").records])
    assert library.problems == ()
    work = library.publications["a"]
    assert [(who.person, who.marks) for who in work.authors] == [("", ("equal",)), ("wei-zhang", ())]
    assert [who.name.family for who in work.editors] == ["Poe"]


def test_an_annotation_of_no_name_is_reported() -> None:
    (base,) = publications("@misc{a, title={T}, author={Jane Doe}}", "a.bib")
    (over,) = publications("publications: {a: {author+an:person: '2=wei-zhang'}}", "b.yaml")
    (problem,) = build_library([base, over]).problems
    assert problem.message == "annotation without a matching name: '2=wei-zhang'"


def test_an_overlay_with_a_collaboration_keeps_the_authors() -> None:
    (base,) = publications("@misc{a, title={T}, author={Aad, Georges}}", "a.bib")
    (over,) = publications("publications: {a: {collaboration: ATLAS}}", "b.yaml")
    work = build_library([base, over]).publications["a"]
    assert [who.name.full() for who in work.contributors] == ["ATLAS Collaboration", "Georges Aad"]


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ("Smith J Jr, Doe AB, Roe C", ["J Smith Jr", "AB Doe", "C Roe"]),
        ("李 Xiaoming and Xiaoming 李", ["Xiaoming 李", "Xiaoming 李"]),
        ("Jane Doe · Jim Roe", ["Jane Doe", "Jim Roe"]),
        ("Jane Doe • Jim Roe | Ann Lee", ["Jane Doe", "Jim Roe", "Ann Lee"]),
        ("阿尔伯特 · 爱因斯坦", ["阿尔伯特·爱因斯坦"]),
        ("Jane Doe，Jim Roe，and Al Bo", ["Jane Doe", "Jim Roe", "Al Bo"]),
        ("أحمد محمد، سارة علي", ["أحمد محمد", "سارة علي"]),
        ("Dr. Jane Doe and Prof. Dr. Max Mustermann", ["Jane Doe", "Max Mustermann"]),
        ("Xiaoming Li (李晓明) and 鈴木 一郎 (著)", ["Xiaoming Li", "鈴木一郎"]),
        ("Jane Doe¹ and Jim Roe^2", ["Jane Doe", "Jim Roe"]),
    ],
)
def test_names_as_web_pages_and_databases_write_them(authors: str, expected: list[str]) -> None:
    assert [name for _, name in people(f"@misc{{a, title={{T}}, author={{{authors}}}}}", "a.bib")] == expected
    assert [name for _, name in people(f"- title: T\n  authors: '{authors}'", "a.yaml")] == expected


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ("'Иванов И. И., Петров П. П.'", ["И. И. Иванов", "П. П. Петров"]),
        ("'Doe, J. and Roe, Jim'", ["J. Doe", "Jim Roe"]),
        ('"Jane Doe\\nJim Roe"', ["Jane Doe", "Jim Roe"]),
        ("['[Rick Poe](https://example.org)']", ["Rick Poe"]),
        ("['Smith J Jr']", ["J Smith Jr"]),
        ("[{first: Jane, last: Roe}, {given-names: Jim, family-names: Poe, name-particle: van}]",
         ["Jane Roe", "Jim van Poe"]),
        ("[{firstName: Jane, lastName: Roe, creatorType: author}, {full_name: Jim Poe}]",
         ["Jane Roe", "Jim Poe"]),
    ],
)  # fmt: skip
def test_names_in_yaml(authors: str, expected: list[str]) -> None:
    source = f"- title: T\n  authors: {authors}"
    assert [name for _, name in people(source, "a.yaml")] == expected
    read = reader_for("a.yaml", source.encode())
    assert read is not None
    assert read(source.encode(), "a.yaml").problems == ()


def test_two_korean_names_with_a_comma_are_no_problem_in_yaml() -> None:
    source = "- title: T\n  authors: '김철수, 이영희'".encode()
    read = reader_for("a.yaml", source)
    assert read is not None
    assert read(source, "a.yaml").problems == ()
    assert people(source.decode(), "a.yaml") == [("author", "김철수"), ("author", "이영희")]


def test_thanks_are_no_part_of_a_name() -> None:
    assert people(r"@misc{a, title={T}, author={Roe, J.\thanks{Funded by X}}}", "a.bib") == [
        ("author", "J. Roe")
    ]
