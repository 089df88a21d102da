"""``pubs.toml``: which services to ask, and which files to write and to read."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..model.problems import did_you_mean
from .base import SETTINGS, FetchError
from .files import read_bytes
from .forms import form_for
from .providers.ids import check_id
from .providers.table import PROVIDERS

_TOP = frozenset({"contact", "known", "exclude", "source"})
# Where hand-kept files are if ``known`` does not say it.
_KNOWN = ("data/*", "*.bib")
_IN_SOURCE = frozenset({"provider", "id", "into", "person", "inbox"})


@dataclass(frozen=True, slots=True)
class Source:
    """One ``[[source]]``. ``inbox`` is the file for works to review, only for *cites*."""

    provider: str
    ids: tuple[str, ...]
    into: str
    person: str = ""
    inbox: str = ""

    @property
    def name(self) -> str:
        """The name in messages and in the lock: provider and ids."""
        return f"{self.provider} {', '.join(self.ids)}"


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole file. ``known`` are patterns of hand-kept files, ``exclude`` identifiers and titles."""

    sources: tuple[Source, ...]
    contact: str
    known: tuple[str, ...]
    exclude: tuple[str, ...]


def read_settings(data: bytes) -> Settings:
    """Return the settings in the bytes of ``pubs.toml``.

    :raises FetchError: if they are not valid; the message names all mistakes.
    """
    try:
        document = tomllib.loads(data.decode("utf-8-sig"))
    except ValueError as error:  # TOMLDecodeError and UnicodeDecodeError
        raise FetchError(f"{SETTINGS}: {error}") from error
    errors = _unknown(document, _TOP, "")
    sources: list[Source] = []
    tables = document.get("source", [])
    if isinstance(tables, Mapping):
        errors.append("write [[source]] in two pairs of brackets: there can be several")
    elif not isinstance(tables, list) or not tables:
        errors.append("no source: add a table [[source]] with provider, id and into")
    if not isinstance(tables, list):
        tables = []
    for number, table in enumerate(tables, 1):
        found = _source(table, number)
        if isinstance(found, Source):
            sources.append(found)
        else:
            errors += found
    errors += [*_shared_inboxes(sources), *_repeated(sources)]
    contact = document.get("contact", "")
    if not isinstance(contact, str):
        errors.append("contact must be an e-mail address in quotes")
    lists = {name: _strings(document.get(name)) for name in ("known", "exclude")}
    for name, value in lists.items():
        if value is None:
            errors.append(f"{name} must be a string or a list of strings")
    if errors:
        raise FetchError("\n".join(f"{SETTINGS}: {error}" for error in errors))
    if isinstance(contact, str) and contact.endswith("@example.org"):
        contact = ""  # nobody has put in an address yet
    known = lists["known"] if "known" in document else _KNOWN
    return Settings(tuple(sources), str(contact), tuple(known or ()), tuple(lists["exclude"] or ()))


def contact_in(folder: Path) -> str:
    """Return the contact address in the ``pubs.toml`` of a folder; an empty string without one.

    :raises FetchError: if the file is not valid.
    """
    data = read_bytes(folder / SETTINGS)
    return read_settings(data).contact if data is not None else ""


def _source(table: object, number: int) -> Source | list[str]:
    """Return the source in a table, or what is wrong with it."""
    where = f"source {number}"
    if not isinstance(table, Mapping):
        return [f"{where}: write it as a table [[source]]"]
    errors = _unknown(table, _IN_SOURCE, f"{where}: ")
    provider, into = table.get("provider"), table.get("into")
    person, inbox = table.get("person", ""), table.get("inbox", "")
    if not isinstance(provider, str) or provider not in PROVIDERS:
        hint = did_you_mean(str(provider or ""), PROVIDERS) or f"; use one of {', '.join(PROVIDERS)}"
        return [*errors, f"{where}: unknown provider {str(provider or '')[:40]!r}{hint}"]
    checked, wrong_ids = _checked_ids(provider, table.get("id"))
    errors += [f"{where}: {error}" for error in wrong_ids]
    paths = {"into": into, "inbox": inbox or (_inbox(str(into)) if provider == "cites" else "")}
    for name, path in paths.items():
        if path or name == "into":
            errors += [f"{where}: {error}" for error in _path_errors(name, path)]
    if inbox and PurePosixPath(str(inbox)).suffix != PurePosixPath(str(into)).suffix:
        errors.append(f"{where}: into and inbox must have the same suffix, .yaml or .bib")
    if not isinstance(person, str):
        errors.append(f"{where}: person must be the key of a person, in quotes")
    if inbox and provider != "cites":
        errors.append(f"{where}: inbox is only for the provider cites")
    if errors:
        return errors
    return Source(provider, tuple(checked), str(into), str(person), str(paths["inbox"]))


def is_inside(path: str) -> bool:
    """Whether a path is one below the folder of ``pubs.toml``, on every system."""
    pure = PurePosixPath(path)
    return not (pure.is_absolute() or ".." in pure.parts or "\\" in path or ":" in path)


def _repeated(sources: Sequence[Source]) -> list[str]:
    """Return what is wrong with sources that have the same name: the lock would not tell them apart."""
    names = [source.name for source in sources]
    twice = dict.fromkeys(name for name in names if names.count(name) > 1)
    return [f"{name[:40]!r} is the source of two tables; remove one of them" for name in twice]


def _path_errors(name: str, path: object) -> list[str]:
    if not isinstance(path, str) or not path:
        return [f"{name} is missing: the file to write, such as data/papers.auto.yaml"]
    if not is_inside(path):
        return [f"{name} must be a path below the folder of {SETTINGS}, with slashes, not {path[:40]!r}"]
    try:
        form_for(path)
    except ValueError as error:
        return [f"{name}: {error}"]
    return []


def _checked_ids(provider: str, written: object) -> tuple[list[str], list[str]]:
    """Return the ids of a source in their normal form, and what is wrong with them."""
    ids = _strings(written)
    if ids is None:
        return [], ["id must be a string or a list of strings"]
    if not ids:
        return [], [f"id is missing: what {provider} calls the person, the group or the work"]
    checked, errors = [], []
    for value in ids:
        try:
            checked.append(check_id(provider, value))
        except ValueError as error:
            errors.append(str(error))
    return checked, errors


def _shared_inboxes(sources: Collection[Source]) -> list[str]:
    """Return what is wrong with inboxes: works to review would be on the pages at once."""
    shown = {PurePosixPath(source.into) for source in sources}
    shared = [source.inbox for source in sources if source.inbox and PurePosixPath(source.inbox) in shown]
    return [f"{path} cannot be an inbox and into: name another file with inbox" for path in shared]


def _inbox(into: str) -> str:
    """Return ``data/users.inbox.yaml`` for ``data/users.auto.yaml`` or ``data/users.yaml``."""
    path = PurePosixPath(into)
    stem = path.stem.removesuffix(".auto")
    return str(path.with_name(f"{stem}.inbox{path.suffix}"))


def _unknown(table: Mapping[str, object], known: Collection[str], where: str) -> list[str]:
    names = [name for name in table if name not in known]
    return [
        f"{where}unknown key {name[:40]!r}{did_you_mean(name, known) or '; use ' + ', '.join(sorted(known))}"
        for name in names
    ]


def _strings(value: object) -> list[str] | None:
    """Return a string or a list of strings as a list; an empty one for nothing, None for any other value."""
    if value is None:
        return []
    values = value if isinstance(value, list) else [value]
    strings = [item for item in values if isinstance(item, str)]
    return strings if len(strings) == len(values) else None
