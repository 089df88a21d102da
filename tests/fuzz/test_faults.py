"""One wrong byte costs one record: a seeded sample, for every shape of every format. See ``faults.py``."""

from __future__ import annotations

import json
import time

import pytest

from sphinx_pubs.model.problems import Code
from tests.fuzz.faults import (
    KEYS,
    Damaged,
    Shape,
    csl,
    damage,
    native,
    random_damage,
    read,
    shapes,
    violations,
    with_key,
)

#: Of each shape.
FAULTS = 8
# The shape, the kind of fault, the index and the broken record. Each was once wrong.
MENDED = [
    ("awards-indent-1.json", "insert ']'", 690, 4),
    ("awards-indent-1.json", "insert '{'", 720, 4),
    ("awards-indent-2.json", "replace ','", 1065, 5),
    ("awards-unindented.json", "cut", 109, 0),
    ("keyed-minified.json", "delete", 895, 2),
    ("keyed-one-line.json", "insert '}'", 40, 0),
    ("no-keys-one-line.json", "replace '{'", 609, 1),
    ("no-keys-one-line.json", "cut", 105, 0),
    ("no-keys-unindented.json", "cut", 114, 0),
    ("groups-unindented.json", "replace '\"'", 62, 0),
    ("lines.json", "replace '}'", 1030, 3),
    ("items-unindented.csl.json", "insert '{'", 14, 0),
    ("items-indent-1.csl.json", "replace '}'", 557, 1),
    ("groups-unindented.json", "replace ']'", 404, 1),
    ("groups-one-line.json", "replace ']'", 629, 2),
    ("groups-minified.json", "replace ']'", 17, 0),
    ("list-unindented.json", "insert ']'", 329, 1),
    ("sorted-tab.json", "replace '}'", 162, 0),
    ("sorted-unindented.json", "replace '['", 1353, 4),
    ("awards-tab.json", "replace ']'", 484, 3),
    ("awards-minified.json", "replace ']'", 435, 4),
    ("awards-one-line.json", "replace '}'", 578, 5),
    ("list.yaml", "replace '['", 615, 2),
    ("list.yaml", "cut", 204, 0),
    ("list.yaml", "replace ' '", 0, 0),
    ("group-indented.yaml", "insert '\\n'", 16, 0),
    ("group.yaml", "cut", 150, 0),
    ("list.yaml", "insert '#'", 1467, 5),
    ("keyed.yaml", "replace '-'", 691, 2),
    ("no-keys.yaml", "cut", 104, 0),
    ("bare-keyed.yaml", "replace '{'", 0, 0),
    ("bare-keyed.yaml", "insert '\\n'", 1192, 4),
    ("bare-keyed.yaml", "insert '='", 783, 2),
    ("awards.yaml", "insert '{'", 431, 4),
    ("flow-each.yaml", "replace '['", 618, 2),
    ("flow-each-group.yaml", "replace '\\n'", 1554, 5),
    ("flow.yaml", "insert '{'", 431, 1),
    ("flow.yaml", "insert ']'", 2, 0),
    ("flow.yaml", "insert '\"'", 867, 2),
    ("flow.yaml", "replace '-'", 785, 2),
    ("flow.yaml", "replace ':'", 1497, 4),
    ("flow-keyed.yaml", "insert '}'", 71, 0),
    ("flow-keyed.yaml", "insert '{'", 33, 0),
    ("flow-keyed.yaml", "insert '{'", 141, 0),
    ("flow-keyed.yaml", "replace '}'", 796, 2),
    ("flow-keyed.yaml", "replace '}'", 1150, 3),
    ("bare-keyed.yaml", "insert '#'", 0, 0),
    ("flow-keyed.yaml", "replace '['", 27, 0),
    ("flow-keyed.yaml", "replace '['", 619, 2),
    ("flow-keyed.yaml", "insert '{'", 410, 1),
    ("flow.yaml", "cut", 169, 0),
    ("flow-each.yaml", "replace '='", 290, 1),
    ("flow-group.yaml", "replace 'x'", 631, 2),
    ("cff.cff", "replace ' '", 825, 4),
    ("nested-keyed.toml", "cut", 1353, 4),
    ("spaced.ris", "cut", 517, 3),
    ("spaced.ris", "cut", 547, 3),
    ("spaced.bib", "delete", 0, 0),
    ("spaced.bib", "replace '#'", 5, 0),
    ("spaced.bib", "replace '-'", 406, 2),
    ("spaced.bib", "replace '}'", 781, 4),
]


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.name)
def test_a_sound_file_has_six_records_and_no_problem(shape: Shape) -> None:
    result = read(shape.name, shape.text)
    assert len({record.key for record in result.records} - {"a-prize"}) == 6
    assert result.problems == () or "lines" in shape.name


def test_one_wrong_byte_costs_one_record() -> None:
    wrong = []
    for shape in shapes():
        sound = read(shape.name, shape.text)
        for seed in range(FAULTS):
            _, fault = random_damage(seed, [shape])
            if found := violations(sound, fault):
                wrong.append(f"{fault.shape}: {fault.kind} at {fault.position}: {found}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("name", "kind", "position", "broken"), MENDED)
def test_a_fault_that_once_cost_more(name: str, kind: str, position: int, broken: int) -> None:
    shape = next(shape for shape in shapes() if shape.name == name)
    assert not violations(read(name, shape.text), damage(shape, position, kind, broken))


@pytest.mark.parametrize("fault", ["lost", "changed", "invented", "silent"])
def test_the_oracle_sees(fault: str) -> None:
    """A reader that loses, changes or invents a record, or reports nothing, would be found."""
    shape = next(shape for shape in shapes() if shape.name == "list-indent-2.json")
    sound = read(shape.name, shape.text)
    records = [csl_record for csl_record in json.loads(shape.text) if csl_record["key"] != KEYS[2]]
    if fault == "lost":
        del records[0]
    elif fault == "changed":
        records[0]["title"] = "Another"
    elif fault == "invented":
        records.append({"key": "jane", "title": "Jane"})
    assert fault in "".join(
        violations(sound, Damaged(shape.name, 0, "delete", json.dumps(records), 2, cut=False))
    )


def keys(name: str, text: str) -> list[str]:
    result = read(name, text)
    assert {problem.code for problem in result.problems} == {Code.SYNTAX}
    return [record.key for record in result.records]


def test_a_missing_comma_in_an_inner_list_makes_no_records_of_it() -> None:
    """B1: authors as mappings, one space of indentation."""
    text = json.dumps([with_key(number) for number in range(6)], indent=1)
    at = text.index('"John Roe"', text.index(KEYS[2]))
    comma = text.rindex(",", 0, at)
    assert keys("a.json", text[:comma] + text[comma + 1 :]) == [key for key in KEYS if key != KEYS[2]]


@pytest.mark.parametrize("records", [300, 1200])
def test_a_mapping_cut_off_before_its_last_bracket(records: int) -> None:
    """B2: no record is read twice, and the time does not grow with the square."""
    text = json.dumps(
        {"publications": {f"key{number}": native(number % 6) for number in range(records)}}, indent=1
    )
    start = time.process_time()
    assert len(keys("a.json", text.rstrip()[:-1])) == records
    assert time.process_time() - start < 0.01 * records + 2


@pytest.mark.parametrize("bracket", ["]", "}"])
@pytest.mark.parametrize("options", [{"indent": 2}, {"separators": (",", ":")}])
def test_one_bracket_too_many(bracket: str, options: dict[str, object]) -> None:
    """B3: what follows is not lost."""
    records = [json.dumps(csl(number), **options) for number in range(6)]  # type: ignore[arg-type]
    text = f"[{','.join(records[:3])}{bracket},{','.join(records[3:])}]"
    assert keys("a.csl.json", text) == list(KEYS)


def test_two_arrays_one_after_the_other() -> None:
    """B3."""
    first, second = (json.dumps([csl(number) for number in part]) for part in (range(3), range(3, 6)))
    assert keys("a.csl.json", f"{first}\n{second}\n") == list(KEYS)


def test_a_record_with_another_indentation_behind_a_fault() -> None:
    """S5."""
    records = [json.dumps(with_key(number), indent=2) for number in range(6)]
    records[1] = records[1].replace('"year":', '"year"')
    records[2] = records[2].replace("\n", "\n      ")
    text = "[\n" + ",\n".join([*records[:2], "      " + records[2], *records[3:]]) + "\n]"
    assert keys("a.json", text) == [key for key in KEYS if key != KEYS[1]]


def test_a_trailing_comma_costs_no_record() -> None:
    """S5, also beside another fault."""
    records = [json.dumps(with_key(number)) for number in range(6)]
    records[2] = records[2][:-1] + ",}"
    assert keys("a.json", f"[{', '.join(records)},]") == list(KEYS)
    records[4] = records[4].replace('"year":', '"year"')
    assert keys("a.json", f"[{', '.join(records)},]") == [key for key in KEYS if key != KEYS[4]]


def _seconds(name: str, text: str) -> float:
    start = time.process_time()
    read(name, text)
    return time.process_time() - start


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("a.toml", "[publications.a]\ntitle = 'A'\n"),
        ("a.toml", "[[publications]]\nkey = 'a\n"),
        ("a.ris", "TY  - JOUR\n"),
        ("a.json", '{"a":{"title":"A",'),
        ("a.json", '"k":{"title":"A"},}'),
        ("a.csl.json", '{"id":"a","title":"A"}]'),
        ("a.yaml", "- title: A: B\n"),
        ("a.yaml", "{title: [A}, "),
    ],
)
def test_time_is_linear(name: str, unit: str) -> None:
    """The time for eight times the text is far below that of a quadratic reader, 64 times as long."""
    _seconds(name, unit * 10)
    short, long = (_seconds(name, unit * count) for count in (250, 2000))
    assert long < 24 * short + 0.5
