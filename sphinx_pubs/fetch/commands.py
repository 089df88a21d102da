"""The commands ``add``, ``update``, ``accept`` and ``reject``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

from ..check.report import printable_line
from .add import Added, Additions, add, default_file
from .base import FetchError
from .changes import Outcome, as_json, as_text
from .complete import complete
from .files import write_files
from .network import add_network_options, transport_from
from .review import accept, reject
from .settings import NAME, contact_in
from .update import update

# Exit statuses.
OK, CHANGED, TROUBLE = 0, 1, 2


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add these commands to those of the command line."""
    _add_add(commands)
    _add_update(commands)
    _add_review(commands)


def _add_add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "add",
        help="fetch papers by DOI, arXiv id and the like, and add them to a data file",
        description="Fetch works by their identifiers, and add a complete record of each to the end of a "
        "data file. Nothing else in the file changes. A work that some data file has already is not added.",
        epilog="Exit status: 0 if the file has all of them, 2 for errors, such as an identifier that no "
        "service knows; the others are added.",
    )
    command.set_defaults(run=_run_add)
    command.add_argument(
        "ids",
        nargs="*",
        metavar="ID",
        help="a DOI, an arXiv id, a PMID, an ISBN, a HAL id, a bibcode of ADS, or the URL of one of these",
    )
    command.add_argument(
        "--to",
        metavar="FILE",
        help="the .bib or .yaml file to add to (default: the only one with publications here or below data)",
    )
    command.add_argument("--key", default="", help="the key of the record (default: he2016deep and the like)")
    command.add_argument(
        "--complete",
        metavar="FILE",
        help="instead of adding works: fetch the records of this file that are only an identifier",
    )
    where = command.add_mutually_exclusive_group()
    where.add_argument(
        "--into", metavar="FILE", help="with --complete: add the complete records to this file, an overlay"
    )
    where.add_argument(
        "--in-place", action="store_true", help="with --complete: add the missing fields to the records"
    )
    _add_common(command)
    add_network_options(command)


def _add_update(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "update",
        help=f"bring data files up to date with the services that {NAME} names",
        description=f"Ask the services that {NAME} names, and add new works and new values to the generated "
        "files. What a person wrote is never changed, and what a person removed does not come back.",
        epilog="Exit status: 0 if nothing changes, 1 if something does, 2 for errors; a source that fails "
        "costs its own records only.",
    )
    command.set_defaults(run=_run_update)
    command.add_argument(
        "--dry-run", action="store_true", help="show what would change, record by record, and write nothing"
    )
    _add_common(command)
    add_network_options(command)


def _add_review(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    epilog = "Exit status: 0 if all keys are known, 2 if one is not; the others are done."
    accepting = commands.add_parser(
        "accept",
        help="take papers that cite yours from the inbox into the list",
        description="Move records from the inbox to the generated file that the pages show. A record that "
        "was rejected or removed is written again.",
        epilog=epilog,
    )
    rejecting = commands.add_parser(
        "reject",
        help="reject papers that cite yours; update does not ask again",
        description="Take records out of the inbox, or out of a generated file. They do not come back.",
        epilog=epilog,
    )
    for command, decide in ((accepting, accept), (rejecting, reject)):
        command.set_defaults(run=partial(_run_review, decide))
        command.add_argument("keys", nargs="+", metavar="KEY", help="the key of a record in the inbox")
        _add_common(command)


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--site",
        type=Path,
        default=Path(),
        metavar="DIR",
        help=f"the folder of the site, with {NAME} (default: this folder)",
    )
    command.add_argument("--json", action="store_true", help="write one JSON document")


# --- running them ---


def _run_update(options: argparse.Namespace, _parser: argparse.ArgumentParser) -> int:
    log = _log(options)
    try:
        outcome = update(
            options.site, lambda contact: transport_from(options, contact, log), _progress(options)
        )
    except FetchError as error:
        return _fail(error)
    status = _write(options.site, outcome, is_dry=options.dry_run)
    _print(as_json if options.json else as_text, outcome, is_dry=options.dry_run)
    return status


def _run_review(
    decide: Callable[[Path, list[str]], Outcome],
    options: argparse.Namespace,
    _parser: argparse.ArgumentParser,
) -> int:
    try:
        outcome = decide(options.site, options.keys)
    except FetchError as error:
        return _fail(error)
    status = _write(options.site, outcome)
    _print(as_json if options.json else as_text, outcome)
    return TROUBLE if status == TROUBLE else OK


def _write(folder: Path, outcome: Outcome, *, is_dry: bool = False) -> int:
    """Write the files of ``outcome``, and its warnings and errors to stderr; return the exit status."""
    if not is_dry:
        try:
            write_files(folder, outcome.files)
        except FetchError as error:
            outcome.errors.append(str(error))
    _complain("warning", outcome.warnings)
    _complain("error", outcome.errors)
    return outcome.status


def _print(form: Callable[..., Iterator[str]], outcome: Outcome, *, is_dry: bool = False) -> None:
    for line in form(outcome, is_dry=is_dry):
        sys.stdout.write(f"{printable_line(line) if form is as_text else line}\n")


def _run_add(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    if bool(options.ids) == bool(options.complete):
        parser.error("add: name identifiers, or a file with --complete")
    if options.complete and not (options.into or options.in_place):
        parser.error("add: --complete needs --in-place or --into FILE")
    if options.key and len(options.ids) != 1:
        parser.error("add: --key is for one identifier")
    folder = options.site
    try:
        transport = transport_from(options, contact_in(folder), _log(options))
        progress = _progress(options)
        if options.complete:
            additions = complete(folder, options.complete, options.into or "", transport, progress)
        else:
            path = options.to or default_file(folder)
            additions = add(folder, options.ids, path, options.key, transport, progress)
        write_files(folder, additions.files)
    except FetchError as error:
        return _fail(error)
    _complain("warning", additions.warnings)
    _complain("error", additions.errors)
    for line in _added_json(additions) if options.json else map(_described, additions.added):
        sys.stdout.write(f"{line if options.json else printable_line(line)}\n")
    return TROUBLE if additions.errors else OK


def _described(added: Added) -> str:
    if not added.is_new:
        return f"{added.key}: {added.title}: in {added.path} already"
    missing = f"; missing: {', '.join(added.missing)}" if added.missing else ""
    return f"{added.key}: {added.title} ({added.origin}): added to {added.path}{missing}"


def _added_json(additions: Additions) -> Iterator[str]:
    document = {
        "added": [asdict(added) for added in additions.added],
        "errors": additions.errors,
        "warnings": additions.warnings,
    }
    yield json.dumps(document, indent=2)


# --- messages ---


def _fail(error: FetchError) -> int:
    _complain("error", str(error).splitlines())
    return TROUBLE


def _complain(level: str, messages: list[str]) -> None:
    for message in dict.fromkeys(messages):
        sys.stderr.write(f"sphinx-pubs: {level}: {printable_line(message)}\n")


def _log(options: argparse.Namespace) -> Callable[[str], None]:
    def log(line: str) -> None:
        sys.stderr.write(f"{printable_line(line)}\n")

    return log


def _progress(options: argparse.Namespace) -> Callable[[str], None]:
    """Return what shows progress: on a terminal, and with ``--verbose``; elsewhere nothing does."""
    is_shown = options.verbose or sys.stderr.isatty()

    def progress(line: str) -> None:
        if is_shown:
            sys.stderr.write(f"{printable_line(line)}\n")
            sys.stderr.flush()

    return progress
