"""The command line: the parsers of its commands."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from textwrap import indent

from sphinx_pubs.cli import command_parser

from .markup import Generated, linked


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command."""
    for action in command_parser()._actions:  # noqa: SLF001 (argparse has no other way to its commands)
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            return dict(action.choices)
    return {}


class CommandReference(Generated):
    """The usage, the arguments, the options and the exit status of a command, which the argument names."""

    required_arguments = 1
    modules = ("sphinx_pubs.cli",)

    def lines(self) -> Iterator[str]:
        """Yield usage, arguments and options."""
        command = self.arguments[0]
        found = commands()[command]
        # Not as wide as the terminal.
        formatter = argparse.HelpFormatter(found.prog, width=78)
        formatter.add_usage(found.usage, found._actions, found._mutually_exclusive_groups, prefix="")  # noqa: SLF001
        usage = formatter.format_help()
        yield from (_prose(str(found.description)), "", ".. code-block:: text", "", indent(usage, "   "), "")
        yield from (f".. program:: sphinx-pubs {command}", "")
        for action in found._actions:  # noqa: SLF001
            value = action.metavar or (str(action.dest).upper() if action.nargs != 0 else "")
            if action.choices:
                value = f"{{{','.join(map(str, action.choices))}}}"
            names = [f"{name} {value}".strip() for name in action.option_strings] or [str(value)]
            yield from (f".. option:: {', '.join(names)}", "", f"   {_sentence(action)}", "")
        yield from (_prose(str(found.epilog)), "")


def _sentence(action: argparse.Action) -> str:
    text = (action.help or "").replace("%(default)s", str(action.default))
    return f"{_prose(text[:1].upper() + text[1:])}."


def _prose(text: str) -> str:
    """Return text with options, codes and configuration values as literals."""
    return linked(re.sub(r"--[a-z]+\b|\bpubs[_.]\w+", r"``\g<0>``", text))
