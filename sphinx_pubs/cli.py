"""The command line; the commands ``check`` and ``diff`` are here, the others in ``init`` and ``fetch``."""

from __future__ import annotations

import argparse
import codecs
import io
import os
import sys
from collections.abc import Iterator, Sequence

from . import __version__
from .check.advice import Advice
from .check.diff import as_json, as_text, difference
from .check.files import check, expand, read_records
from .check.report import FORMATS, findings, printable_line
from .fetch.commands import add_commands
from .init.command import add_command as add_init
from .model.duplicates import MERGE, MERGES
from .model.problems import Code

# Exit statuses; argparse exits with 2 for wrong arguments.
OK, FAILED, TROUBLE = 0, 1, 2
# That of a process that SIGINT has ended, by the convention of shells.
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with ``arguments`` (default: those of the process); return the exit status."""
    parser = command_parser()
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal may lack the characters of a title; that must not end the run.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status: int = options.run(options, parser)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has closed the pipe (`| head`). Without this, Python reports an error at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        sys.stderr.write("sphinx-pubs: interrupted\n")
        return INTERRUPTED
    return status


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(prog="sphinx-pubs", description="Publication lists for Sphinx.")
    parser.add_argument("--version", action="version", version=f"sphinx-pubs {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    command = commands.add_parser(
        "check",
        help="report problems in data files without building the site",
        description="Report the problems that a build would report about data files, and give advice.",
        epilog="Exit status: 0 if there is no problem, 1 if there are problems (with --strict: or advice), "
        "2 for wrong arguments.",
    )
    command.set_defaults(run=_check)
    command.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a data file, a folder or a glob pattern; all files together are the sources of one site",
    )
    command.add_argument("--format", choices=FORMATS, default="text", help="output format (default: text)")
    command.add_argument("--strict", action="store_true", help="exit with 1 for advice, too")
    command.add_argument(
        "--ignore",
        action="append",
        default=[],
        type=_codes,
        metavar="CODE",
        help="a code to ignore, such as pubs.bad_date; advice means all advice (repeatable)",
    )
    _add_encoding(command)
    command.add_argument(
        "--merge",
        choices=MERGES,
        default=MERGE,
        help=f"which records of one work to merge, like pubs_merge (default: {MERGE})",
    )
    command.add_argument(
        "--all", action="store_true", help="in text, show all findings of a code and not only the first five"
    )
    _add_diff(commands)
    add_init(commands)
    add_commands(commands)
    return parser


def _add_diff(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "diff",
        help="compare two states of data files: works that are new, gone or changed, and keys",
        description="Show which works are new, gone or changed in NEW, which have another key, and which "
        "records of other files name a key that their work does not have any more.",
        epilog="Exit status: 0 if nothing differs, 1 if something does, 2 if a file cannot be read.",
    )
    command.set_defaults(run=_diff)
    for name in ("old", "new"):
        command.add_argument(name, metavar=name.upper(), help="a data file, a folder or a glob pattern")
    command.add_argument(
        "--with",
        dest="others",
        nargs="+",
        action="extend",
        default=[],
        metavar="FILE",
        help="files that add to the works of both, such as a YAML file with links and awards",
    )
    command.add_argument("--json", action="store_true", help="write one JSON document")
    _add_encoding(command)


def _add_encoding(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--encoding",
        type=_encoding,
        default="utf-8-sig",
        help="encoding of the files, like pubs_encoding (default: utf-8-sig)",
    )


def _diff(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    old, new, others = (
        read_records(_files(patterns, parser), options.encoding)
        for patterns in ([options.old], [options.new], options.others)
    )
    found = difference(old.records, new.records, others.records)
    for line in as_json(found) if options.json else as_text(found):
        sys.stdout.write(f"{printable_line(line) if not options.json else line}\n")
    unread = [problem for state in (old, new, others) for problem in state.unread]
    for problem in dict.fromkeys(unread):
        sys.stderr.write(f"{printable_line(str(problem))}\n")
    return TROUBLE if unread else FAILED if found else OK


def _files(patterns: Sequence[str], parser: argparse.ArgumentParser) -> list[str]:
    """Return the files that some patterns mean, each once; end the run if one matches nothing."""
    files: dict[str, None] = {}
    for pattern in patterns:
        matches = expand(pattern)
        if not matches:
            parser.error(f"no data file: {pattern}")
        files.update(dict.fromkeys(matches))
    return list(files)


def _check(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    checked = check(_files(options.files, parser), options.encoding, options.merge)
    found = findings(checked, {code for codes in options.ignore for code in codes})
    for line in FORMATS[options.format](found, checked, show_all=options.all):
        sys.stdout.write(f"{line}\n")
    failed = any(options.strict or finding.level == "warning" for finding in found)
    return FAILED if failed else OK


def _codes(value: str) -> set[str]:
    """Return the codes in a value of ``--ignore``: full codes, codes without their group, or groups.

    :raises argparse.ArgumentTypeError: for an unknown code.
    """
    codes: set[str] = set()
    for name in filter(None, (part.strip() for part in value.split(","))):
        matching = {
            code for code in _known_codes() if name in {code, code.partition(".")[2], code.partition(".")[0]}
        }
        if not matching:
            raise argparse.ArgumentTypeError(f"unknown code {name!r}")
        codes |= matching
    return codes


def _known_codes() -> Iterator[str]:
    yield from (f"pubs.{code.value}" for code in Code)
    yield from (f"advice.{advice.value}" for advice in Advice)


def _encoding(name: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError as error:
        raise argparse.ArgumentTypeError(f"unknown encoding {name!r}") from error
    return name
