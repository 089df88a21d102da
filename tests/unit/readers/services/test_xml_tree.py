"""XML: trees of elements, and what is refused."""

from __future__ import annotations

import time

import pytest

from sphinx_pubs.model.problems import Code, Problem
from sphinx_pubs.readers.base import ProblemLog
from sphinx_pubs.readers.services import SERVICES, read_answer, xml_tree
from sphinx_pubs.readers.services.xml_tree import Element, read_xml


def read(data: bytes | str) -> tuple[Element, list[Problem]]:
    problems = ProblemLog("answer.xml")
    return read_xml(data.encode() if isinstance(data, str) else data, "utf-8-sig", problems), problems.found


def read_valid(data: bytes | str) -> Element:
    root, problems = read(data)
    assert problems == []
    return root


def test_elements_attributes_and_lines() -> None:
    root = read_valid(
        '<a:feed xmlns:a="x">\n<a:entry a:n="1"> one\n two </a:entry>\n<entry n="2"><id/></entry></a:feed>'
    )
    assert root.name == "feed"
    assert [(child.name, child.line, child.get("n")) for child in root] == [
        ("entry", 2, "1"),
        ("entry", 4, "2"),
    ]
    assert root.text("entry") == "one two"
    assert root.first("entry", n="2").line == 4
    assert [element.name for element in root.all("entry/id")] == ["id"]
    assert root.texts("entry") == ["one two"]
    assert root.text("nothing/here") == root.first("nothing").get("n") == ""


def test_markup_and_text_of_mixed_content() -> None:
    root = read_valid(
        '<t>A &lt; <i>B</i>\n<m:math xmlns:m="m" display="in&quot;line" id="x"><m:mi>c</m:mi></m:math>'
        "<![CDATA[ <b> &amp; ]]><!-- no -->&#233;</t>"
    )
    assert root.markup() == ('A &lt; <i>B</i> <math id="x"><mi>c</mi></math> &lt;b&gt; &amp;amp; \u00e9')
    assert read_valid("<t>a&#150;b&#x9f;</t>").text() == "ab"
    assert root.text() == "A < B c <b> &amp; \u00e9"


@pytest.mark.parametrize(
    "data",
    [
        "<?xml version='1.0' encoding='ISO-8859-1'?><a>\u00e9</a>".encode("latin-1"),
        '<?xml version="1.0" encoding="utf-8"?><a>\u00e9</a>'.encode(),
        b"\xef\xbb\xbf" + "<a>\u00e9</a>".encode(),
    ],
)
def test_encodings(data: bytes) -> None:
    assert read_valid(data).text() == "\u00e9"


def test_an_unknown_encoding_is_reported() -> None:
    root, problems = read('<?xml version="1.0" encoding="klingon"?><a>\u00e9</a>')
    assert root.text() == "\u00e9"
    assert [problem.code for problem in problems] == [Code.ENCODING]


def test_a_named_document_type_is_not_loaded_but_its_entities_are_known() -> None:
    root = read_valid('<!DOCTYPE a PUBLIC "-//X" "file:///dev/zero"><a>b&nbsp;&eacute;&none;</a>')
    assert root.text() == "b \u00e9&none;"


@pytest.mark.parametrize(
    "data", ["", "x", "<a>", "<a><b>1</b><c>2<d>", "<a></b>", "<a b></a>", "<a>&nbsp;</a>"]
)
def test_syntax_errors_are_reported(data: str) -> None:
    root, problems = read(data)
    assert [problem.code for problem in problems] == [Code.SYNTAX]
    assert [child.name for child in root] in ([], ["b"])


RECORD = "<entry><title>Example</title></entry>"
LAUGHS = "".join("<!ENTITY l{} '{}'>".format(n, f"&l{n - 1};" * 10) for n in range(1, 10))
DEFAULTS = " ".join("x{} CDATA '{}'".format(n, "y" * 100) for n in range(900))
MANY = " ".join(f"x{n}='1'" for n in range(200_000))
#: What somebody could send; ``feed`` is the root element of the service.
ATTACKS = {
    "billion laughs": f"<!DOCTYPE feed [<!ENTITY l0 'lol'>{LAUGHS}]><feed>{RECORD}<a>&l9;</a></feed>",
    "external entity": f"<!DOCTYPE feed [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><feed>{RECORD}&x;</feed>",
    "parameter entity": "<!DOCTYPE feed SYSTEM 'https://example.org/x.dtd'"
    f" [<!ENTITY % x SYSTEM 'file:///x'> %x;]><feed>{RECORD}</feed>",
    "undeclared parameter entity": f"<!DOCTYPE feed [%x;]><feed>{RECORD}</feed>",
    "attributes with defaults": f"<!DOCTYPE feed [<!ATTLIST b {DEFAULTS}>]><feed>{RECORD}"
    + "<b/>" * 50_000
    + "</feed>",
    "nested elements": f"<feed>{RECORD}" + "<a>" * 10_000,
    "nested and closed elements": f"<feed>{RECORD}" + "<a>" * 10_000 + "</a>" * 10_000 + "</feed>",
    "huge attribute": f"<feed>{RECORD}<b c='" + "x" * 5_000_000 + "'/></feed>",
    "many attributes": f"<feed>{RECORD}<b {MANY}/></feed>",
}
ROOTS = {"arxiv": "feed", "pubmed": "PubmedArticleSet", "datacite_xml": "resource"}


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "service", [name for name in ("arxiv", "pubmed", "datacite_xml") if name in SERVICES]
)
def test_attacks_give_a_problem_and_no_records(service: str, attack: str) -> None:
    data = ATTACKS[attack].replace("feed", ROOTS[service]).encode()
    start = time.process_time()
    result = read_answer(service, data, "answer")
    assert time.process_time() - start < 5
    assert result.records == ()
    assert [problem.code for problem in result.problems] == [Code.SYNTAX]
    assert result.problems[0].message.startswith("XML file skipped: ")


def test_too_many_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_tree, "MOST_ELEMENTS", 3)
    assert [child.name for child in read_valid("<a><b/><b/></a>")] == ["b", "b"]
    root, (problem,) = read("<a><b/><b/><b/></a>")
    assert root.name == ""
    assert problem.message == "XML file skipped: more than 3 elements"
