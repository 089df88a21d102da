"""``sphinx-pubs add``: fetch works by their identifiers, and add them to a file that a person keeps.

The file is only added to. Before anything is written, the new file is read again: all its other records must
be as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..check.files import expand, read_records
from ..model.keys import unique_key
from ..model.problems import Code
from ..model.records import Publication, Record
from ..model.text import plain
from ..readers.keys import clean_key
from ..readers.load import reader_for
from .base import Fetched, FetchError, Transport
from .documents import first_problem
from .files import read_bytes
from .forms import Form, form_for
from .matching import Group, SourceWork, combined, group_works
from .native import Value
from .places import with_record
from .providers.lookup import lookup

# Kind of a work -> what a record of it should have, as the fields of a YAML record; the first of several.
_WANTED: dict[str, tuple[tuple[str, ...], ...]] = {
    "article": (("journal",), ("volume", "number"), ("pages",), ("doi",)),
    "inproceedings": (("booktitle",), ("pages",)),
    "incollection": (("booktitle",), ("publisher",), ("pages",)),
    "book": (("publisher",), ("isbn", "doi")),
    "thesis": (("school",),),
    "report": (("institution",),),
}
_ALWAYS = (("authors", "editor"), ("title",), ("date",))


@dataclass(frozen=True, slots=True)
class Added:
    """What happened with one identifier.

    ``key`` is that of the record, ``path`` its file. ``is_new``: it has been added. ``missing`` are fields
    that works of its kind should have, and that no service knows.
    """

    written: str
    key: str
    path: str
    title: str
    is_new: bool
    missing: tuple[str, ...] = ()
    origin: str = ""


@dataclass(slots=True)
class Additions:
    """The result of a command: what was added, what failed, and the files to write."""

    added: list[Added] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    def note(self, written: str, record: Publication, target: Target, group: Group) -> None:
        """Note that a record was added to ``target`` for the identifier ``written``."""
        missing = missing_fields(record, target.form.fields(record))
        origin = ", ".join(group.providers)
        title = plain(record.title)
        self.added.append(Added(written, record.key, target.path, title, True, missing, origin))


class Target:
    """A file to which records are added."""

    def __init__(self, folder: Path, path: str, others: Sequence[str]) -> None:
        """Read the file, and the other files of the site, whose keys and works are taken.

        :raises FetchError: if it cannot be read whole, or is of a kind that is not written.
        """
        self.path = path
        try:
            self.form: Form = form_for(path)
        except ValueError as error:
            raise FetchError(str(error)) from error
        self.data = read_bytes(folder / path) or b""
        self.records = self._read(self.data)
        elsewhere = [other for other in others if Path(other) != folder / path]
        self._others = list(read_records(elsewhere).records)

    def _read(self, data: bytes) -> tuple[Record, ...]:
        reader = reader_for(self.path, data)
        assert reader is not None  # form_for has accepted the name
        result = reader(data, self.path)
        if problem := first_problem(result.problems, (Code.SYNTAX, Code.ENCODING)):
            raise FetchError(f"{problem}; correct the file first")
        return result.records

    @property
    def publications(self) -> list[Publication]:
        """The publications of the file."""
        return [record for record in self.records if isinstance(record, Publication)]

    def known(self) -> dict[str, Publication]:
        """Return the works with a title in this file and the others, by key."""
        records = [*self._others, *self.records]
        return {record.key: record for record in records if isinstance(record, Publication) and record.title}

    def keys(self) -> set[str]:
        """Return all keys that are taken."""
        return {record.key for record in (*self._others, *self.records)}

    def add(self, record: Publication) -> None:
        """Add a record; nothing else in the file changes.

        :raises FetchError: if the file has a form to which nothing can be added.
        """
        fields = self.form.fields(record)
        data = with_record(self.data, self.publications, self.form, record.key, fields)
        records = self._with(record.key, data)
        if data is None or records is None:
            raise FetchError(f"{self.path} has a form to which no record can be added; use --to with another")
        self.data, self.records = data, records

    def replace(self, data: bytes, record: Publication) -> None:
        """Take new content in which only ``record`` has more fields.

        :raises FetchError: if something else differs.
        """
        records = self._read(data)
        index = self.records.index(record)
        completed = records[index] if len(records) == len(self.records) else None
        is_complete = isinstance(completed, Publication) and completed.title
        others, before = ((*each[:index], *each[index + 1 :]) for each in (records, self.records))
        if not is_complete or _contents(others) != _contents(before):
            raise FetchError(f"{record.key!r} has a form to which no field can be added; use --into FILE")
        self.data, self.records = data, records

    def _with(self, key: str, data: bytes | None) -> tuple[Record, ...] | None:
        """Return the records in new content: those as before, and the one with ``key``; else None."""
        try:
            records = self._read(data) if data is not None else ()
        except FetchError:
            return None
        old = [record for record in records if record.key != key]
        is_sound = len(records) == len(self.records) + 1 and _contents(old) == _contents(self.records)
        return records if is_sound else None


def _contents(records: Iterable[Record]) -> list[tuple[Record, dict[str, str]]]:
    """Return the records with the fields that they were read from, for comparison."""
    return [(record, dict(record.fields)) for record in records]


def add(
    folder: Path,
    written: Sequence[str],
    path: str,
    key: str,
    transport: Transport,
    log: Callable[[str], None],
) -> Additions:
    """Fetch the works with the identifiers ``written``, and add them to the file ``path``.

    :param key: the key of the record; empty to make one. Only for one identifier.
    :raises FetchError: if the file cannot be added to.
    """
    additions = Additions()
    target = Target(folder, path, data_files(folder))
    before = target.data
    for identifier in written:
        log(f"{identifier} …")
        try:
            _add(target, identifier, key, transport, additions)
        except (FetchError, ValueError) as error:
            additions.errors.append(str(error))
    if target.data != before:
        additions.files[path] = target.data
    return additions


def _add(target: Target, identifier: str, key: str, transport: Transport, additions: Additions) -> None:
    fetched = lookup(identifier, transport)
    additions.warnings += fetched.warnings
    known = target.known()
    works = by_provider(fetched)
    keys = tuple(key for group in group_works(works, known, {}, {}) for key in group.keys)
    group = Group(works, keys)
    record = combined(group)
    if group.keys:
        path = known[group.keys[0]].origin.path
        additions.added.append(Added(identifier, group.keys[0], path, plain(record.title), is_new=False))
        return
    taken = target.keys()
    if key in taken:
        raise FetchError(f"the key {key!r} is taken; choose another with --key")
    key = key or unique_key(clean_key(record.key) or "untitled", taken)
    record = replace(record, key=key)
    target.add(record)
    additions.note(identifier, record, target, group)


def by_provider(fetched: Fetched) -> tuple[SourceWork, ...]:
    """Return what was fetched for one identifier; no source of ``pubs.toml`` had it, but a provider."""
    return tuple(SourceWork(work, work.provider) for work in fetched.works)


def missing_fields(record: Publication, fields: dict[str, Value]) -> tuple[str, ...]:
    """Return the fields that a work of this kind should have and that ``fields`` does not."""
    has_author = {"authors": "author", "date": "year"}
    wanted = (*_ALWAYS, *_WANTED.get(record.kind, ()))
    return tuple(
        names[0]
        for names in wanted
        if not any(name in fields or has_author.get(name) in fields for name in names)
    )


def data_files(folder: Path) -> list[str]:
    """Return the data files of a site: those below ``data``, and those beside ``conf.py``."""
    patterns = ("data", "*.bib", "*.yaml", "*.yml")
    found = [path for pattern in patterns for path in expand(str(folder / pattern))]
    return list(dict.fromkeys(found))


def default_file(folder: Path) -> str:
    """Return the file to add to if none is named: the only hand-kept file with publications.

    :raises FetchError: if there is none, or more than one.
    """
    candidates = [path for path in data_files(folder) if _takes_publications(path)]
    names = [Path(path).relative_to(folder).as_posix() for path in candidates]
    if len(names) == 1:
        return names[0]
    found = f"several files have publications: {', '.join(names)}" if names else "no file has publications"
    raise FetchError(f"{found}; name the file with --to, such as --to data/papers.yaml")


def _takes_publications(path: str) -> bool:
    """Whether a data file is one that a person keeps, for publications."""
    name = Path(path).name
    if ".auto." in name or ".inbox." in name or not name.endswith((".bib", ".yaml", ".yml")):
        return False
    if Path(path).stem in ("papers", "publications"):
        return True
    return any(isinstance(record, Publication) for record in read_records([path]).records)
