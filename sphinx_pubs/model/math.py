r"""Formulas that are safe and that every renderer knows.

A formula is passed to LaTeX and to MathJax, and both can be programmed: LaTeX with ``\input``, ``\write18``
and ``\csname``, MathJax with ``\href{javascript:…}``, ``\require`` and ``\style``. So only commands that
typeset mathematics are allowed (:mod:`.math_commands`), and others that mean the same are translated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from .math_commands import (
    COMMANDS,
    ENVIRONMENTS,
    INFIXES,
    SIGNS,
    STYLES,
    SWITCHES,
    TRANSLATIONS,
    TWO_ARGUMENTS,
    TYPEFACES,
    WRAPPERS,
)

__all__ = ["COMMANDS", "ENVIRONMENTS", "TRANSLATIONS", "FormulaError", "checked", "formula"]

# No title, note or abstract needs a longer formula, or deeper nesting.
MAX_LENGTH = 5000
MAX_DEPTH = 30

_TOKEN = re.compile(
    r"\\(?P<edge>begin|end)\s*+\{(?P<environment>[a-zA-Z]*+)\}"
    r"|\\(?P<fence>left|right|middle|(?:bigg?|Bigg?)[lrm]?)(?![a-zA-Z])\s*+"
    r"(?P<delimiter>\\[a-zA-Z]++|\\[{}|]|[()\[\]/|.<>])?+"
    r"|\\(?P<command>operatorname\*|[a-zA-Z]++)|\\(?P<sign>.)|(?P<special>[{}$%#&]|\^\^|\\)"
    r"|(?P<plain>(?:[^\\{}$%#&^]++|\^(?!\^))++)",
    re.DOTALL,
)
_DELIMITERS = {"<": r"\langle ", ">": r"\rangle "}
# Command -> what is written around its argument; an argument with nothing before it is left out.
_AROUND = {
    **{name: (f"\\{typeface}{{", "}") for name, typeface in TYPEFACES.items()},
    **WRAPPERS,
    "vphantom": ("", ""),
}
_TAKE_ARGUMENTS = TWO_ARGUMENTS | _AROUND.keys() | {"root"}
_OF_GROUPS = STYLES | SWITCHES.keys() | INFIXES.keys() | {"of"}
_OPEN_SCRIPT = re.compile(r"(?<!\\)[_^] *\Z")
# A digit as a script, with another digit behind it that is not one: x^10.
_SHORT_SCRIPT = re.compile(r"([_^])(\d)(?=\d)")
_COMMAND_OR_BRACE = re.compile(r"\\[A-Za-z]|[{}]")
_SPACES = re.compile(" {2,}")
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class FormulaError(ValueError):
    """A formula contains something that is not allowed; the message names it."""


def formula(tex: str) -> str:
    """Return ``tex`` in a form that is safe for LaTeX and MathJax, or an empty string if it is unsafe."""
    try:
        return checked(tex)
    except FormulaError:
        return ""


@lru_cache(maxsize=4096)
def checked(tex: str) -> str:
    r"""Return ``tex`` on one line in allowed commands, with ``%``, ``#`` and stray ``&`` escaped.

    :raises FormulaError: for a command that is not allowed, and for everything that would end the
        formula early: an unbalanced brace or environment, a dollar, ``\)``, ``^^5c``.
    """
    tex = " ".join(tex.split())
    if len(tex) > MAX_LENGTH:
        raise FormulaError(f"more than {MAX_LENGTH} characters")
    if character := _NOT_TEXT.search(tex):
        raise FormulaError(f"character {character[0]!r} is not allowed")
    if tex.isalnum():
        return tex
    translator = _Translator()
    for token in _TOKEN.finditer(tex):
        translator.take(token)
    return translator.result()


@dataclass(slots=True)
class _Group:
    r"""A group that is not closed yet: a brace, ``\left``, an environment, or the whole formula.

    :param before: what is written before and, as ``after``, behind its content.
    :param ends: what ends the switches of typeface (``\rm``) and the ``\bigl`` in it, the last one first.
    """

    kind: str
    before: str = ""
    after: str = ""
    parts: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    infix: str = ""
    first_half: str = ""
    # What is written around each of the arguments that are still to come.
    arguments: list[tuple[str, str]] = field(default_factory=list)

    def add(self, tex: str) -> None:
        """Add TeX; a script without a base gets an empty one."""
        if tex.lstrip(" ").startswith(("_", "^")):
            before = "".join(self.parts[-1:]).strip(" ")
            if not before or before in ("&", r"\\") or before.endswith("{"):
                self.parts.append("{}")
        self.parts.append(tex)

    def finish(self) -> str:
        """Return the content since the group or its second half began, and end what is open there."""
        if self.arguments:
            raise FormulaError("missing argument")
        content = "".join(self.parts)
        if _OPEN_SCRIPT.search(content):
            raise FormulaError("missing script")
        content += "".join(reversed(self.ends))
        self.parts, self.ends = [], []
        return content

    def content(self) -> str:
        """Return the content of the whole group."""
        if not self.infix:
            return self.finish()
        before, between, after = INFIXES[self.infix]
        return f"{before}{self.first_half.strip()}{between}{self.finish().strip()}{after}"


class _Translator:
    """Checks and translates the tokens of a formula one by one."""

    def __init__(self) -> None:
        self._open = [_Group("")]
        self._skips_space = False

    def result(self) -> str:
        """Return the formula."""
        if len(self._open) > 1:
            raise FormulaError(f"unbalanced {_start(self._open[-1].kind)}")
        tex = _SPACES.sub(" ", self._open[0].content()).lstrip()
        return tex if tex.endswith("\\ ") else tex.rstrip()

    def take(self, token: re.Match[str]) -> None:
        """Add the next token."""
        kind = token.lastgroup
        if kind == "environment":
            self._environment(token["edge"], token["environment"])
        elif kind in ("fence", "delimiter"):
            self._fence(token["fence"], token["delimiter"] or "")
        elif kind == "command":
            self._command(token["command"])
        elif kind == "sign":
            self._sign(token["sign"])
        elif kind == "plain":
            self._plain(token[0])
        else:
            self._special(token[0])

    # --- tokens ---

    def _plain(self, tex: str) -> None:
        arguments = self._open[-1].arguments
        if self._skips_space or arguments:
            tex = tex.lstrip(" ")
        while arguments and tex:
            self._add(tex[0])
            tex = tex[1:].lstrip(" ") if arguments else tex[1:]
        if tex:
            tex = tex.replace('"', "''")
            self._add(_SHORT_SCRIPT.sub(r"\1{\2}", tex))

    def _add(self, tex: str) -> None:
        """Add TeX, as an argument if one is to come."""
        self._skips_space = False
        group = self._open[-1]
        if group.arguments:
            before, after = group.arguments.pop(0)
            tex = f"{before}{tex}{after}" if before else ""
        group.add(tex)

    def _sign(self, sign: str) -> None:
        if sign not in SIGNS:
            raise FormulaError(f"\\{sign} is not allowed")
        if sign != "\\":
            self._add(SIGNS[sign])
        elif self._in_rows():
            self._next_cell(r"\\")
        else:
            self._add(r"\;")  # a line break in a line

    def _special(self, character: str) -> None:
        if character == "{":
            arguments = self._open[-1].arguments
            before, after = arguments.pop(0) if arguments else ("{", "}")
            self._enter(_Group("{", before, after))
        elif character == "}":
            self._leave("{")
        elif character == "&" and self._in_rows():
            self._next_cell("&")
        elif character in "%#&":
            self._add(f"\\{character}")
        else:
            raise FormulaError(f"{character!r} is not allowed")

    def _command(self, name: str) -> None:
        group = self._open[-1]
        if group.arguments and (name in _TAKE_ARGUMENTS or name in _OF_GROUPS):
            raise FormulaError(f"\\{name} must be in braces here")
        if name in STYLES and "".join(group.parts).strip():
            group.add(f"{{\\{name} ")  # docutils knows them at the beginning of a group only
            group.ends.append("}")
            self._skips_space = True
        elif name in COMMANDS:
            self._add(f"\\{name}")
            if name in TWO_ARGUMENTS:
                self._open[-1].arguments = [("{", "}"), ("{", "}")]
        elif name == "operatorname*":
            self._add(r"\operatorname*")
        elif name in SWITCHES:
            group.add(f"\\{SWITCHES[name]}{{")
            group.ends.append("}")
            self._skips_space = True
        elif name in _AROUND:
            group.arguments = [_AROUND[name]]
        elif name == "root":
            self._enter(_Group("root"))
        elif name == "of" and group.kind == "root":
            self._open.pop()
            self._root(group.finish().strip())
        elif name in INFIXES and not group.infix:
            group.first_half, group.infix = group.finish(), name
            self._skips_space = True
        else:
            self._translated(name)

    def _translated(self, name: str) -> None:
        tex = TRANSLATIONS.get(name)
        if tex is None:
            raise FormulaError(f"\\{name} is not allowed")
        parts = self._open[-1].parts
        outer = self._open[-2].parts if len(self._open) > 1 and not parts else parts
        if tex.startswith(r"^\circ") and "".join(outer[-1:]).rstrip().endswith("^"):
            tex = tex[1:]  # it is in a superscript already
        if tex:
            self._add(tex)
        if tex in (r"\frac", r"\overset"):
            self._open[-1].arguments = [("{", "}"), ("{", "}")]
        self._skips_space = tex in ("", "_", "^")

    def _root(self, degree: str) -> None:
        if "]" in degree:
            raise FormulaError("']' is not allowed in the degree of a root")
        self._add(f"\\sqrt[{degree}]")
        self._open[-1].arguments = [("{", "}")]

    def _fence(self, name: str, delimiter: str) -> None:
        if not delimiter:
            raise FormulaError(f"missing delimiter after \\{name}")
        if delimiter[:1] == "\\" and delimiter[1:].isalpha() and delimiter[1:] not in COMMANDS:
            raise FormulaError(f"{delimiter} is not allowed")
        if delimiter in _DELIMITERS:
            delimiter, self._skips_space = _DELIMITERS[delimiter], True
        group = self._open[-1]
        if name == "left":
            self._enter(_Group("\\left", f"\\left{delimiter}"))
        elif name == "right":
            group.after = f"\\right{delimiter}"
            self._leave("\\left")
        elif name.endswith("l"):
            group.add(f"\\{name}{delimiter}")
            group.ends.append(f"\\{name[:-1]}r.")
        elif name.endswith("r") and group.ends and group.ends[-1] != "}":
            group.add(f"\\{name}{delimiter}")
            group.ends.pop()
        else:
            # docutils knows pairs only.
            size = "big" if name == "middle" else name.rstrip("lrm")
            group.add(f"\\{size}l{delimiter}\\{size}r.")

    def _environment(self, edge: str, name: str) -> None:
        if name not in ENVIRONMENTS:
            raise FormulaError(f"environment {name!r} is not allowed")
        if edge == "begin":
            ours = ENVIRONMENTS[name]
            self._enter(_Group(name, f"\\begin{{{ours}}}", f"\\end{{{ours}}}"))
        else:
            self._leave(name)

    # --- groups ---

    def _in_rows(self) -> bool:
        group = self._open[-1]
        return group.kind in ENVIRONMENTS or group.before == r"\begin{matrix}"

    def _next_cell(self, separator: str) -> None:
        group = self._open[-1]
        content = group.content()
        group.infix = group.first_half = ""
        group.parts = [content, separator]

    def _enter(self, group: _Group) -> None:
        self._open.append(group)
        if len(self._open) > MAX_DEPTH + 1:
            raise FormulaError("too many nested groups")

    def _leave(self, kind: str) -> None:
        group = self._open.pop() if len(self._open) > 1 else None
        if group is None or group.kind != kind:
            raise FormulaError(f"unbalanced {_end(kind)}")
        content = group.content()
        before, after = group.before, group.after
        if before[1:-1] in TYPEFACES.values() and kind == "{" and " " in content.strip():
            before = r"\text{"
        outer = self._open[-1].parts
        if kind == "{" and outer[-1:] in ([r"\text"], [r"\textrm"]) and _COMMAND_OR_BRACE.search(content):
            outer[-1] = r"\mathrm"  # MathJax reads no commands in text
            content = content.replace(" ", r"\ ")
        self._open[-1].add("" if before == "" and kind == "{" else f"{before}{content}{after}")


def _start(group: str) -> str:
    return {"{": "'{'", r"\left": r"\left", "root": r"\root"}.get(group, rf"\begin{{{group}}}")


def _end(group: str) -> str:
    return {"{": "'}'", r"\left": r"\right"}.get(group, rf"\end{{{group}}}")
