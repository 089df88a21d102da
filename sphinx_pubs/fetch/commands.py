"""The commands ``add``, ``update``, ``accept`` and ``reject``: their arguments.

What they do is in ``running``, which is imported when one of them runs: other commands, such as the check
before each commit, do not wait for what needs the network.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from .base import SETTINGS


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
        help=f"bring data files up to date with the services that {SETTINGS} names",
        description=f"Ask the services that {SETTINGS} names, and add new works and new values to the "
        "generated files. What a person wrote is never changed, and what a person removed does not come "
        "back.",
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
    for command, run in ((accepting, _run_accept), (rejecting, _run_reject)):
        command.set_defaults(run=run)
        command.add_argument("keys", nargs="+", metavar="KEY", help="the key of a record in the inbox")
        _add_common(command)


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--site",
        type=Path,
        default=Path(),
        metavar="DIR",
        help=f"the folder of the site, with {SETTINGS} (default: this folder)",
    )
    command.add_argument("--json", action="store_true", help="write one JSON document")


def add_network_options(parser: argparse.ArgumentParser) -> None:
    """Add ``--replay``, ``--record`` and ``--verbose`` to a command."""
    parser.add_argument(
        "--replay",
        type=Path,
        metavar="FOLDER",
        help="take the answers of the services from the recorded ones in this folder, without the network",
    )
    parser.add_argument(
        "--record",
        type=Path,
        metavar="FOLDER",
        help="write the answers of the services to this folder, for --replay; keys are not written",
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="show each request")


# --- running them ---


def _run_add(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    from .running import run_add  # noqa: PLC0415

    return run_add(options, parser)


def _run_update(options: argparse.Namespace, _parser: argparse.ArgumentParser) -> int:
    from .running import run_update  # noqa: PLC0415

    return run_update(options)


def _run_accept(options: argparse.Namespace, _parser: argparse.ArgumentParser) -> int:
    from .running import run_accept  # noqa: PLC0415

    return run_accept(options)


def _run_reject(options: argparse.Namespace, _parser: argparse.ArgumentParser) -> int:
    from .running import run_reject  # noqa: PLC0415

    return run_reject(options)
