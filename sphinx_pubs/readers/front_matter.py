"""Front matter: a Markdown file for each publication, as Hugo, HugoBlox, Jekyll and Quarto sites have them.

Read is the YAML between two lines of ``---``, or the TOML between ``+++``, at
the start of the file (https://gohugo.io/content-management/front-matter/). The
key is the name of the file, or of its folder where the file is called *index*.
The text below is the page's own; it counts only where the front matter has no
title, as for a one-line note about an award.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from ..model.problems import Code
from .aliases import normal_name
from .base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult, decode
from .fields.values import scalar
from .keys import clean_key
from .native import read_documents
from .shapes import group_of_fields, group_of_path
from .trees import Table, parse_toml
from .yaml_tree import parse_yaml

_FENCES = {"---": parse_yaml, "+++": parse_toml}
_FENCE = re.compile(r"\s*(?P<fence>---|\+\+\+)[ \t]*\r?\n")
#: Hugo's page about a folder, which is about no one publication.
_OF_A_FOLDER = "_index"


def read(data: bytes, path: str, encoding: str = "utf-8-sig", hints: ReadOptions = NO_OPTIONS) -> ReadResult:
    """Return the record that the front matter of a file tells."""
    problems = ProblemLog(path)
    text = decode(data, encoding, problems)
    opening = _FENCE.match(text.lstrip("\ufeff"))
    stem = PurePosixPath(path.replace("\\", "/")).stem
    if stem == _OF_A_FOLDER or stem.endswith(f"--{_OF_A_FOLDER}"):
        return ReadResult((), tuple(problems.found))
    if not opening:
        problems.add(Code.SHAPE, "no front matter: the file must start with a line of --- or +++")
        return ReadResult((), tuple(problems.found))
    fence = opening["fence"]
    above, _, below = text[opening.end() :].partition(f"\n{fence}")
    before = "\n" * text.count("\n", 0, opening.end())
    tables = [one for one in _FENCES[fence](before + above + "\n", problems) if isinstance(one, Table)]
    if not tables:
        if not problems.found:
            problems.add(Code.SHAPE, "the front matter has no fields", line=1)
        return ReadResult((), tuple(problems.found))
    record = _with_params(tables[0])
    if _is_draft(record):
        return ReadResult((), tuple(problems.found))
    group = hints.group or group_of_path(path) or group_of_fields([record]) or "publications"
    _complete(record, below)
    document, content = Table(1), Table(1)
    content.put(_key(path, record), record, 1)
    document.put(group, content, 1)
    return read_documents([document], text, problems, hints)


def _with_params(record: Table) -> Table:
    """Return ``record`` with what Hugo keeps under ``params`` beside the rest."""
    params = record.pop("params", None)
    for name, value in params.items() if isinstance(params, Table) else ():
        record.setdefault(name, value)
    return record


def _is_draft(record: Table) -> bool:
    return scalar(record.get("draft")) == "true" or scalar(record.get("published")) == "false"


def _complete(record: Table, below: str) -> None:
    """Put what the body tells where the front matter has no title; drop Hugo's date of a page without one."""
    names = {normal_name(name): name for name in record}
    if "title" not in names:
        body = below.partition("\n")[2].strip()
        paragraph = " ".join(re.split(r"\n\s*\n", body)[0].split())
        if paragraph:
            record.put("title", paragraph, 0)
    if "year" in names and "publication" in names and "date" in names and "publishdate" not in names:
        written = scalar(record[names["date"]]) or ""
        if (scalar(record[names["year"]]) or "")[:4] not in written:
            del record[names["date"]]  # Quarto: when the page was written


def _key(path: str, record: Table) -> str:
    place = PurePosixPath(path.replace("\\", "/"))
    own = scalar(record.get("key")) or scalar(record.get("slug")) or ""
    name = place.parent.name if place.stem.lower() == "index" else place.stem
    return clean_key(own) or clean_key(name) or name or "record"
