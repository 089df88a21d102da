"""The command ``sphinx-pubs init``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from textwrap import indent

from ..model import identifiers
from .additions import conf_lines, toctree_lines
from .project import Citation, find_citation, project_name, text_of
from .site import KINDS, Plan, site_files
from .writing import existing, write_new

_WRITTEN, _KEPT, _TROUBLE = 0, 1, 2


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of the command line."""
    command = commands.add_parser(
        "init",
        help="write the files of a new site, or those that a site lacks",
        description="Write a site with lists of publications, people and awards that can be built at once. "
        "A file that exists is never changed: in a Sphinx project, the command writes what is missing, and "
        "shows the lines to add to conf.py.",
        epilog="Exit status: 0 if all files are written, 1 if some exist and are kept, 2 for errors: wrong "
        "arguments, or a file that cannot be written.",
    )
    command.set_defaults(run=_init)
    command.add_argument(
        "folder", nargs="?", default=".", metavar="DIR", help="the folder of the site (default: this folder)"
    )
    command.add_argument(
        "--kind",
        choices=KINDS,
        default=KINDS[0],
        help="whose site it is: a person's, a lab's, or the documentation of software, with the papers that "
        f"use it (default: {KINDS[0]})",
    )
    command.add_argument(
        "--name",
        type=_name,
        default="",
        help="the name of the person, the lab or the software (default: a placeholder)",
    )
    command.add_argument(
        "--orcid",
        type=_orcid,
        metavar="ID",
        help="an ORCID iD, from which sphinx-pubs update gets papers",
    )
    command.add_argument(
        "--theme",
        default="",
        metavar="NAME",
        help="an HTML theme (default: furo if installed, else alabaster)",
    )


def _name(text: str) -> str:
    """Return a name on one line, without control characters and what is not valid Unicode."""
    return " ".join("".join(char for char in text if char.isprintable() or char.isspace()).split())


def _orcid(text: str) -> str:
    """Return an ORCID iD in its usual form.

    :raises argparse.ArgumentTypeError: for anything else.
    """
    identifier = identifiers.orcid(text)
    if identifier is None:
        raise argparse.ArgumentTypeError(
            f"invalid ORCID iD {text[:40]!r}: copy it from orcid.org; it looks like 0000-0002-1825-0097"
        )
    return identifier.value


def _init(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Write the site, and say what has been done and what to do next. Return the exit status."""
    folder = Path(options.folder)
    for path in (folder, folder / "data"):
        if os.path.lexists(path) and not path.is_dir():
            return _failed(f"{path} is not a folder: name another one, or move the file")
    try:
        conf = text_of(folder / "conf.py")
        plan = _plan(options, folder, conf)
        files = site_files(plan)
        kept = {name: found for name in files if (found := existing(folder, name))}
        for name in files:
            if name not in kept:
                write_new(folder / name, files[name])
        lines = [*_report(folder, files, kept)]
        if "conf.py" in kept:
            lines += _additions(folder, conf, kept.get("index.rst", ""), plan)
        elif not _has_theme(plan.theme):
            lines += ["", f"The theme {plan.theme!r} is not installed here: install it before the next step."]
    except OSError as error:
        return _failed(f"{error.filename or folder}: {error.strerror or error}")
    sys.stdout.write("\n".join((*lines, *_next_steps(folder, plan), "")))
    return _KEPT if kept else _WRITTEN


def _plan(options: argparse.Namespace, folder: Path, conf: str) -> Plan:
    """Return what is asked for. The rest is taken from the files of the project, or guessed.

    :param conf: the text of ``conf.py``.
    """
    citation = find_citation(folder) if options.kind == "software" else Citation()
    name = project_name(conf) or citation.title if options.kind != "homepage" else ""
    return Plan(
        kind=options.kind,
        theme=options.theme or ("furo" if _has_theme("furo") else "alabaster"),
        today=datetime.now().astimezone().date(),
        name=options.name or name,
        orcid=options.orcid or "",
        citation=citation.path,
        dois=citation.dois,
    )


def _failed(message: str) -> int:
    sys.stderr.write(f"sphinx-pubs init: {message}\n")
    return _TROUBLE


def _has_theme(name: str) -> bool:
    """Return whether Sphinx finds a theme: one that a package declares, or one of its own."""
    if any(entry.name == name for entry in entry_points(group="sphinx.html_themes")):
        return True
    sphinx = find_spec("sphinx")
    folders = (sphinx.submodule_search_locations if sphinx else None) or []
    return any((Path(folder) / "themes" / name).is_dir() for folder in folders)


def _report(folder: Path, names: Iterable[str], kept: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each file."""
    yield from (f"wrote {folder / name}" for name in names if name not in kept)
    for name, found in kept.items():
        instead = "" if found == name else f", so {name} is not written"
        yield f"kept {folder / found}, which exists{instead}"


def _additions(folder: Path, conf: str, index: str, plan: Plan) -> Iterator[str]:
    """Yield what an existing project needs besides the files."""
    if settings := conf_lines(conf, plan):
        yield from ("", f"Add to {folder / 'conf.py'}:", "", indent(settings.rstrip(), "    "))
    if index and (pages := list(toctree_lines(text_of(folder / index), plan.kind))):
        yield from ("", f"Add to a toctree, such as in {folder / index}:", "")
        yield from (f"    {page}" for page in pages)


def _next_steps(folder: Path, plan: Plan) -> Iterator[str]:
    """Yield three lines: what to do next."""
    steps = [
        ("sphinx-build . _build", "builds the pages: open _build/index.html"),
        ("data/*.yaml", "replace what is marked SAMPLE, and build again"),
    ]
    if plan.orcid:
        steps.insert(0, ("sphinx-pubs update", "gets your papers from ORCID"))
    else:
        steps.append(("pubs.toml", "fill it in, and sphinx-pubs update gets papers from ORCID and others"))
    yield from ("", "Next:" if folder == Path() else f"Next, in {folder}:")
    yield from (f"  {what:<24}{why}" for what, why in steps)
