"""Front matter: a Markdown file per publication, as in sites made with Hugo, HugoBlox, Jekyll and Quarto.

The YAML between two lines of ``---``, or the TOML between ``+++``, at the start of the file is
read (https://gohugo.io/content-management/front-matter/). The key is the name of the file, or
of its folder if the file is called *index*. The text below belongs to the page: its first paragraph
is used only if the front matter has no title, such as in a one-line note about an award.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from ..model.problems import Code
from .aliases import normal_name
from .base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult, decode
from .fields.values import scalar
from .group_names import group_of_fields, group_of_path
from .keys import clean_key
from .native import read_documents
from .site_fields import translate
from .toml_tree import parse_toml
from .trees import Table
from .yaml_tree import parse_yaml

_FENCES = {"---": parse_yaml, "+++": parse_toml}
_FENCE = re.compile(r"\s*(?P<fence>---|\+\+\+)[ \t]*\r?\n")
#: Hugo's page about a folder, which is not about a publication; but that of an author is about a person.
_FOLDER_PAGE = "_index"


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the record in the front matter of a file; drafts and pages about a folder have none."""
    problems = ProblemLog(path)
    text = decode(data, encoding, problems)
    opening = _FENCE.match(text.lstrip("\ufeff"))
    stem = PurePosixPath(path.replace("\\", "/")).stem
    is_folder_page = stem == _FOLDER_PAGE or stem.endswith(f"--{_FOLDER_PAGE}")
    if is_folder_page and options.group != "people":
        return ReadResult((), tuple(problems.found))
    if not opening:
        problems.add(Code.SHAPE, "no front matter: the first line must be --- or +++")
        return ReadResult((), tuple(problems.found))
    fence = opening["fence"]
    above, _, below = text[opening.end() :].partition(f"\n{fence}")
    padding = "\n" * text.count("\n", 0, opening.end())  # keeps the lines of the front matter
    documents = _FENCES[fence](padding + above + "\n", problems)
    tables = [document for document in documents if isinstance(document, Table)]
    if not tables:
        if not problems.found:
            problems.add(Code.SHAPE, "the front matter has no fields", line=1)
        return ReadResult((), tuple(problems.found))
    record = _with_params(tables[0])
    if _is_draft(record):
        return ReadResult((), tuple(problems.found))
    group = options.group or group_of_path(path) or group_of_fields([record]) or "publications"
    if group != "people":  # their title is the role
        _add_title(record, below)
    _drop_page_date(record)
    translate(record, group, path)
    document, records = Table(1), Table(1)
    records.put(_key(path, record), record, 1)
    document.put(group, records, 1)
    return read_documents([document], text, problems, options)


def _with_params(record: Table) -> Table:
    """Return ``record`` with the fields that Hugo has under ``params``."""
    params = record.pop("params", None)
    for name, value in params.items() if isinstance(params, Table) else ():
        record.setdefault(name, value)
    return record


def _is_draft(record: Table) -> bool:
    return scalar(record.get("draft")) == "true" or scalar(record.get("published")) == "false"


def _add_title(record: Table, below: str) -> None:
    """Take the first paragraph ``below`` the front matter for the title if there is none."""
    if "title" not in map(normal_name, record):
        body = below.partition("\n")[2].strip()
        if paragraph := " ".join(re.split(r"\n\s*\n", body)[0].split()):
            record.put("title", paragraph, 0)


def _drop_page_date(record: Table) -> None:
    """Drop the date if it is that of the page: in Quarto, beside a year and a publication."""
    names = {normal_name(name): name for name in record}
    if {"year", "publication", "date"} <= names.keys() and "publishdate" not in names:
        date = scalar(record[names["date"]]) or ""
        if (scalar(record[names["year"]]) or "")[:4] not in date:
            del record[names["date"]]


def _key(path: str, record: Table) -> str:
    posix_path = PurePosixPath(path.replace("\\", "/"))
    key = scalar(record.get("key")) or scalar(record.get("slug")) or ""
    is_index = posix_path.stem.lower() in ("index", _FOLDER_PAGE)
    name = posix_path.parent.name if is_index else posix_path.stem
    return clean_key(key) or clean_key(name) or name or "record"
