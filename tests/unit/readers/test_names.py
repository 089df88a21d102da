"""BibTeX's name syntax: fields of names -> contributors."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_pubs.model.names import OTHERS, Contributor, Name
from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.fields.names import parse_name, parse_names
from sphinx_pubs.readers.markup.latex import to_text


def read(source: str) -> tuple[tuple[Contributor, ...], list[Code]]:
    problems: list[Code] = []
    contributors = parse_names(source, "author", lambda code, _message: problems.append(code), to_text)
    return contributors, problems


def names(source: str) -> list[str]:
    return [who.name.inverted() for who in read(source)[0]]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Kaiming He", Name("Kaiming", "", "He")),
        ("He, Kaiming", Name("Kaiming", "", "He")),
        ("Aristotle", Name("", "", "Aristotle")),
        ("Laurens van der Maaten", Name("Laurens", "van der", "Maaten")),
        ("van der Maaten, Laurens", Name("Laurens", "van der", "Maaten")),
        ("Van der Maaten, Laurens", Name("Laurens", "Van der", "Maaten")),
        ("Jean de la Fontaine", Name("Jean", "de la", "Fontaine")),
        ("von Neumann", Name("", "von", "Neumann")),
        ("King, Jr., Martin Luther", Name("Martin Luther", "", "King", "Jr.")),
        ("King, Martin Luther, Jr.", Name("Martin Luther", "", "King", "Jr.")),
        ("King Jr., Martin Luther", Name("Martin Luther", "", "King", "Jr.")),
        ("Martin Luther King Jr.", Name("Martin Luther", "", "King", "Jr.")),
        ("Martin Luther King, Jr.", Name("Martin Luther", "", "King", "Jr.")),
        ("R. J. Kelleher 3rd", Name("R. J.", "", "Kelleher", "3rd")),
        ("Li, Fei-Fei", Name("Fei-Fei", "", "Li")),
        ("{Smith}, D.~E.", Name("D. E.", "", "Smith")),
        ("{van Gogh}, Vincent", Name("Vincent", "", "van Gogh")),
        ("Jean {de la Fontaine}", Name("Jean", "", "de la Fontaine")),
        ("{CERN Collaboration}", Name(literal="CERN Collaboration")),
        ("{Barnes and Noble, Inc.}", Name(literal="Barnes and Noble, Inc.")),
        (r"{\'E}douard Manet", Name("Édouard", "", "Manet")),
        (r"\'Edouard Manet", Name("Édouard", "", "Manet")),
        (r"\'etienne Manet", Name("", "étienne", "Manet")),
        (r"M{\"u}ller, J{\o}rgen", Name("Jørgen", "", "Müller")),
        (r"Mu\~noz, A.~B.", Name("A. B.", "", "Muñoz")),
        (r"{\relax Ch}ristos Papadimitriou", Name("Christos", "", "Papadimitriou")),
        (r"\noopsort{a}Smith, J.", Name("J.", "", "Smith")),
        ("Wei Wang 0001", Name("Wei", "", "Wang")),
        ("Wang 0001, Wei", Name("Wei", "", "Wang")),
        ("given=Hans, family=Harman", Name("Hans", "", "Harman")),
        ("family=Fontaine, given=Jean, prefix=de la, useprefix=false", Name("Jean", "de la", "Fontaine")),
        ("{given={Jean}, prefix={de la}, family={Fontaine}}", Name("Jean", "de la", "Fontaine")),
        ("given=Sammy, family=Davis, suffix=Jr.", Name("Sammy", "", "Davis", "Jr.")),
        (r"\textbf{Zhu, W.}", Name("W.", "", "Zhu")),
        (r"{\bf Zhu, W.}", Name("W.", "", "Zhu")),
        (r"\underline{Zhu}, W.", Name("W.", "", "Zhu")),
        ("<b>W. Zhu</b>", Name("W.", "", "Zhu")),
        ("Gassm&ouml;ller, Rene", Name("Rene", "", "Gassmöller")),
        (", John", Name("", "", "John")),
        ("  Doe,\n   Jane ", Name("Jane", "", "Doe")),
    ],
)
def test_one_name(source: str, expected: Name) -> None:
    (contributor,), problems = read(source)
    assert contributor == Contributor(expected, marks=contributor.marks)
    assert problems == []
    if "&" not in source:
        assert parse_name(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"Kow\ifmmode \acute{n}\else \'{n}\fi{}ski, Adam", Name("Adam", "", "Kowński")),
        (r"Adam Kow\ifmmode \acute{n}\else \'{n}\fi{}ski", Name("Adam", "", "Kowński")),
        (r"M. Po\ifmmode\check{z}\else\v{z}\fi ar", Name("M.", "", "Požar")),
        (r"\ifmmode \check{S}\else \v{S}\fi{}imon van der \ifmmode \mbox{\c{S}}\else \c{S}\fi{}enol",
         Name("Šimon", "van der", "Şenol")),
        (r"Jean d\ifmmode \acute{e}\else \'{e}\fi{} Croix", Name("Jean", "dé", "Croix")),
        (r"\ifmmode\mbox{\ifmmode\check{c}\else\v{c}\fi}\else \v{C}\fi{}apek, K.", Name("K.", "", "Čapek")),
        (r"family=Po\ifmmode \check{z}\else \v{z}\fi{}ar, given=M.", Name("M.", "", "Požar")),
        (r"Jan Kow\l owski", Name("Jan", "", "Kowłowski")),
        (r"\O ystein Bj\o rn", Name("Øystein", "", "Bjørn")),
        (r"Jan \v Simon", Name("Jan", "", "Šimon")),
        (r"{\v S}imon, Jan", Name("Jan", "", "Šimon")),
        (r"Ion \textcommabelow Serban", Name("Ion", "", "Șerban")),
        (r"Juan Mart\'\i nez", Name("Juan", "", "Martínez")),
        (r"\.Ilker T\i l\i c", Name("İlker", "", "Tılıc")),
        (r"{\AA}sa {\AA}ngstr{\"o}m", Name("Åsa", "", "Ångström")),
        (r"Erwin Schr\-\"odinger", Name("Erwin", "", "Schrödinger")),
        (r"Adam Kow$\acute{\mathrm{n}}$ski", Name("Adam", "", "Kowński")),
        (r"A. Po$\check{\rm z}$ar", Name("A.", "", "Požar")),
    ],
)  # fmt: skip
def test_blanks_that_latex_skips_do_not_cut_a_name(source: str, expected: Name) -> None:
    assert read(source) == ((Contributor(expected),), [])


@pytest.mark.parametrize(
    ("source", "marks"),
    [
        ("Zhilin Yang*", ("*",)),
        ("Yang*, Zhilin", ("*",)),
        ("Yang, Zhilin*", ("*",)),
        ("Yang*†, Zhilin", ("*", "†")),
        ("Zhilin Yang**", ("**",)),
        (r"Zhilin Yang\textsuperscript{*}", ("*",)),
        (r"Zhilin Yang\textsuperscript{*,\dag}", ("*", "†")),
        (r"Zhilin Yang\textsuperscript{1,2}", ("1", "2")),
        ("Zhilin Yang$^*$", ("*",)),
        ("Zhilin Yang$^{*}$", ("*",)),
        (r"Zhilin Yang$^{\dagger}$", ("†",)),
        (r"Zhilin Yang\textdagger", ("†",)),
        (r"Zhilin Yang\S", ("§",)),
        ("Zhilin Yang<sup>*</sup>", ("*",)),
        (r"Zhilin Yang\#", ("#",)),
        ("*Zhilin Yang", ("*",)),
        (r"\normalfont{Yang, Zhilin}$^*$", ("*",)),
        ("Zhilin Yang* (* indicates Equal Contribution)", ("*",)),
        ("Zhilin Yang", ()),
    ],
)
def test_marks_are_taken_off_the_name(source: str, marks: tuple[str, ...]) -> None:
    (contributor,), problems = read(source)
    assert contributor == Contributor(Name("Zhilin", "", "Yang"), marks=marks)
    assert problems == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Doe, Jane and Richard Roe", ["Doe, Jane", "Roe, Richard"]),
        ("Doe, Jane AND Roe, Richard\n and\tPoe, P.", ["Doe, Jane", "Roe, Richard", "Poe, P."]),
        ("Doe, Jane, and Roe, Richard", ["Doe, Jane", "Roe, Richard"]),
        ("{Barnes and Noble} and Anderson, A.", ["Barnes and Noble", "Anderson, A."]),
        (r"M{\"a}nd and Andersen", ["Mänd", "Andersen"]),
        ("", []),
    ],
)
def test_several_names(source: str, expected: list[str]) -> None:
    assert names(source) == expected
    assert read(source)[1] == []


@pytest.mark.parametrize(
    ("source", "full"),
    [
        ("何, 恺明", "何恺明"),
        ("山田, 太郎", "山田太郎"),
        ("孙 剑", "孙剑"),
        ("山田　太郎", "山田太郎"),
        ("김 철수", "김철수"),
        ("김 철 수", "김철수"),
        ("やまだ, たろう", "やまだたろう"),
        ("given=恺明, family=何", "何恺明"),
        ("橋本啓太郎", "橋本啓太郎"),
        ("アルベルト・アインシュタイン", "アルベルト・アインシュタイン"),
        ("ガルシア・マルケス, ガブリエル", "ガブリエル・ガルシア・マルケス"),
        ("阿尔伯特·爱因斯坦", "阿尔伯特·爱因斯坦"),
        ("Kaiming 何", "Kaiming 何"),
    ],
)
def test_east_asian_name_has_the_family_name_first(source: str, full: str) -> None:
    assert parse_name(source).full() == full


def test_first_word_of_an_east_asian_name_is_the_family_name() -> None:
    assert parse_name("孙 剑") == Name("剑", "", "孙")
    assert parse_name("김 철 수") == Name("철수", "", "김")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Jane Doe，Jim Roe", ["Doe, Jane", "Roe, Jim"]),
        ("王小明、李四；张三", ["王小明", "李四", "张三"]),
        ("新井悠介・山田太郎", ["新井悠介", "山田太郎"]),
        ("尾形わかは・橋本 啓太郎", ["尾形わかは", "橋本, 啓太郎"]),
        ("김철수·이영희", ["김철수", "이영희"]),
        ("ジョン・スミス、山田太郎 and Jane Doe", ["ジョン・スミス", "山田太郎", "Doe, Jane"]),
        ("{清华大学、北京大学}", ["清华大学、北京大学"]),
        ("王小明、李四 and 等", ["王小明", "李四", "et al."]),
    ],
)
def test_east_asian_punctuation_separates_names(source: str, expected: list[str]) -> None:
    assert names(source) == expected
    assert read(source)[1] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Doe J and Roe RS and van Poe E", ["Doe, J", "Roe, RS", "van Poe, E"]),
        ("Doe J. and Roe R. S. and van der Poe E.", ["Doe, J.", "Roe, R. S.", "van der Poe, E."]),
        ("Kaiming HE and Jian SUN", ["HE, Kaiming", "SUN, Jian"]),
        ("Weinan E and Qianxiao Li", ["E, Weinan", "Li, Qianxiao"]),
        ("von Last, Jr, First", ["von Last, Jr, First"]),
        ("Araújo C., Juan C. and Engström, C.", ["Araújo C., Juan C.", "Engström, C."]),
        ("Garcia Lopez, Maria Jose", ["Garcia Lopez, Maria Jose"]),
        ("J. Doe, Jr.", ["Doe, Jr., J."]),
    ],
)
def test_initials_behind_a_family_name(source: str, expected: list[str]) -> None:
    assert names(source) == expected
    assert read(source)[1] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("ATLAS Collaboration", [("author", "ATLAS Collaboration")]),
        ("Collaboration, Event Horizon Telescope", [("author", "Event Horizon Telescope Collaboration")]),
        ("The GTEx Consortium", [("author", "The GTEx Consortium")]),
        ("Roe, R. and on behalf of the ATLAS Collaboration",
         [("author", "R. Roe"), ("collaboration", "ATLAS Collaboration")]),
        ("Roe, R. (on behalf of ATLAS) and Doe, J.",
         [("author", "R. Roe"), ("collaboration", "ATLAS Collaboration"), ("author", "J. Doe")]),
        ("{for the GENEVA Investigators}", [("collaboration", "GENEVA Investigators")]),
        ("{Center for the Study of the Group}", [("author", "Center for the Study of the Group")]),
    ],
)  # fmt: skip
def test_collaborations_among_authors(source: str, expected: list[tuple[str, str]]) -> None:
    contributors, problems = read(source)
    assert [(who.role, who.name.full()) for who in contributors] == expected
    assert problems == []


def test_message_quotes_the_words_around_the_fault() -> None:
    people = [f"Person{number}, P." for number in range(999)]
    messages: list[str] = []
    for source in (
        " and ".join([*people, "", "Poe, Edgar"]),
        f"{' and '.join(people)}; Poe, Edgar",
        " and ".join(["", *people]),
    ):
        parse_names(source, "author", lambda _code, message: messages.append(message), to_text)
    assert messages == [
        "missing name beside an 'and': 'Person998, P. and and Poe, Edgar'",
        "separate names by 'and', not by semicolons: '…on997, P. and Person998, P.; Poe, Edgar'",
        "missing name beside an 'and': 'and Person0, P.'",
    ]


@pytest.mark.parametrize(
    "source",
    ["Doe, Jane and others", "Doe, Jane and Others.", "Doe, Jane and et al.", "Doe, Jane et al.",
     "Doe, Jane, et al", r"Jane Doe \emph{et al.}", "Jane Doe et. al", "Jane Doe and {et al.}",
     "Jane Doe and 28 others"],
)  # fmt: skip
def test_others_and_et_al(source: str) -> None:
    contributors, problems = read(source)
    assert [who.name for who in contributors] == [Name("Jane", "", "Doe"), OTHERS]
    assert problems == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Doe, Jane and", ["Doe, Jane"]),
        ("and Doe, Jane", ["Doe, Jane"]),
        ("Doe, Jane and and Roe, Richard", ["Doe, Jane", "Roe, Richard"]),
        ("Doe, Jane; Roe, Richard", ["Doe, Jane", "Roe, Richard"]),
        ("Jane Doe, Richard Roe, Peter Poe", ["Doe, Jane", "Roe, Richard", "Poe, Peter"]),
        ("Doe, J., Roe, R.-M., Poe, P", ["Doe, J.", "Roe, R.-M.", "Poe, P"]),
        ("Zhang, H.-M., B. Huang, J. Lawrimore", ["Zhang, H.-M.", "Huang, B.", "Lawrimore, J."]),
        ("C. Roe, T. Doe", ["Roe, C.", "Doe, T."]),
        (r"J. Doe, Rick Roe and C. M{\"u}ller", ["Doe, J.", "Roe, Rick", "Müller, C."]),
        ("Doe J, Roe RS and Poe E", ["Doe, J", "Roe, RS", "Poe, E"]),
        ("Doe J, Roe RS Jr, et al", ["Doe, J", "Roe, Jr, RS", "et al."]),
        ("Doe J., Roe R. S.", ["Doe, J.", "Roe, R. S."]),
        ("山田 太郎, 佐藤 花子", ["山田, 太郎", "佐藤, 花子"]),
        ("山田太郎, 佐藤花子", ["山田太郎", "佐藤花子"]),
        ("김철수, 이영희", ["김철수", "이영희"]),
        ("王小明, 李四, 张三", ["王小明", "李四", "张三"]),
        ("LIGO Scientific Collaboration, Virgo Collaboration",
         ["LIGO Scientific Collaboration", "Virgo Collaboration"]),
        ("Doe, Jane & Roe, Rick", ["Doe, Jane", "Roe, Rick"]),
        (r"Jane Doe \& Rick Roe", ["Doe, Jane", "Roe, Rick"]),
        ("A, B, C, Jr., D", ["A, B, C Jr. D"]),
        ("{}", []),
    ],
)  # fmt: skip
def test_malformed_list_of_names_is_reported(source: str, expected: list[str]) -> None:
    assert names(source) == expected
    assert read(source)[1] == [Code.BAD_NAME]


def test_every_contributor_gets_the_role() -> None:
    (editor, others) = parse_names("Doe, Jane and others", "editor", lambda _code, _message: None, to_text)
    assert (editor.role, others.role) == ("editor", "editor")


@pytest.mark.parametrize("source", ["Barnes & Noble", "Department of Health & Human Services", "{A B & C D}"])
def test_ampersand_of_an_organization(source: str) -> None:
    assert len(names(source)) == 1
    assert read(source)[1] == []


@pytest.mark.parametrize(
    "unit", ["et al, ", "on behalf of ", "for the Group ", "・", "山・", "A B & ", "Doe J, "]
)
def test_names_repeated_many_times_are_read(unit: str) -> None:
    assert read(unit * 5_000)[0]


def test_name_without_letters_is_empty() -> None:
    assert parse_name("") == Name()
    assert parse_name("{}") == Name()


_FRAGMENTS = st.sampled_from(
    r"""and And , ; { } \ ~ * † $^*$ <sup> </sup> \textsuperscript{ \textbf{ \" \'{e} van Jr. 0001 et al.
    others given= family= ( ) Jane Doe""".split()
)


@settings(deadline=None)
@given(st.lists(_FRAGMENTS | st.text(max_size=4)), st.sampled_from(["", " "]))
def test_any_string_is_read_and_no_name_is_empty(pieces: list[str], joint: str) -> None:
    source = joint.join(pieces)
    contributors, _ = read(source)
    assert all(who.name != Name() for who in contributors)
    parse_name(source)
