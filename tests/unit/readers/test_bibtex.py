"""BibTeX files -> publications and problems."""

from __future__ import annotations

import logging
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_pubs.model.names import Name
from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Publication
from sphinx_pubs.model.text import Math, plain
from sphinx_pubs.readers.bibtex.reader import read
from sphinx_pubs.readers.fields.date_strings import parse_date


def parsed(source: str) -> tuple[dict[str, Publication], list[tuple[Code, int, str]]]:
    result = read(dedent(source).encode(), "papers.bib")
    publications = [record for record in result.records if isinstance(record, Publication)]
    problems = [(problem.code, problem.origin.line, problem.key) for problem in result.problems]
    return {publication.key: publication for publication in publications}, problems


def fields(source: str, key: str = "k") -> dict[str, str]:
    return dict(parsed(source)[0][key].fields)


def test_an_entry() -> None:
    publications, problems = parsed(
        r"""
        @InProceedings{he2017mask,
          Title     = {Mask {R-CNN} and $L_2$},
          author    = {He, Kaiming and Gkioxari, Georgia and others},
          booktitle = "International Conference on Computer Vision",
          year      = 2017,
          pages     = {2980--2988},
          doi       = {10.1109/ICCV.2017.322},
          code      = {https://github.com/facebookresearch/Detectron},
          pdf       = {papers/he\_2017.pdf}
        }
        """
    )
    assert problems == []
    mask = publications["he2017mask"]
    assert (mask.kind, mask.type, mask.origin.path, mask.origin.line) == (
        "inproceedings", "inproceedings", "papers.bib", 2,
    )  # fmt: skip
    assert mask.title == ("Mask R-CNN and ", Math("L_2"))
    assert mask.authors[0].name == Name("Kaiming", "", "He")
    assert mask.venue is not None
    assert (plain(mask.venue.name), mask.venue.pages) == (
        "International Conference on Computer Vision",
        "2980–2988",
    )
    assert [(link.label, link.url) for link in mask.links] == [
        ("Code", "https://github.com/facebookresearch/Detectron"), ("PDF", "papers/he_2017.pdf"),
    ]  # fmt: skip
    assert mask.fields["title"] == "Mask {R-CNN} and $L_2$"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("{a {b} c}", "a {b} c"),
        ('"a {"}b{"} c"', 'a {"}b{"} c'),
        ("2017", "2017"),
        ("jan", "January"),
        ("SEPT", "September"),
        ("december", "December"),
        ('jan # "~1"', "January~1"),
        ("prl", "Phys. Rev. Lett."),
        ("PRL # { B} #{ }# 7", "Phys. Rev. Lett. B 7"),
        ("true", "true"),
        ("{}", ""),
        (r"{escaped \} brace}", r"escaped \} brace"),
        ("2019-11", "2019-11"),
        ("{50% off, 3 = 4 @ home}", "50% off, 3 = 4 @ home"),
    ],
)
def test_values(value: str, expected: str) -> None:
    source = (
        f'@string{{rev = "Phys. Rev."}} @String(prl = rev # " Lett.")\n@misc{{k, title = {{T}}, x = {value}}}'
    )
    assert fields(source)["x"] == expected
    assert parsed(source)[1] == []


@pytest.mark.parametrize(
    "entry",
    [
        "@misc{k, LINK_Hugging_Face = {https://a.b}}",
        "@misc{k, Link_Hugging_Face = {https://{a}.b}, title = undefined}",  # read by the scanner
        "@misc{k, title = {A} Link_Hugging_Face = {https://a.b}}",  # a missing comma
    ],
)
def test_names_of_link_fields_keep_the_case_of_the_label(entry: str) -> None:
    publications, _ = parsed(entry)
    assert [link.label for link in publications["k"].links] == ["Hugging Face"]


def test_an_undefined_macro_is_read_as_its_name() -> None:
    source = """
        @misc{k, title = {T},
          journal = prl # { B}}
        @string{prl = {defined too late}}
        """
    assert fields(source)["journal"] == "prl B"
    assert parsed(source)[1] == [(Code.UNDEFINED_MACRO, 3, "k")]


def test_a_value_without_braces_is_read() -> None:
    source = "@misc{k, title = {T},\n note = in press\n}"
    assert fields(source)["note"] == "in press"
    assert parsed(source)[1] == [(Code.SYNTAX, 2, "k")]


def test_the_first_of_two_fields_is_used() -> None:
    source = "@misc{k,\n title = {First},\n Title = {Second}}"
    assert fields(source)["title"] == "First"
    assert parsed(source)[1] == [(Code.DUPLICATE_FIELD, 3, "k")]


def test_the_later_of_two_entries_is_used() -> None:
    source = "@misc{k, title = {Title}}\n@misc{K, title = {Other}}\n\n@book{k, title = {TITLE}}"
    publications, problems = parsed(source)
    assert {key: plain(found.title) for key, found in publications.items()} == {"K": "Other", "k": "TITLE"}
    assert problems == [(Code.DUPLICATE_KEY, 4, "k")]
    (problem,) = read(source.encode(), "").problems
    assert "also at line 1" in problem.message


def test_a_missing_comma_loses_no_field() -> None:
    source = '@misc{k,\n title = {T}\n author = "Doe, Jane"\n year = 2001, note = {N}}'
    assert fields(source) == {"title": "T", "author": "Doe, Jane", "year": "2001", "note": "N"}
    assert [code for code, _, _ in parsed(source)[1]] == [Code.SYNTAX, Code.SYNTAX]


@pytest.mark.parametrize(
    "broken",
    ["@misc{bad, title = {Open", '@misc{bad, title = "Open', "@misc{bad, title}", "@misc{bad, ti{tle"],
)
def test_a_broken_entry_loses_no_other(broken: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        publications, problems = parsed(
            f"@misc{{one, title = {{One}}}}\n{broken}\n@misc{{two, title = {{Two}}}}\n"
        )
    assert list(publications) == ["one", "two"]
    assert problems[0][:2] == (Code.SYNTAX, 2)
    assert publications["two"].origin.line == 3
    assert caplog.records == []


def test_an_entry_without_a_key_gets_one() -> None:
    publications, problems = parsed("@misc{, title = {A Title}, author = {Doe, Jane}, year = {2001}}")
    assert list(publications) == ["doe2001title"]
    assert problems == [(Code.SYNTAX, 1, "")]


def test_comments_are_skipped() -> None:
    source = r"""
        % @misc{off1, title = {Off}}
        @comment{
        @misc{off2, title = {Off}}
        @misc{off3, title = {Off}}
        }
        @Comment{jabref-meta: databaseType:bibtex;}
        @preamble{"\newcommand{\x}{y}"}
        %@misc{off4,
        %  title = {Off},
        %}
        me@example.org
        @misc{k, % key, of the paper
          title = {100% on
        % still the title},
          % note = {Off, of course},
          year = 2001, % a remark, with a comma = and more
          note = "50% {"} % on"
        }
        """
    publications, problems = parsed(source)
    assert list(publications) == ["k"]
    assert dict(publications["k"].fields) == {
        "title": "100% on\n% still the title", "year": "2001", "note": '50% {"} % on',
    }  # fmt: skip
    assert problems == []
    assert publications["k"].origin.line == 13


def test_parentheses_enclose_an_entry_too() -> None:
    assert fields('@misc(k, title = "A (title)", % off )\n year = 2001)') == {
        "title": "A (title)",
        "year": "2001",
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_with_every_line_ending(end: str) -> None:
    source = end.join(["", "@misc{a, title = {A}}", "", "@misc{b,", " title = {B},", " x = y}"])
    result = read(source.encode(), "f.bib")
    assert [record.origin.line for record in result.records] == [2, 4]
    assert [problem.origin.line for problem in result.problems] == [6]


def test_crossref() -> None:
    publications, problems = parsed(
        """
        @inproceedings{child, title = {Child}, author = {Doe, Jane}, crossref = {PARENT}, year = 2002}
        @article{other, title = {Other}, crossref = {parent}}
        @proceedings{parent, title = {The Proceedings}, subtitle = {Volume One}, editor = {Roe, Richard},
          date = {2001-05}, publisher = {Press}, doi = {10.1000/parent}, pdf = {parent.pdf}}
        """
    )
    assert problems == []
    child, other = publications["child"].fields, publications["other"].fields
    assert child["booktitle"] == "The Proceedings"
    assert (child["title"], child["year"], child["editor"], child["publisher"]) == (
        "Child",
        "2002",
        "Roe, Richard",
        "Press",
    )
    assert not {"doi", "pdf", "subtitle", "date"} & set(child)
    assert (other["title"], other["date"]) == ("Other", "2001-05")


def test_a_parents_booktitle_wins_over_its_title() -> None:
    source = "@inproceedings{k, title={T}, crossref={p}}@proceedings{p, title={P}, booktitle={Book}}"
    assert fields(source)["booktitle"] == "Book"


@pytest.mark.parametrize(
    ("child", "parent", "date"),
    [
        ("month = jan", "year = 1974, month = feb, day = 3", "1974-01"),
        ("month = jan, day = 2", "year = 1974, month = feb, day = 3", "1974-01-02"),
        ("year = 1975", "year = 1974, month = feb", "1975"),
        ("date = {1975}", "year = 1974, month = feb", "1975"),
        ("note = {N}", "year = 1974, month = feb", "1974-02"),
        ("note = {N}", "date = {1974-02}", "1974-02"),
    ],
)
def test_a_month_gets_its_year_by_crossref_and_a_date_is_inherited_whole(
    child: str, parent: str, date: str
) -> None:
    source = (
        f"@inproceedings{{k, title={{T}}, crossref={{p}}, {child}}}@proceedings{{p, title={{P}}, {parent}}}"
    )
    records, problems = parsed(source)
    assert records["k"].date == parse_date(date)
    assert problems == []


def test_crossref_through_a_chain_and_by_an_alias() -> None:
    source = """
        @inbook{k, title = {T}, crossref = {alias}}
        @book{b, title = {B}, ids = {other, alias}, crossref = {c}}
        @book{c, publisher = {Press}}
        """
    assert fields(source)["publisher"] == "Press"


def test_xdata_gives_all_its_fields_and_is_no_record() -> None:
    source = (
        "@xdata{x, publisher={P}, doi={10.1000/x}} @xdata{y, title={Y}} @book{k, title={T}, xdata={x, y}}"
    )
    publications, problems = parsed(source)
    assert list(publications) == ["k"]
    assert {"publisher": "P", "title": "T"}.items() <= publications["k"].fields.items()
    assert problems == []


def test_circular_and_missing_crossrefs_are_reported() -> None:
    _, problems = parsed("@misc{a, title={A}, crossref={b}}\n@misc{b, title={B}, crossref={a}}\n@misc{c, title={C}, crossref={c}}\n@misc{d, title={D}, crossref={none}}")  # fmt: skip # noqa: E501
    assert problems == [(Code.CROSSREF, 2, "b"), (Code.CROSSREF, 3, "c"), (Code.CROSSREF, 4, "d")]


def test_a_long_chain_does_not_raise() -> None:
    source = "\n".join(f"@misc{{k{i}, title = {{T}}, crossref = {{k{i + 1}}}}}" for i in range(2000))
    assert len(parsed(source)[0]) == 2000


def test_annotations_reach_the_authors() -> None:
    publications, _ = parsed("@misc{k, title={T}, author={Doe, Jane and Roe, Richard*}, author+an={1=equal}}")
    assert [who.marks for who in publications["k"].authors] == [("equal",), ("*",)]


def test_another_encoding_is_reported_and_read() -> None:
    result = read("@misc{k, title = {Köln}}".encode("latin-1"), "f.bib")
    (record,) = result.records
    assert isinstance(record, Publication)
    assert plain(record.title) == "Köln"
    assert [problem.code for problem in result.problems] == [Code.ENCODING]
    assert read("@misc{k, title = {Köln}}".encode("latin-1"), "f.bib", "latin-1").problems == ()


_FRAGMENTS = st.sampled_from(
    r"""@misc{k, @article( @string{a= @comment{ @preamble{ @xdata{x, crossref={k} xdata={x} title= {T} author=
    "A and B" # jan , = { } ( ) " % \ \{ @ year=2001 url={\url{x}}""".split()
)


@settings(deadline=None)
@given(st.lists(_FRAGMENTS | st.text(max_size=4)), st.sampled_from(["", " ", "\n"]))
def test_no_text_raises(pieces: list[str], joint: str) -> None:
    result = read(joint.join(pieces).encode("utf-8", "surrogatepass"), "f.bib")
    assert all(problem.origin.path == "f.bib" for problem in result.problems)


@settings(deadline=None)
@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    read(data, "f.bib")


# --- hostile files ---


def test_macros_make_a_bounded_amount_of_text() -> None:
    source = (
        "@string{a = {0123456789abcdef}}\n" + "@string{a = a # a}\n" * 60 + "@misc{k, title = {T}, note = a}"
    )
    result = read(source.encode(), "x.bib")
    (record,) = result.records
    assert plain(record.title) == "T"
    assert sum(map(len, record.fields.values())) < 5_000_000
    (problem,) = (problem for problem in result.problems if problem.code is Code.SIZE)
    assert problem.origin.line == 17
    assert "dropped 'a # a'" in problem.message


def test_children_of_one_parent_get_a_bounded_amount_of_text() -> None:
    children = "".join(
        f"@inproceedings{{a{index}, title = {{T}}, crossref = {{p}}}}\n" for index in range(3000)
    )
    usual = "Proceedings of the 30th International Conference on Learning"
    for booktitle, is_whole in ((usual, True), (usual * 500, False)):
        result = read(f"{children}@proceedings{{p, title = {{{booktitle}}}}}".encode(), "x.bib")
        assert len(result.records) == 3001
        sizes = [len(record.fields.get("booktitle", "")) for record in result.records]
        assert all(sizes[:3000]) is is_whole
        assert sum(sizes) < 5_000_000
        assert {problem.code for problem in result.problems} == (set() if is_whole else {Code.SIZE})


def test_a_value_in_a_macro_of_an_entry_counts() -> None:
    entries = "".join(f"@misc{{a{index}, title = {{T}}, note = big}}\n" for index in range(500))
    result = read(f"@string{{big = {{{'x' * 20_000}}}}}\n{entries}".encode(), "x.bib")
    assert [plain(record.title) for record in result.records] == ["T"] * 500
    assert 50 < sum("note" in record.fields for record in result.records) < 400


def test_a_long_chain_of_crossrefs_is_not_circular() -> None:
    chain = "".join(f"@misc{{a{index}, crossref = {{a{index + 1}}}}}\n" for index in range(2000))
    result = read(f"{chain}@misc{{a2000, title = {{T}}, publisher = {{P}}}}".encode(), "x.bib")
    assert not result.problems
    assert {record.fields["publisher"] for record in result.records} == {"P"}


def test_a_file_of_broken_entries_is_given_up() -> None:
    result = read(b"@a{" * 300_000 + b"\n@misc{k, title = {T}}", "x.bib")
    assert result.problems[-1].message == "10000 broken entries in a row: the rest of the file is skipped"
    sound = read((b"@a{" * 4000 + b"\n@misc{k, title = {T}}\n") * 4, "x.bib")
    assert [record.key for record in sound.records] == ["k"]


def test_the_markup_of_a_very_long_text_is_not_read() -> None:
    for length, expected in ((50, True), (50_000, False)):
        abstract = r"\emph{x} \(y\) " * length
        record = parsed(f"@misc{{k, title = {{T}}, abstract = {{{abstract}}}}}")[0]["k"]
        assert any(isinstance(part, Math) for part in record.abstract) is expected
        assert plain(record.abstract).startswith("x ")
