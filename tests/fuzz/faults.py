"""One wrong byte in one record of six: the oracle for the recovery of damaged files.

The other five records must stand, equal to those of the sound file, and no record may exist that the
sound file does not have. The damaged record may be missing, or damaged under its own position; if it is
missing, something must be reported, in every format. A file that is cut off can be a valid, shorter one.

No reader can know these faults (see :func:`is_unknowable`), as the file is valid and means something else:

* a line break or a dash in front of a field or an inner item of block YAML, which makes it an item of the
  list of records: one record becomes two, or a recipient becomes an award (both have a name);
* any character in front of the key of a field of a mapping from keys to records, which makes another key
  of those of the records;
* the end of a file in the key of the first field of an award: an award can be a text;
* a comma in the key of a mapping in flow style, which makes two keys of it, the first without a value;
* a ``#`` in front of a record that is one line of YAML: who does not want a record does the same;
* a ``#`` in flow YAML after a blank, which makes a comment of the end of the line: if the end of the record
  is in it, the record and the next one are one.

In these cases, the damaged record may exist in two parts, have the fields of the next one, or be missing.

``test_faults.py`` tries a sample. For a long run: ``python tests/fuzz/faults.py --minutes 60``; it prints
each violation with the seed that repeats it. ``--every`` tries every position of every shape once.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

import yaml

from sphinx_pubs.model.records import Publication, Record
from sphinx_pubs.model.text import plain
from sphinx_pubs.readers.base import ReadResult
from sphinx_pubs.readers.load import reader_for

WORDS = ("Segmentation", "Recognition", "Detection", "Tracking", "Synthesis", "Retrieval")
KEYS = tuple(f"{name}2019{word.lower()}" for name, word in zip("abcdef", WORDS, strict=True))


class Damaged(NamedTuple):
    """A file with one fault: ``broken`` is the record that has it; a cut file ends within it."""

    shape: str
    position: int
    kind: str
    text: str
    broken: int
    cut: bool


class Shape(NamedTuple):
    """A sound file of six records, and the span of each record in it."""

    name: str
    text: str
    spans: tuple[tuple[int, int], ...]


# --- records ---


def native(number: int) -> dict[str, object]:
    word = WORDS[number]
    record: dict[str, object] = {
        "title": f"The {word} of Things",
        "authors": [{"name": f"Jane {word}"}, {"name": "John Roe"}],
        "year": 2010 + number,
        "venue": f"Journal of {word}",
        "tags": ["vision", word.lower()],
        "links": {"pdf": f"https://example.org/{word}.pdf", "code": "https://example.org/code"},
    }
    if number % 2:
        record["note"] = 'Said "yes": {oral}, [top] 1%'
    return record


def with_key(number: int) -> dict[str, object]:
    return {"key": KEYS[number], **native(number)}


def csl(number: int) -> dict[str, object]:
    word = WORDS[number]
    return {
        "id": KEYS[number],
        "type": "article-journal",
        "title": f"The {word} of Things",
        "author": [{"family": word, "given": "Jane"}, {"family": "Roe", "given": "John"}],
        "issued": {"date-parts": [[2010 + number, 3]]},
        "container-title": f"Journal of {word}",
        "note": 'Said "yes": {oral}, [top] 1%',
    }


def award(number: int) -> dict[str, object]:
    return {
        "name": f"{WORDS[number]} Prize",
        "recipients": [{"name": "Jane Doe"}, {"name": "Jim Roe"}],
        "date": "2019",
    }


def _spans(text: str, starts: list[int], end: int) -> tuple[tuple[int, int], ...]:
    stops = [*starts[1:], end]
    return tuple(zip(starts, stops, strict=True))


def _shape(name: str, text: str, start_marks: list[str], end_mark: str) -> Shape:
    """Return the shape of ``text``; each record starts at its mark, and ends before the next.

    What separates two records (blanks, a comma, and what announces the next) belongs to none of them.
    """
    starts: list[int] = []
    for mark in start_marks:
        starts.append(text.index(mark, starts[-1] + 1 if starts else 0))
    spans = []
    for start, stop in _spans(text, starts, len(text)):
        inner = text[start:stop]
        spans.append((start, start + inner.rindex(end_mark) + len(end_mark.strip())))
    return Shape(name, text, tuple(spans))


def _end_of_json(text: str, start: int) -> int:
    return json.JSONDecoder().raw_decode(text, start)[1]


def _json_shape(name: str, text: str, starts: list[str]) -> Shape:
    """Return the shape of a JSON text; each record starts at its mark, a brace or a key."""
    spans = []
    index = 0
    for mark in starts:
        index = text.index(mark, index)
        end = _end_of_json(text, text.index("{", index))
        spans.append((index, end))
        index = end
    return Shape(name, text, tuple(spans))


def _json_shapes() -> Iterator[Shape]:
    layouts: Mapping[str, dict[str, object]] = {
        "indent-2": {"indent": 2},
        "indent-1": {"indent": 1},
        "tab": {"indent": "\t"},
        "minified": {"separators": (",", ":")},
        "one-line": {},
        "unindented": {"indent": 0},
    }
    numbers = range(6)
    keyed = [f'"{key}"' for key in KEYS]
    for layout, options in layouts.items():

        def dump(value: object, options: dict[str, object] = options) -> str:
            return json.dumps(value, **options)  # type: ignore[arg-type]

        yield _json_shape(f"list-{layout}.json", dump([with_key(n) for n in numbers]), ["{"] * 6)
        yield _json_shape(f"no-keys-{layout}.json", dump([native(n) for n in numbers]), ["{"] * 6)
        groups = {"publications": [native(n) for n in numbers], "awards": [{"name": "A Prize"}]}
        text = dump(groups)
        yield _json_shape(f"groups-{layout}.json", text[:1].replace("{", " ") + text[1:], ["{"] * 6)._replace(
            text=text
        )
        yield _json_shape(
            f"keyed-{layout}.json", dump({"publications": {KEYS[n]: native(n) for n in numbers}}), keyed
        )
        yield _json_shape(f"bare-keyed-{layout}.json", dump({KEYS[n]: native(n) for n in numbers}), keyed)
        shuffled = {KEYS[n]: dict(sorted(native(n).items())) for n in numbers}
        yield _json_shape(f"sorted-{layout}.json", dump({"publications": shuffled}), keyed)
        yield _json_shape(f"csl-{layout}.csl.json", dump([csl(n) for n in numbers]), ["{"] * 6)
        text = dump({"items": [csl(n) for n in numbers]})
        yield _json_shape(f"items-{layout}.csl.json", " " + text[1:], ["{"] * 6)._replace(text=text)
        text = dump({"awards": [award(n) for n in numbers]})
        yield _json_shape(f"awards-{layout}.json", " " + text[1:], ["{"] * 6)._replace(text=text)
    lines = ",\n".join(json.dumps(with_key(n)) for n in numbers)
    yield _json_shape("line-each.json", f"[\n{lines}\n]\n", ["{"] * 6)
    lines = ",\n\t".join(json.dumps(csl(n)) for n in numbers)
    yield _json_shape("zotero.csl.json", f"[\n\t{lines}\n]\n", ["{"] * 6)
    hugging = "[" + ", ".join(json.dumps(with_key(n), indent=2) for n in numbers) + "]\n"
    yield _json_shape("hugging.json", hugging, ["{"] * 6)
    lines = "\n".join(json.dumps(with_key(n)) for n in numbers)
    yield _json_shape("lines.json", lines, ["{"] * 6)
    lines = "\n".join(json.dumps(csl(n)) for n in numbers)
    yield _json_shape("lines.csl.json", lines, ["{"] * 6)


def _yaml_shapes() -> Iterator[Shape]:
    def dump(value: object, **options: object) -> str:
        return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=60, **options)  # type: ignore[call-overload, no-any-return]

    class Indented(yaml.SafeDumper):
        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            super().increase_indent(flow, False)

    def indented(value: object) -> str:
        return yaml.dump(value, Dumper=Indented, sort_keys=False)

    numbers = range(6)
    items = [with_key(n) for n in numbers]
    mapping = {KEYS[n]: native(n) for n in numbers}
    dashes = [f"- key: {key}" for key in KEYS]
    keys = [f"{key}:" for key in KEYS]
    yield _shape("list.yaml", dump(items), dashes, "\n")
    yield _shape("list-indented.yaml", indented(items), dashes, "\n")
    yield _shape("group.yaml", dump({"publications": items}), dashes, "\n")
    yield _shape("group-indented.yaml", indented({"publications": items}), dashes, "\n")
    yield _shape("group-indent-4.yaml", dump({"publications": mapping}, indent=4), keys, "\n")
    yield _shape("keyed.yaml", dump({"publications": mapping}), keys, "\n")
    yield _shape("bare-keyed.yaml", dump(mapping), keys, "\n")
    no_keys = indented([native(n) for n in numbers])
    yield _shape("no-keys.yaml", no_keys, [f"- title: The {word}" for word in WORDS], "\n")
    two = indented({"awards": [{"name": "A Prize"}], "publications": items})
    yield _shape("two-groups.yaml", two, dashes, "\n")
    spaced = "\n".join(indented([item]) for item in items)
    yield _shape("spaced.yaml", spaced, dashes, "\n")
    awards = indented({"awards": [award(n) for n in numbers]})
    yield _shape("awards.yaml", awards, [f"- name: {word} Prize" for word in WORDS], "\n")
    lines = "\n".join(dump(item, default_flow_style=True).replace("\n", " ").strip() for item in items)
    each = "\n".join(f"- {line}" for line in lines.split("\n"))
    yield _shape("flow-each.yaml", each + "\n", dashes_flow := [f"- {{key: {key}" for key in KEYS], "}")
    yield _shape("flow-each-group.yaml", f"publications:\n{each}\n", dashes_flow, "}")
    braces = [f"{{key: {key}" for key in KEYS]
    yield _shape("flow.yaml", dump(items, default_flow_style=True), braces, "}")
    yield _shape("flow-lines.yaml", "[\n  " + lines.replace("\n", ",\n  ") + "\n]\n", braces, "}")
    yield _shape("flow-group.yaml", "publications: [" + lines.replace("\n", ", ") + "]\n", braces, "}")
    keyed = ", ".join(
        f"{KEYS[n]}: " + dump(native(n), default_flow_style=True).replace("\n", " ").strip() for n in numbers
    )
    yield _shape("flow-keyed.yaml", "publications: {" + keyed + "}\n", keys, "}")
    yield _shape("cff.cff", _cff(indented), [f"- title: The {word}" for word in WORDS], "\n")


def _cff(dump: Callable[[object], str]) -> str:
    references = []
    for number, word in enumerate(WORDS):
        person = {"family-names": word, "given-names": "Jane"}
        roe = {"family-names": "Roe", "given-names": "John"}
        references.append(
            {
                "title": f"The {word} of Things",
                "type": "article",
                "authors": [person, roe],
                "year": 2010 + number,
            }
        )
    return dump({"cff-version": "1.2.0", "message": "Cite this.", "references": references})


def _toml_value(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml_value, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {_toml_value(inner)}" for name, inner in value.items()) + "}"
    return json.dumps(value)


def _toml_shapes() -> Iterator[Shape]:
    def fields(record: Mapping[str, object]) -> str:
        return "".join(f"{name} = {_toml_value(value)}\n" for name, value in record.items())

    numbers = range(6)
    tables = [f"[[publications]]\n{fields(with_key(n))}" for n in numbers]
    marks = [f'[[publications]]\nkey = "{key}' for key in KEYS]
    yield _shape("tables.toml", "\n".join(tables), marks, "\n")
    yield _shape("tight.toml", "".join(tables), marks, "\n")
    keyed = [f"[publications.{KEYS[n]}]\n{fields(native(n))}" for n in numbers]
    marks_keyed = [f"[publications.{key}]" for key in KEYS]
    yield _shape("keyed.toml", "\n".join(keyed), marks_keyed, "\n")
    nested, nested_keyed = [], []
    for number in numbers:
        record = with_key(number)
        people, links = record.pop("authors"), record.pop("links")
        assert isinstance(people, list)
        assert isinstance(links, dict)
        text = f"[[publications]]\n{fields(record)}"
        text += "".join(f"\n[[publications.authors]]\n{fields(person)}" for person in people)
        nested.append(text + f"\n[publications.links]\n{fields(links)}")
        del record["key"]
        text = f"[publications.{KEYS[number]}]\n{fields({**record, 'authors': people})}"
        nested_keyed.append(text + f"\n[publications.{KEYS[number]}.links]\n{fields(links)}")
    yield _shape("nested.toml", "\n".join(nested), marks, "\n")
    yield _shape("nested-keyed.toml", "\n".join(nested_keyed), [f"{mark}\n" for mark in marks_keyed], "\n")


def _other_shapes() -> Iterator[Shape]:
    ris, bib, enw, nbib = [], [], [], []
    for number, word in enumerate(WORDS):
        lines = ["TY  - JOUR", f"ID  - {KEYS[number]}", f"TI  - The {word} of Things", f"AU  - {word}, Jane"]
        lines += [
            "AU  - Roe, John",
            f"PY  - {2010 + number}",
            f"T2  - Journal of {word}",
            "SP  - 12",
            "EP  - 34",
            "ER  - ",
        ]
        ris.append("\n".join(lines) + "\n")
        bib.append(
            f"@article{{{KEYS[number]},\n  title = {{The {{{word}}} of Things}},\n"
            f"  author = {{{word}, Jane and Roe, John}},\n  year = {2010 + number},\n"
            f'  journal = "Journal of {word}",\n  note = {{Said \\emph{{yes}}}}\n}}\n'
        )
        enw.append(
            f"%0 Journal Article\n%A {word}, Jane\n%A Roe, John\n%T The {word} of Things\n"
            f"%J Journal of {word}\n%P 12-34\n%D {2010 + number}\n%F {KEYS[number]}\n"
        )
        nbib.append(
            f"PMID- {number}8981428\nTI  - The {word} of Things.\nPG  - 12-34\nDP  - {2010 + number} Nov\n"
            f"FAU - {word}, Jane\nAU  - {word} J\nFAU - Roe, John\nAU  - Roe J\nJT  - Journal of {word}\n"
        )
    types = ["TY  - JOUR"] * 6
    yield _shape("spaced.ris", "\n".join(ris), types, "\n")
    yield _shape("tight.ris", "".join(ris), types, "\n")
    yield _shape("all.enw", "\n".join(enw), ["%0"] * 6, "\n")
    yield _shape("all.nbib", "\n".join(nbib), ["PMID"] * 6, "\n")
    yield _shape("spaced.bib", "\n".join(bib), ["@article"] * 6, "\n")
    yield _shape("tight.bib", "".join(bib), ["@article"] * 6, "\n")


def shapes() -> list[Shape]:
    return [*_json_shapes(), *_yaml_shapes(), *_toml_shapes(), *_other_shapes()]


# --- faults ---

INSERTED = "\"'{}[],:\nx -=#"
KINDS = ("delete", "flip", "cut", *(f"insert {c!r}" for c in INSERTED), *(f"replace {c!r}" for c in INSERTED))


def damage(shape: Shape, position: int, kind: str, broken: int) -> Damaged:
    """Return ``shape`` with the fault ``kind`` at ``position``."""
    text = shape.text
    before, here, after = text[:position], text[position], text[position + 1 :]
    verb, _, what = kind.partition(" ")
    character = "" if not what else {repr(c): c for c in INSERTED}[what]
    texts = {
        "delete": before + after,
        "flip": before + chr(ord(here) ^ 1) + after,
        "cut": before,
        "insert": before + character + here + after,
        "replace": before + character + after,
    }
    return Damaged(shape.name, position, kind, texts[verb], broken, verb == "cut")


def all_damage(shape: Shape, broken: int = 2) -> Iterator[Damaged]:
    """Yield every fault in the record ``broken``."""
    for position in range(*shape.spans[broken]):
        for kind in KINDS:
            yield damage(shape, position, kind, broken)


# --- the oracle ---


def read(name: str, text: str) -> ReadResult:
    data = text.encode(errors="replace")
    reader = reader_for(name, data)
    assert reader is not None
    return reader(data, name)


def _parts(record: Record) -> object:
    return (record, dict(record.fields) if isinstance(record, Publication) else ())


def _leaves(record: Record) -> Counter[str]:
    return Counter(word for word in repr(record).replace("'", " ").split() if len(word) > 3)


def _is_damaged_form(found: Record, sound: Record) -> bool:
    """Whether ``found`` is most probably the record ``sound`` with a fault, and not an inner table of it."""
    if type(found) is not type(sound):
        return False
    if sound.origin.path.endswith((".enw", ".nbib")):
        return True  # these formats have no inner tables, and no key in the first line
    if found.key == sound.key or sound.key.startswith(found.key):
        return True
    if isinstance(found, Publication) and isinstance(sound, Publication):
        same = (
            found.title == sound.title,
            found.venues == sound.venues != (),
            found.contributors == sound.contributors,
            found.date == sound.date,
            found.links == sound.links,
        )
        start = plain(found.title)[:5]
        return sum(same) >= 2 or (start != "" and plain(sound.title).startswith(start))
    common = _leaves(found) & _leaves(sound)
    return common.total() * 2 >= _leaves(sound).total()


def violations(sound: ReadResult, damaged: Damaged) -> list[str]:
    """Return what is wrong with the records of ``damaged``, beside those of the ``sound`` file."""
    result = read(damaged.shape, damaged.text)
    expected = {record.key: record for record in sound.records}
    assert len(expected.keys() - {"a-prize"}) == 6
    broken = next(record for record in sound.records if _number(record, sound) == damaged.broken)
    wrong: list[str] = []
    for record in sound.records:
        number = _number(record, sound)
        is_cut_off = damaged.cut and (
            number > damaged.broken or (number < 0 and "A Prize" not in damaged.text)
        )
        if record is broken or is_cut_off:
            continue
        same = [found for found in result.records if found.key == record.key and type(found) is type(record)]
        if not same:
            wrong.append(f"lost {record.key}")
        elif _parts(same[0]) != _parts(record):
            wrong.append(f"changed {record.key}")
    lost = list(wrong)
    others = [found for found in result.records if found.key not in expected or found.key == broken.key]
    wrong += [f"invented {found.key}" for found in others if not _is_damaged_form(found, broken)]
    if len(others) > 1:
        wrong.append(f"the record more than once: {', '.join(record.key for record in others)}")
    if (wrong or len(others) > 1) and is_unknowable(damaged):
        following = [record.key for record in sound.records if _number(record, sound) == damaged.broken + 1]
        return [text for text in lost if text != f"lost {''.join(following)}" or "#" not in damaged.kind]
    is_silent = len(result.records) < len(sound.records) and not result.problems
    if is_silent and not damaged.cut and not is_commented_out(damaged):
        wrong.append("silent")
    return wrong


def is_unknowable(damaged: Damaged) -> bool:
    """Return whether the fault leaves a valid YAML file in which the fault is not to be seen."""
    if not damaged.shape.endswith((".yaml", ".cff")):
        return False
    try:
        yaml.safe_load(damaged.text)
    except yaml.YAMLError:
        return False
    _, _, what = damaged.kind.partition(" ")
    if damaged.shape.startswith("flow"):
        return what in (repr(","), repr("#"))
    start = damaged.text.rfind("\n", 0, damaged.position) + 1
    line = damaged.text[start:].partition("\n")[0]
    if damaged.cut:
        return damaged.shape.startswith("awards") and re.fullmatch(r"\s*- \w*", line) is not None
    is_keyed = "keyed" in damaged.shape or damaged.shape == "group-indent-4.yaml"
    is_new_item = what in (repr("-"), repr("\n")) or damaged.kind == "delete" or is_keyed
    return is_new_item and not line[: damaged.position - start].strip(" -")


def is_commented_out(damaged: Damaged) -> bool:
    """Return whether the fault makes a comment of a record that is one line of YAML."""
    start = damaged.text.rfind("\n", 0, damaged.position) + 1
    is_comment = not damaged.text[start : damaged.position].strip() and "#" in damaged.kind
    return damaged.shape.startswith(("flow-each", "flow-lines")) and is_comment


def _number(record: Record, sound: ReadResult) -> int:
    """Return the position of a record among those of the six; a prize beside them comes last."""
    main = [other for other in sound.records if other.key != "a-prize"]
    return main.index(record) if record in main else -1


# --- long runs ---


def random_damage(seed: int, all_shapes: list[Shape]) -> tuple[Shape, Damaged]:
    """Return a random fault of a random shape; the same for the same seed."""
    choice = random.Random(seed)  # noqa: S311  no secrets
    shape = choice.choice(all_shapes)
    broken = choice.randrange(6)
    position = choice.randrange(*shape.spans[broken])
    return shape, damage(shape, position, choice.choice(KINDS), broken)


def _faults(options: argparse.Namespace) -> Iterator[tuple[str, Shape, Damaged]]:
    all_shapes = [shape for shape in shapes() if options.shape in shape.name]
    if options.every:
        for shape in all_shapes:
            for broken in range(6):
                for fault in all_damage(shape, broken):
                    yield f"--shape {shape.name} {broken} {fault.position} {fault.kind}", shape, fault
        return
    end = time.monotonic() + 60 * options.minutes
    seed = options.seed
    while time.monotonic() < end:
        yield f"--seed {seed}", *random_damage(seed, all_shapes)
        seed += 1


def main() -> int:
    """Try faults, print the violations, and return 1 if there are any."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--minutes", type=float, default=1, help="how long to try random faults")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--every", action="store_true", help="every position of every record instead")
    parser.add_argument("--shape", default="", help="only shapes with this in their name")
    options = parser.parse_args()
    sound: dict[str, ReadResult] = {}
    tried = wrong = 0
    for name, shape, fault in _faults(options):
        if shape.name not in sound:
            sound[shape.name] = read(shape.name, shape.text)
        tried += 1
        if found := violations(sound[shape.name], fault):
            wrong += 1
            sys.stdout.write(f"{name}: {shape.name}: {fault.kind} at {fault.position}: {'; '.join(found)}\n")
    sys.stdout.write(f"{tried} faults, {wrong} violations\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
