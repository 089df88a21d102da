"""Load a data file: its size limit, its format, and the records that ``path#group`` asks for.

The format follows from the end of the file's name. Only some questions need the content:
whether a ``.json`` file is CSL-JSON or the answer of a service, and of which service an XML
file is; whether a YAML file is one of Hayagriva, and whether a Markdown page has front matter.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Protocol, cast

from ..model.problems import Code, Origin, Problem
from .base import NO_OPTIONS, ReadOptions, ReadResult
from .contents import content_without_entries, foreign_content
from .groups import split_group
from .misspellings import misspelt_names
from .services import SERVICES
from .services.detection import service_of
from .services.xml_roots import service_of_xml

#: Largest file that is read, in bytes: the default of ``pubs_max_bytes``.
MAX_BYTES = 20_000_000

#: End of the file name -> module of the reader. For ``.json`` and XML the content decides.
_MODULES = {
    ".csl.json": "csl",
    ".bib": "bibtex.reader",
    ".bibtex": "bibtex.reader",
    ".biblatex": "bibtex.reader",
    ".yaml": "native",
    ".yml": "native",
    ".toml": "native",
    ".ris": "ris",
    ".nbib": "nbib",
    ".enw": "enw",
    ".cff": "cff",
    ".md": "front_matter",
    ".markdown": "front_matter",
    ".qmd": "front_matter",
    ".rmd": "front_matter",
}

_XML = (".xml", ".atom")

# The readers of formats whose records may have any field. The others report each unknown field.
_OWN_FIELDS = ("bibtex.reader", "csl")

# Names and types that only CSL records have. The bytes are searched, not the parsed value: a file
# with a syntax error must reach the right reader, too.
_CSL_SIGN = re.compile(
    rb'"(?:issued|container-title|family|literal)"\s*:'
    rb'|"type"\s*:\s*"(?:article|book|chapter|dataset|paper-conference|report|software|speech|thesis|webpage)\b'
)
# Names that only CSL has, and those at the top of one record or of a list of them.
_CSL_FIELD = re.compile(rb'"(?:issued|container-title)"\s*:')
_CSL_TOP = frozenset({"type", "title", "author", "items", "references"})
_NATIVE_SIGN = re.compile(rb'"(?:publications|awards|activities|people)"\s*:')
_NATIVE_START = re.compile(rb'(?:\xef\xbb\xbf)?\s*+\{\s*+"(?:publications|awards|activities|people)"')
# Types and fields that only entries of Hayagriva have, and the beginnings of other YAML files.
_HAYAGRIVA_TYPE = re.compile(
    rb"^[ \t]+type:[ \t]*+[\"']?(?:article|chapter|entry|anthos|report|thesis|web|scene|artwork|patent|case"
    rb"|newspaper|legislation|manuscript|original|post|misc|performance|periodical|proceedings|book|blog"
    rb"|reference|conference|anthology|repository|thread|video|audio|exhibition)\b",
    re.IGNORECASE | re.MULTILINE,
)
_HAYAGRIVA_FIELD = re.compile(
    rb"^[ \t]+(?:parent|serial-number|page-range|page-total|time-range|volume-total|affiliated):",
    re.MULTILINE,
)
_NOT_HAYAGRIVA = re.compile(rb"^(?:-[ \t]|(?:publications|awards|activities|people):)", re.MULTILINE)
_FENCE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:---|\+\+\+)[ \t]*\r?\n")


class Reader(Protocol):
    """The function ``read`` of a format's module."""

    def __call__(
        self, data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS, /
    ) -> ReadResult:
        """Return the records in ``data`` and the problems found there. No file is opened."""


def load_file(
    source: str,
    options: ReadOptions = NO_OPTIONS,
    *,
    encoding: str = "utf-8-sig",
    max_bytes: int = MAX_BYTES,
    limit_name: str = "",
) -> ReadResult:
    """Read the data file ``source``: a path, or ``path#group``.

    A group in ``source`` takes the place of ``options.group``. The result has a
    problem and no records if the file is larger than ``max_bytes``, cannot be
    opened, or has an unknown format. ``limit_name`` is the setting that the
    message about a large file names.
    """
    path, group = split_group(source)
    try:
        status = Path(path).stat()
        if not (S_ISREG(status.st_mode) or S_ISDIR(status.st_mode)):  # a pipe or a device may never end
            return _failed(path, Code.SOURCE, "cannot read the file: it is not a regular file")
        size = status.st_size
        if size > max_bytes:
            limit = f"{limit_name} allows {max_bytes}" if limit_name else f"the limit is {max_bytes}"
            return _failed(path, Code.SIZE, f"file skipped: it has {size} bytes, but {limit}")
        data = Path(path).read_bytes()
    except OSError as error:
        return _failed(path, Code.SOURCE, f"cannot read the file: {error.strerror}")
    module = _module_for(path, data)
    if not module:
        formats = ".bib, .yaml, .json, .toml, .ris, .nbib, .enw, .cff or a page with front matter"
        if path.lower().endswith(_XML):
            formats = "XML of arXiv, PubMed or DataCite; export it as .bib or .ris instead"
        return _failed(path, Code.SOURCE, f"unknown format: the file must be {formats}")
    result = _reader(module)(data, path, encoding, replace(options, group=group or options.group))
    if content := _content_instead(result, data, path, module):
        return _failed(path, Code.SOURCE, f"no entry in this file: {content}")
    misspelt = misspelt_names(result.records, fields=module in _OWN_FIELDS)
    return replace(result, problems=(*result.problems, *misspelt))


def _content_instead(result: ReadResult, data: bytes, path: str, module: str) -> str:
    """Return what a file has instead of entries; an empty string if it has some, or if that may be meant."""
    if path.lower().endswith(_XML):
        return ""  # the reader knows better
    content = foreign_content(data)
    if content and not any(record.title for record in result.records):
        return content  # an @media of a style sheet may look like an entry; a page may also show entries
    if result.records or module == "front_matter":
        return ""
    return content_without_entries(data, path)


def reader_for(path: str, data: bytes) -> Reader | None:
    """Return the function that reads a file with this name and content; None for an unknown format."""
    module = _module_for(path, data)
    return _reader(module) if module else None


def _reader(module: str) -> Reader:
    # Imported when first needed: a site with YAML files does not wait for the BibTeX reader.
    return cast("Reader", import_module(f".{module}", __package__).read)


def _module_for(path: str, data: bytes) -> str:
    """Return the module that reads a file with this name and content; empty for an unknown format."""
    name = path.lower()
    module = next((module for suffix, module in _MODULES.items() if name.endswith(suffix)), "")
    if not module and name.endswith(".json"):
        service = "" if _NATIVE_START.match(data) else service_of(data)
        module = f"services.{SERVICES[service]}" if service else "csl" if _is_csl(data) else "native"
    if name.endswith(_XML) and (service := service_of_xml(data)):
        module = f"services.{SERVICES[service]}"
    if name.endswith((".yaml", ".yml")) and _is_hayagriva(data):
        module = "hayagriva"
    if module == "front_matter" and not _FENCE.match(data):
        return ""  # an ordinary page
    return module


def _is_csl(data: bytes) -> bool:
    """Whether a JSON file has signs of CSL, and is a list or has no group of a native file.

    People write ``type`` and ``family`` in native records as well: a mapping with these signs only is CSL
    if it is one record, or has a list ``items`` or ``references``.
    """
    if not _CSL_SIGN.search(data):
        return False
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"["):
        return True
    if _NATIVE_SIGN.search(data):
        return False
    return bool(_CSL_FIELD.search(data)) or _has_top_level(start, _CSL_TOP)


def _has_top_level(data: bytes, names: frozenset[str]) -> bool:
    """Whether a JSON object has one of ``names``; one with a syntax error must begin with a plain value."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return not re.match(rb'\{\s*"[^"\\]*"\s*:\s*\{', data)
    return isinstance(document, dict) and not names.isdisjoint(document)


def _is_hayagriva(data: bytes) -> bool:
    """Whether a YAML file is a mapping from keys to entries with types and fields that only Hayagriva has."""
    is_other = _NOT_HAYAGRIVA.search(data)
    return bool(_HAYAGRIVA_FIELD.search(data) and _HAYAGRIVA_TYPE.search(data) and not is_other)


def _failed(path: str, code: Code, message: str) -> ReadResult:
    return ReadResult(problems=(Problem(code, message, Origin(path)),))
