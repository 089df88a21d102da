"""What the commands ``add``, ``update``, ``accept`` and ``reject`` do: run, write the files, and report."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from ..check.report import printable_line
from .add import Added, Additions, add, default_file
from .base import FetchError
from .changes import Outcome, as_json, as_text
from .complete import complete
from .files import write_files
from .network import transport_from
from .review import accept, reject
from .settings import contact_in
from .update import Progress, update

# Exit statuses; that of a change is 1.
OK, TROUBLE = 0, 2


def run_update(options: argparse.Namespace) -> int:
    """Run ``update``; return the exit status."""
    try:
        outcome = update(
            options.site, lambda contact: transport_from(options, contact, _log), _progress(options)
        )
    except FetchError as error:
        return _fail(error)
    status = _write(options.site, outcome, is_dry=options.dry_run)
    _print(as_json if options.json else as_text, outcome, is_dry=options.dry_run)
    return status


def run_accept(options: argparse.Namespace) -> int:
    """Run ``accept``; return the exit status."""
    return _review(accept, options)


def run_reject(options: argparse.Namespace) -> int:
    """Run ``reject``; return the exit status."""
    return _review(reject, options)


def _review(decide: Callable[[Path, list[str]], Outcome], options: argparse.Namespace) -> int:
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


def run_add(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Run ``add``; return the exit status. Arguments that do not fit together end the process."""
    if bool(options.ids) == bool(options.complete):
        parser.error("add: name identifiers, or a file with --complete")
    if options.complete and not (options.into or options.in_place):
        parser.error("add: --complete needs --in-place or --into FILE")
    if options.key and len(options.ids) != 1:
        parser.error("add: --key is for one identifier")
    folder = options.site
    try:
        transport = transport_from(options, contact_in(folder), _log)
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


def _log(line: str) -> None:
    sys.stderr.write(f"{printable_line(line)}\n")
    sys.stderr.flush()


def _progress(options: argparse.Namespace) -> Progress:
    """Return what shows progress: on a terminal, and with ``--verbose``; elsewhere nothing does."""
    is_shown = options.verbose or sys.stderr.isatty()
    return _log if is_shown else _ignore


def _ignore(_line: str) -> None:
    """Show nothing."""
