"""Advice on single records."""

from __future__ import annotations

import pytest

from sphinx_pubs.check.advice import Advice, hints_on, unprotected_words
from sphinx_pubs.model.spelling import is_typo
from sphinx_pubs.readers.load import reader_for


def hints(source: str, name: str = "papers.bib") -> list[tuple[str, str]]:
    """Return codes and messages of the advice on a file."""
    data = source.encode()
    read = reader_for(name, data)
    assert read is not None
    return [(hint.advice.value, hint.message) for hint in hints_on(read(data, name).records)]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("A Title in Title Case", []),
        ("Mask R-CNN", ["CNN"]),
        ("Mask {R-CNN}", []),
        ("{Mask R-CNN}", []),
        ("Group {N}ormalization in {GAN}s", []),
        ("FAST.Farm and OpenFAST, FAST.Farm again", ["FAST.Farm", "OpenFAST"]),
        ("3D and mmWave", ["3D", "mmWave"]),
        (r"\LaTeX and \emph{NLP} in $L_2 AB$ \(CD\)", []),
        (r"Schr{\"o}dinger and G\"Odel", []),
        ("Unclosed {GAN", []),
        ("closed too often} GAN", ["GAN"]),
        ("", []),
    ],
)
def test_unprotected_capitals(title: str, words: list[str]) -> None:
    assert unprotected_words(title) == words


def test_each_unprotected_title_is_reported_if_others_have_braces() -> None:
    source = "@misc{a, title={On {DNA}}}\n@misc{b, title={On RNA}}\n@misc{c, title={On GPU}}"
    assert hints(source) == [
        ("acronym", "capitals without braces: RNA"),
        ("acronym", "capitals without braces: GPU"),
    ]


def test_a_file_without_braces_is_reported_once() -> None:
    source = "@misc{a, title={On DNA}}\n@misc{b, title={On RNA}}\n@misc{c, title={On {s}uch}}"
    ((code, message),) = hints(source)
    assert code == "acronym"
    assert "2 need them" in message
    assert "DNA" in message


def test_only_bibtex_needs_braces() -> None:
    assert hints("publications: {a: {title: On DNA}}", "a.yaml") == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("KNOWLEDGE AS THE BASIS OF BUSINESS OPERATIONS", True),
        ("ЗНАННЯ ЯК ОСНОВА БІЗНЕСУ КОМПАНІЇ", True),
        ("YOLO", False),
        ("CNN, RNN and GAN in the ILSVRC", False),
        ("ResNeXt", False),
        ("深度残差学习用于图像识别的研究与应用以及其他问题", False),
    ],
)
def test_titles_in_capitals(title: str, expected: bool) -> None:
    found = hints(f"publications: {{a: {{title: '{title}'}}}}", "a.yaml")
    assert [code for code, _ in found] == (["capitals"] if expected else [])


def test_a_title_in_capitals_has_no_acronyms() -> None:
    assert [code for code, _ in hints("@misc{a, title={KNOWLEDGE AS THE BASIS OF BUSINESS}}")] == ["capitals"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("jounral", "journal", True),
        ("auther", "author", True),
        ("tittle", "title", True),
        ("volum", "volume", True),
        ("yaer", "year", True),
        ("titel", "title", True),
        ("year", "year", False),
        ("yea", "year", False),
        ("bear", "year", False),
        ("note", "date", False),
        ("jurnall", "journal", False),
        ("abcde", "edcba", False),
        ("", "a", False),
    ],
)
def test_typos(one: str, other: str, expected: bool) -> None:
    assert is_typo(one, other) is expected
    assert is_typo(other, one) is expected


def test_links_without_url() -> None:
    source = (
        "publications: {a: {title: A title, links: [{talk: null}, {slides: [{oral: null}]}, {code: b.py}]}}"
    )
    assert hints(source, "a.yaml") == [
        ("no_url", "the link 'talk' has no URL"),
        ("no_url", "the link 'slides: oral' has no URL"),
    ]


def test_a_label_may_get_its_url_from_an_identifier() -> None:
    source = "publications: {a: {title: A title, arxiv: '1703.06870', links: [{arXiv: null}]}}"
    assert hints(source, "a.yaml") == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [("coming soon", True), ("#", False), (" ", False), ("he.pdf", False), ("code", False)],
)
def test_link_fields_without_url(value: str, expected: bool) -> None:
    found = hints(f"@misc{{a, title={{A title}}, code={{{value}}}}}")
    assert [code for code, _ in found] == ([Advice.NO_URL.value] if expected else [])


def names(source: str, name: str = "papers.bib") -> list[str]:
    """Return the advice on names."""
    return [message for code, message in hints(source, name) if code == "names"]


@pytest.mark.parametrize(
    ("authors", "advice"),
    [
        ("Jane Doe, Rick Roe and Edgar Poe",
         ["'Jane Doe, Rick Roe' is read as one name; if it is two, put 'and' between them"]),
        ("Jane Doe, Rick Roe",
         ["'Jane Doe, Rick Roe' is read as one name; if it is two, put 'and' between them"]),
        ("王小明, 李晓红", ["'王小明, 李晓红' is read as one name; if it is two, put 'and' between them"]),
        ("长谷川, 太郎", []),
        ("J. Doe, T.", ["the family name in 'J. Doe, T.' has an initial; is a comma wrong?"]),
        ("Doe J", ["the family name of 'Doe J' is a letter; did you mean 'Doe, J'?"]),
        ("Doe, Jane and Edgar Poe", []),
        ("Doe, Jane and Garcia Lopez, Maria Jose", []),
        ("De La Cruz, Maria Jose", []),
        ("{Doe Roe, Jane Ann}", []),
        ("Weinan E and Qianxiao Li", []),
        ("Doe J and Roe RS", []),
        ("J. Doe, Jr. and v. Roe, A.", []),
        ("C. Roe, T. Doe", []),
    ],
)  # fmt: skip
def test_names_that_may_be_divided_wrongly(authors: str, advice: list[str]) -> None:
    assert names(f"@misc{{a, title={{T}}, author={{{authors}}}}}") == advice


@pytest.mark.parametrize(
    ("authors", "suggestion"),
    [
        ("[Doe, Jane]", "Doe, Jane"),
        ("[Doe, J., Roe, R.]", "Doe, J."),
        ("[Šimić, Ánna]", "Šimić, Ánna"),
        ("[CERN, NASA]", ""),
        ("[kaiming-he, jian-sun]", ""),
        ("[何恺明, 孙剑]", ""),
        ("[Doe, Jane Roe]", ""),
        ("[Plato]", ""),
        ("['Doe, Jane']", ""),
        ("'Doe, Jane'", ""),
    ],
)
def test_a_name_without_quotes_in_a_list(authors: str, suggestion: str) -> None:
    advice = names(f"publications: {{a: {{title: T, authors: {authors}}}}}", "a.yaml")
    count = authors.count(",") + 1
    message = f'authors has {count} names of one word each; did you mean "{suggestion}", in quotes?'
    assert advice == ([message] if suggestion else [])


def test_unknown_macros_are_named() -> None:
    source = (
        r"@misc{a, title={A \foo and \alpha and \bar{x}}, note={\emph{x} $\baz$},"
        r" file={C:\temp\x.pdf}, url={https://a.org/\a}}"
    )
    assert hints(source) == [("unknown_macro", r"title has the unknown macro \foo; the page shows its name")]
