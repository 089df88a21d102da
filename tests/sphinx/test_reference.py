"""The reference of the manual has everything that the code defines, on the built page."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable
from dataclasses import fields
from itertools import product
from typing import Any

import pytest
from bs4 import Tag
from docutils.nodes import make_id

from sphinx_pubs.check.advice import ADVICE_CURES, ADVICE_MEANINGS, Advice
from sphinx_pubs.export import to_csl, to_ris
from sphinx_pubs.model.duplicates import MERGES
from sphinx_pubs.model.kinds import KINDS
from sphinx_pubs.model.links import LINK_FIELDS, LINK_KINDS
from sphinx_pubs.model.problems import CURES, MEANINGS, Code
from sphinx_pubs.model.profiles import SERVICES
from sphinx_pubs.model.records import Publication
from sphinx_pubs.readers import csl_variables, native, ris_tags
from sphinx_pubs.readers.aliases import KEYS
from sphinx_pubs.readers.bibtex import reader as bibtex
from sphinx_pubs.readers.csl_variables import field_names
from sphinx_pubs.readers.field_names import ALIASES
from sphinx_pubs.readers.fields.annotations import ROLES
from sphinx_pubs.readers.fields.awards import ACTIVITY_FIELDS, AWARD_FIELDS
from sphinx_pubs.readers.fields.collaborations import COLLABORATION_FIELDS
from sphinx_pubs.readers.fields.links import IDENTIFIER_FIELDS
from sphinx_pubs.readers.fields.nested import IDENTIFIER_MAPPINGS
from sphinx_pubs.readers.fields.persons import PERSON_FIELDS
from sphinx_pubs.readers.fields.records import ACCESS_FIELDS, known_fields
from sphinx_pubs.readers.fields.tables import KIND
from sphinx_pubs.readers.fields.venues import ARTICLE_NUMBERS
from sphinx_pubs.render.builtin import BUILTIN
from sphinx_pubs.render.dates import STYLES
from sphinx_pubs.render.parts import OPTIONS, PARTS
from sphinx_pubs.sphinx_ext.assets import joined_scripts, joined_stylesheets
from sphinx_pubs.sphinx_ext.config import CONFIG_VALUES, PubsConfig
from sphinx_pubs.sphinx_ext.directives import DIRECTIVES
from sphinx_pubs.sphinx_ext.options import PEOPLE, PRESENTATION, SELECTION
from sphinx_pubs.sphinx_ext.roles import ROLE_MEANINGS
from sphinx_pubs.sphinx_ext.roles import ROLES as PUBS_ROLES
from tests.support import REPOSITORY, BuildResult

sys.path.insert(0, str(REPOSITORY / "example_docs" / "_ext"))

classes: Any = importlib.import_module("reference.classes")
command_line: Any = importlib.import_module("reference.command_line")
records: Any = importlib.import_module("reference.fields")
formats: Any = importlib.import_module("reference.formats")
parts: Any = importlib.import_module("reference.layout_parts")
examples: Any = importlib.import_module("reference.warnings")


@pytest.fixture
def manual(example: Callable[[str], BuildResult]) -> BuildResult:
    return example("html")


def descriptions(manual: BuildResult, page: str, kind: str = "") -> dict[str, Tag]:
    """Return each description on a page of the reference, by its signature."""
    shown = {}
    for term in manual.page(f"manual/reference/{page}.html").select(f"dl{kind} > dt.sig"):
        text = term.find_next_sibling("dd")
        assert text is not None
        shown[" ".join(term.get_text().rstrip("#¶ \n").split())] = text
    return shown


@pytest.mark.parametrize("table", [SELECTION, PRESENTATION, PEOPLE])
def test_every_option_is_described(manual: BuildResult, table: dict[str, object]) -> None:
    shown = descriptions(manual, "directives")
    for name in table:
        text = next(tag for signature, tag in shown.items() if signature.startswith(f":{name}:")).get_text()
        takers = re.search(r"Directives: (.*)", text)
        assert takers
        expected = [taker for taker, directive in DIRECTIVES.items() if name in directive.option_spec]
        assert takers[1].split(", ") == expected
        assert len(text) > len(takers[0]) + 10


def test_every_option_of_a_directive_is_in_a_table() -> None:
    for directive in DIRECTIVES.values():
        assert set(directive.option_spec) <= {*SELECTION, *PRESENTATION, *PEOPLE}


def test_every_directive_is_described_with_its_options(manual: BuildResult) -> None:
    shown = descriptions(manual, "directives")
    for name, directive in DIRECTIVES.items():
        tag = next(tag for signature, tag in shown.items() if signature.startswith(f".. {name}::"))
        assert {link.get_text() for link in tag.select("a code")} >= set(directive.option_spec)


def test_options_are_found_by_references_and_the_search(manual: BuildResult) -> None:
    names = {name for name, _, kind, *_ in manual.app.env.domains["rst"].get_objects() if kind != "role"}
    assert names >= {*SELECTION, *PRESENTATION, *PEOPLE, *DIRECTIVES}


def test_every_configuration_value_is_described(manual: BuildResult) -> None:
    shown = descriptions(manual, "configuration")
    assert list(shown) == [value.name for value in CONFIG_VALUES]
    for spec, value in zip(fields(PubsConfig), CONFIG_VALUES, strict=True):
        text = shown[value.name].get_text()
        assert "Type: " in text
        assert "Default: " in text
        assert ("Values: " in text) == bool(spec.metadata["values"])
        assert "".join(repr(value.default).split()) in "".join(text.split())
        assert spec.metadata["values"] or set(spec.metadata["types"]) == {bool}


def test_values_of_merge_are_listed(manual: BuildResult) -> None:
    code = descriptions(manual, "configuration")["pubs_merge"].select("code")
    assert {tag.get_text() for tag in code} >= set(MERGES)


#: Codes that only a site can have.
SITE_CODES = {
    Code.BAD_ICON, Code.EMPTY, Code.LAYOUT, Code.MISSING_FILE, Code.NO_NUMBER, Code.OPTION,
    Code.UNKNOWN_VALUE,
}  # fmt: skip


def test_every_code_has_a_cause_a_cure_and_an_example() -> None:
    assert set(MEANINGS) == set(CURES) == {*examples.PROBLEMS, *SITE_CODES} == set(Code)
    assert not SITE_CODES & set(examples.PROBLEMS)
    assert set(ADVICE_MEANINGS) == set(ADVICE_CURES) == set(examples.ADVICE) == set(Advice)


@pytest.mark.parametrize("code", examples.PROBLEMS)
def test_example_of_a_warning_has_exactly_its_code(code: Code) -> None:
    limit = examples.MAX_BYTES if code is Code.SIZE else 20_000_000
    problems = examples.checked(examples.PROBLEMS[code], limit).problems
    assert {problem.code for problem in problems} == {code}


@pytest.mark.parametrize("advice", examples.ADVICE)
def test_example_of_advice_has_exactly_its_code(advice: Advice) -> None:
    checked = examples.checked(examples.ADVICE[advice])
    assert [hint.advice for hint in checked.hints] == [advice]
    assert not checked.problems


def test_every_code_is_described(manual: BuildResult) -> None:
    shown = descriptions(manual, "warnings")
    assert list(shown) == [f"pubs.{code.value}" for code in MEANINGS] + [
        f"advice.{advice.value}" for advice in ADVICE_MEANINGS
    ]
    for code in Code:
        text = shown[f"pubs.{code.value}"].get_text()
        assert "What to do: " in text
        assert ("Example: " in text) == (code not in SITE_CODES)
        assert manual.page("manual/reference/warnings.html").find(
            id=f"warning-{code.value.replace('_', '-')}"
        )


#: Properties that only help others.
INNER_PROPERTIES = {"--pubs-theme-link", "--pubs-page"}
#: What the scripts and the stylesheet use among themselves.
INNER_CLASSES = set(
    "pubs-abbr pubs-activities pubs-affiliation pubs-aligned pubs-awarder pubs-awards pubs-chevron pubs-chips"
    " pubs-clear pubs-dense pubs-done pubs-download pubs-dragged pubs-empty pubs-event pubs-events"
    " pubs-export-panel pubs-facet-bar pubs-facet-chosen pubs-facet-count pubs-facet-panel pubs-faint"
    " pubs-find pubs-floats pubs-found pubs-group-status pubs-initials pubs-large pubs-link-group pubs-long"
    " pubs-marked pubs-narrow pubs-now pubs-place pubs-plate pubs-pronouns pubs-publication pubs-publisher"
    " pubs-rail pubs-range pubs-reference pubs-rest pubs-room pubs-search pubs-separator pubs-sheet-body"
    " pubs-sheet-head pubs-smallcaps pubs-sort pubs-sorting pubs-sticky pubs-text pubs-thumbnails-right"
    " pubs-thumbnails-top pubs-toggle pubs-unseen pubs-word pubs-year-bar pubs-year-label".split()
)


def test_every_property_of_the_stylesheet_is_described(manual: BuildResult) -> None:
    used = set(re.findall(r"--pubs-[\w-]+", joined_stylesheets())) - INNER_PROPERTIES
    described = {name: meaning for name, _, meaning in classes.properties()}
    assert used <= described.keys()
    assert len(described) == len(classes.properties())
    text = manual.page("manual/reference/classes.html").get_text()
    assert all(name in text and meaning in text for name, meaning in described.items())


def test_every_class_of_the_stylesheet_is_described_or_inner(manual: BuildResult) -> None:
    page = manual.page("manual/reference/classes.html")
    assert {tag.get_text()[1:] for tag in page.select("code[id^=class-pubs]")} >= set(classes.CLASSES)
    styled = set(re.findall(r"\.(pubs-[\w-]+|pubs)(?![\w-])", joined_stylesheets()))
    assert styled - set(classes.CLASSES) == INNER_CLASSES


def test_every_described_class_is_in_the_code() -> None:
    files = [path.read_text(encoding="utf-8") for path in (REPOSITORY / "sphinx_pubs").rglob("*.py")]
    code = " ".join([*files, joined_stylesheets(), joined_scripts()])
    made = ("pubs-entry-", "pubs-badge-")  # made of a kind
    for name in classes.CLASSES:
        # Parts of entries get their prefix when they are made.
        part = name.removeprefix("pubs-")
        found = re.search(rf'(?<![\w-]){name}(?![\w-])|"{part}"', code)
        assert found or name.startswith(made), name


def test_every_part_of_layouts_and_its_options_are_described(manual: BuildResult) -> None:
    described = [part for group in parts.PARTS.values() for part in group]
    shown = [tag.get_text() for tag in manual.page("manual/reference/layout-parts.html").select("code[id]")]
    assert shown == [f"{{{part}}}" for part in described]
    assert {part.partition(":")[0] for part in described} == set(PARTS)
    options = {f"{part}:{option}" for part, names in OPTIONS.items() for option in names}
    styles = {f"{part}:{style}" for part in PARTS for style in STYLES}
    assert options - styles <= set(described)


def test_examples_of_parts_are_from_the_data() -> None:
    assert parts.example("title") == "Mask R-CNN"
    assert parts.example("venue:full") == "International Conference on Computer Vision (ICCV)"
    assert sum(bool(parts.example(part)) for group in parts.PARTS.values() for part in group) > 45


def test_sources_of_layouts_are_python_that_is_not_cut(manual: BuildResult) -> None:
    blocks = [tag.get_text() for tag in manual.page("manual/guides/layouts.html").select("pre")]
    sources = {eval(block) == BUILTIN[name] for name, block in zip(BUILTIN, blocks[-6:], strict=True)}  # noqa: S307
    assert sources == {True}
    assert max(len(line) for block in blocks[-6:] for line in block.splitlines()) <= 80


#: Group -> the fields that its reader knows, besides links.
KNOWN = {
    "publications": {
        *(known_fields() - set(LINK_KINDS)),
        *IDENTIFIER_FIELDS, *IDENTIFIER_MAPPINGS, *COLLABORATION_FIELDS, *ROLES, *ARTICLE_NUMBERS,
        *ACCESS_FIELDS, "type", "kind",
    },
    "awards": AWARD_FIELDS,
    "activities": ACTIVITY_FIELDS,
    "people": PERSON_FIELDS,
}  # fmt: skip


@pytest.mark.parametrize("group", KNOWN)
def test_every_field_that_a_reader_knows_is_on_the_page(manual: BuildResult, group: str) -> None:
    section = manual.page("manual/reference/fields.html").find("section", id=group)
    assert isinstance(section, Tag)
    shown = {tag.get_text() for tag in section.select("code")}
    assert {name for name in KNOWN[group] if name not in shown} == set()
    ours = {name for field in records.FIELDS[group] for name in field.names}
    aliases = {name for name, names in ALIASES[group].items() if set(names) & ours}
    assert aliases <= shown


def test_every_field_of_a_link_is_on_the_page(manual: BuildResult) -> None:
    page = manual.page("manual/reference/fields.html")
    shown = {tag.get_text() for tag in page.select("code")}
    assert shown >= {*LINK_KINDS, *LINK_FIELDS, *SERVICES, *KEYS}


FORMAT_FIELDS = (*records.FIELDS["publications"], *records.links())


def shown_names(manual: BuildResult, field: Any, label: str) -> set[str]:
    """Return the names in the line that starts with ``label`` in the row of a field of publications."""
    page = manual.page("manual/reference/fields.html")
    group = "publications" if field in records.FIELDS["publications"] else "link"
    anchor = page.find(id=make_id(f"{group}-{field.names[0]}"))
    assert isinstance(anchor, Tag)
    row = anchor.find_parent("tr")
    assert row
    lines = [line for line in row.select(".line") if line.get_text().startswith(f"{label}: ")]
    assert len(lines) <= 1
    return {code.get_text() for line in lines for code in line.select("code")}


@pytest.mark.parametrize("field", FORMAT_FIELDS, ids=lambda field: field.names[0])
def test_names_in_ris_are_those_of_the_reader(manual: BuildResult, field: Any) -> None:
    tags = {tag for name in field.names for tag in ris_tags.FIELD_TAGS.get(name, ())}
    lines = {f"{line}:" for line, name in ris_tags.NOTE_LINES.items() if name in field.names}
    types = {"TY"} if field is KIND else set()
    assert shown_names(manual, field, "RIS") == tags | lines | types | ({"N1"} if lines else set())


@pytest.mark.parametrize("field", FORMAT_FIELDS, ids=lambda field: field.names[0])
def test_names_in_csl_json_are_those_of_the_reader(manual: BuildResult, field: Any) -> None:
    expected = {"type"} if field is KIND else set()
    for kind, has_container, has_number in product(KINDS, (True, False), (True, False)):
        names = field_names(kind, has_container=has_container, has_number=has_number)
        expected |= {variable for variable, name in names.items() if name in field.names}
    assert {name.lower() for name in shown_names(manual, field, "CSL-JSON")} == expected


def test_names_in_other_formats(manual: BuildResult) -> None:
    """Check a few rows against the specifications of the formats."""
    names = {
        field.names[0]: [shown_names(manual, field, label) for label in ("RIS", "CSL-JSON")]
        for field in FORMAT_FIELDS
    }
    assert names["title"] == [{"TI", "T1", "CT", "BT"}, {"title"}]
    assert names["type"] == [{"TY", "M3"}, {"type", "genre"}]
    assert names["doi"] == [{"DO", "M3", "doi:", "N1"}, {"DOI"}]
    assert names["arxiv"] == [{"arxiv:", "N1"}, {"arXiv"}]
    assert names["shorttitle"] == [{"ST"}, {"title-short", "shortTitle"}]
    assert names["issn"] == [{"SN"}, {"ISSN"}]
    assert names["code"] == [{"repository:", "N1"}, set()]
    assert names["abbr"][1] == {"container-title-short", "journalAbbreviation"}
    assert names["award"] == [set(), set()]


def test_every_name_in_other_formats_is_on_the_page() -> None:
    names = {name for field in FORMAT_FIELDS for name in field.names} | {"title"}
    assert {*ris_tags.FIELD_TAGS, *ris_tags.NOTE_LINES.values()} <= names
    # The place of an event is a field only where works are presented there.
    assert formats.variables_by_field().keys() - names == {"event-place"}


def test_keys_in_other_formats_are_on_the_page(manual: BuildResult) -> None:
    text = " ".join(manual.page("manual/reference/fields.html").get_text().split())
    assert f"in RIS it is in {ris_tags.KEY}, in CSL-JSON in {', '.join(csl_variables.KEYS)}." in text


EXAMPLES = [(group, field) for group, fields_ in records.FIELDS.items() for field in fields_]
BASE = {
    "publications": {"title": "T", "author": "Jane Doe and John Roe"},
    "awards": {"title": "T"},
    "activities": {"title": "T"},
    "people": {"name": "Jane Doe"},
}


@pytest.mark.parametrize(("group", "field"), EXAMPLES, ids=lambda value: getattr(value, "written", value))
def test_example_of_a_field_is_read_without_a_problem(group: str, field: Any) -> None:
    name = field.names[0].replace("NAME", "Card")
    lines = [f"    {other}: {value}" for other, value in BASE[group].items() if other != name]
    if name in ("month", "day"):
        lines += ["    year: 2019"] if name == "month" else ["    year: 2019", "    month: 6"]
    text = "\n".join([f"{group}:", "  key:", *lines, f"    {name}: {field.example}", ""])
    result = native.read(text.encode(), "data.yaml")
    assert not result.problems
    assert len(result.records) == 1


def test_exports_use_names_of_the_page() -> None:
    """Export a work with each example."""
    tags = {tag for tags in ris_tags.FIELD_TAGS.values() for tag in tags} | {"TY", "ID", "ER"}
    variables = {name for names in formats.variables_by_field().values() for name in names}
    written_tags: set[str] = set()
    written: set[str] = set()
    for field in FORMAT_FIELDS:
        name = field.names[0].replace("NAME", "Card")
        record = {**BASE["publications"], "year": "2019", "month": "6", name: field.example}
        lines = "\n".join(f"    {name}: {value}" for name, value in record.items())
        for kind in ("article", "book", "patent", "poster", "software", "thesis"):
            text = f"publications:\n  key:\n{lines}\n" + (f"    type: {kind}\n" if name != "type" else "")
            (publication,) = native.read(text.encode(), "data.yaml").records
            assert isinstance(publication, Publication)
            written_tags |= {line[:2] for line in to_ris(publication).splitlines()}
            item = to_csl(publication)
            custom = item.pop("custom", {})
            assert isinstance(custom, dict)
            assert custom.keys() <= {name for field in FORMAT_FIELDS for name in field.names}
            written |= item.keys()
    assert written_tags - tags == set()
    assert written - variables == {"id", "type"}
    assert len(written_tags) > 20
    assert len(written) > 20


@pytest.mark.parametrize(
    "field", [field for field in records.FIELDS["publications"] if field.example[0] not in "[{"]
)
def test_example_of_a_field_is_read_in_bibtex(field: Any) -> None:
    name = field.names[0].replace("NAME", "Card")
    if name == "type":  # the entry type
        return
    base = "" if name == "title" else "title = {T},"
    if name in ("month", "day"):
        base += "year = 2019, month = 6," if name == "day" else "year = 2019,"
    value = field.example.strip("'")
    result = bibtex.read(f"@misc{{key, {base} {name} = {{{value}}}}}".encode(), "data.bib")
    assert {problem.code for problem in result.problems} == set()


PAGES = [path.stem for path in (REPOSITORY / "example_docs/manual/reference").glob("*.rst")]


@pytest.mark.parametrize("page", PAGES)
def test_ids_of_a_page_are_unique(manual: BuildResult, page: str) -> None:
    article = manual.page(f"manual/reference/{page}.html").find("article")
    assert isinstance(article, Tag)
    ids = [tag["id"] for tag in article.select("[id]")]
    assert len(ids) == len(set(ids))


def test_every_role_is_described_with_an_example(manual: BuildResult) -> None:
    assert set(ROLE_MEANINGS) == set(PUBS_ROLES)
    shown = descriptions(manual, "roles")
    assert list(shown) == [f":pubs:{name}:" for name in ROLE_MEANINGS]
    for name, text in shown.items():
        assert f"{name}`" in text.get_text()
        result = text.get_text().partition(" gives ")[2]
        assert result.strip()
        assert "he2016resnet" not in result


def test_every_argument_of_the_command_line_is_described(manual: BuildResult) -> None:
    page = manual.page("manual/reference/command-line.html")
    assert set(command_line.commands()) == {"init", "check", "diff", "add", "update", "accept", "reject"}
    for command, parser in command_line.commands().items():
        section = page.find("section", id=f"sphinx-pubs-{command}")
        assert isinstance(section, Tag)
        names = {tag.get_text() for tag in section.select("dt .descname")}
        for action in parser._actions:
            assert set(action.option_strings or [action.metavar]) <= names
        text = " ".join(section.get_text().split())
        assert "Exit status: " in text
        assert " ".join(str(parser.description).split()) in text


@pytest.mark.parametrize("module", ["sphinx_pubs", "sphinx_pubs.model", "sphinx_pubs.export"])
def test_every_public_name_of_python_is_described(manual: BuildResult, module: str) -> None:
    page = manual.page("manual/reference/python.html")
    ids = {str(tag["id"]).rpartition(".")[2] for tag in page.select("dt.sig[id]")}
    assert {*importlib.import_module(module).__all__} - {"setup", "__version__"} <= ids
