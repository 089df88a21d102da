"""Which reader a data file needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import cast

from .base import ReadResult

#: ``read(data, path, encoding="utf-8-sig")`` of a reader's module.
Reader = Callable[..., ReadResult]

#: End of a file's name -> module of its reader. ``.json`` is decided by what is in the file.
_MODULES = {
    ".csl.json": "csl",
    ".bib": "bibtex.reader",
    ".bibtex": "bibtex.reader",
    ".biblatex": "bibtex.reader",
    ".yaml": "native",
    ".yml": "native",
    ".toml": "native",
    ".ris": "ris",
    ".cff": "cff",
    ".md": "front_matter",
    ".markdown": "front_matter",
    ".qmd": "front_matter",
    ".rmd": "front_matter",
}

#: What the records of CSL-JSON have. Found in the bytes, so that a file with a fault goes to its reader too.
_CSL_SIGN = re.compile(
    rb'"(?:issued|container-title|family|literal)"\s*:'
    rb'|"type"\s*:\s*"(?:article|book|chapter|dataset|paper-conference|report|software|speech|thesis|webpage)\b'
)
_FENCE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:---|\+\+\+)[ \t]*\r?\n")
_NATIVE_SIGN = re.compile(rb'"(?:publications|awards|activities|people)"\s*:')


def reader_for(path: str, data: bytes) -> Reader | None:
    """Return the reader for a file, or None where no format has a name like this."""
    name = path.lower()
    module = next((module for suffix, module in _MODULES.items() if name.endswith(suffix)), "")
    if not module and name.endswith(".json"):
        module = "csl" if _is_csl(data) else "native"
    if module == "front_matter" and not _FENCE.match(data):
        return None  # a page like any other
    # Loaded when first needed: a site with YAML files does not wait for a BibTeX parser.
    return cast("Reader", import_module(f".{module}", __package__).read) if module else None


def _is_csl(data: bytes) -> bool:
    """Whether a JSON file has a list of CSL records at its top, or under a name that is none of ours."""
    is_list = data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")
    return bool(_CSL_SIGN.search(data)) and (is_list or not _NATIVE_SIGN.search(data))
