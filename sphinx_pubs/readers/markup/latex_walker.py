"""LaTeX that needs a parser: pylatexenc with our tables of macros -> inline tree.

Few strings need it (see ``latex``), so this module is imported for the first that does.
"""

from __future__ import annotations

import re
from typing import Any

from pylatexenc import latexwalker
from pylatexenc.macrospec import EnvironmentSpec, LatexContextDb, MacroSpec, SpecialsSpec, VerbatimArgsParser

from ...model.links import safe_url
from ...model.text import Hyperlink, Inline, Markup, MarkupKind, Math, joined, plain
from ..braces import TEX_BRACE, is_balanced
from . import mhchem, siunitx
from .latex_macros import (
    ACCENTS,
    DROPPED,
    FORMULAS,
    FRACTIONS,
    LAST_ARGUMENT,
    MARKUP,
    MATH_ENVIRONMENTS,
    QUOTES,
    SPECIALS,
    SWITCHES,
    add_accent,
    verbatim,
)
from .latex_symbols import known_start, symbols

# --- the parser ---


# Macros for chemical formulas: of the packages mhchem and chemformula, and of Copernicus's classes.
_CHEMISTRY = ("ce", "cf", "ch", "chem")
_ARGUMENTS = {
    **dict.fromkeys([*MARKUP, *ACCENTS, "url", "path", "nolinkurl", "ensuremath"], "{"),
    **DROPPED, **LAST_ARGUMENT, **QUOTES, **FORMULAS, **FRACTIONS, "href": "{{", "texorpdfstring": "{{",
    **dict.fromkeys(_CHEMISTRY, "{"), **siunitx.MACROS, "bibinfo": "{{", "bibfield": "{{",
}  # fmt: skip


def _context() -> Any:
    """Return the macros, environments and special characters that the walker knows."""
    context = LatexContextDb()
    context.add_context_category(
        "bibliography",
        macros=[
            *(MacroSpec(name, spec) for name, spec in _ARGUMENTS.items()),
            MacroSpec("verb", args_parser=VerbatimArgsParser(verbatim_arg_type="verb-macro")),
        ],
        environments=[EnvironmentSpec(name, is_math_mode=True) for name in MATH_ENVIRONMENTS],
        specials=[SpecialsSpec(characters) for characters in SPECIALS],
    )
    context.set_unknown_macro_spec(MacroSpec(""))
    context.set_unknown_environment_spec(EnvironmentSpec(""))
    return context


_CONTEXT = _context()
# In a bare URL a tilde and a double hyphen are themselves, and other characters may be escaped.
_BARE_URL = re.compile(
    r"\bhttps?://(?:[^\s\\{}$]++|\\[_%&#~](?:\{\})?+|\{\\(?:[_%&#~]|textasciitilde)(?:\{\})?+\})++"
)
_PLAIN = re.compile(rf"(?:{_BARE_URL.pattern}|[^\\{{}}$~`'\-!?%]|[-'](?![-'])|[!?](?!`))++")


class _Walker(latexwalker.LatexWalker):  # type: ignore[misc]
    """pylatexenc's walker, which takes a run of plain characters as one token: 2 to 14 times as fast."""

    def __init__(self, source: str) -> None:
        super().__init__(source, latex_context=_CONTEXT, tolerant_parsing=True)

    def get_token(
        self, pos: int, include_brace_chars: Any = None, environments: bool = True, **options: Any
    ) -> Any:
        """Return the token at ``pos``."""
        # environments=False means that an argument is read: in text without braces it is one letter.
        if environments and include_brace_chars is None and (run := _PLAIN.match(self.s, pos)):
            text = run[0]
            if "\\" in text:
                text = _BARE_URL.sub(lambda url: verbatim(url[0]), text)
            return latexwalker.LatexToken(tok="char", arg=text, pos=pos, len=len(run[0]), pre_space="")
        return super().get_token(pos, include_brace_chars, environments, **options)


def parse_latex(source: str) -> list[Inline] | None:
    """Return the inline tree of the LaTeX ``source``; None if the walker fails.

    Raises RecursionError if it is nested too deeply.
    """
    try:
        nodes, _, _ = _Walker(source).get_latex_nodes()
        return _read_nodes(nodes)
    # Even in tolerant mode, the walker fails for some malformed \verb macros.
    except (AssertionError, IndexError, TypeError, latexwalker.LatexWalkerError):
        return None


# --- nodes -> inline tree ---


def _read_nodes(nodes: list[Any]) -> list[Inline]:
    parts: list[Inline] = []
    for index, node in enumerate(nodes):
        if isinstance(node, latexwalker.LatexCharsNode):
            parts.append(node.chars)
        elif isinstance(node, latexwalker.LatexGroupNode):
            parts += _read_nodes(node.nodelist)
        elif isinstance(node, latexwalker.LatexMacroNode):
            if node.macroname in SWITCHES:
                return [*parts, *_markup(SWITCHES[node.macroname], _read_nodes(nodes[index + 1 :]))]
            if not is_known_macro(node.macroname):
                parts += _unknown(node, nodes[index + 1 : index + 2])
            else:
                parts += _read_macro(node)
        elif isinstance(node, latexwalker.LatexMathNode):
            if _is_chemistry_or_unit(node.nodelist):
                parts += _read_macro(node.nodelist[0])
                continue
            start, end = node.delimiters
            parts += _formula(node.latex_verbatim(), start, end, node.nodelist)
        elif isinstance(node, latexwalker.LatexSpecialsNode):
            parts.append(SPECIALS[node.specials_chars])
        elif isinstance(node, latexwalker.LatexEnvironmentNode):
            parts += _read_environment(node)
    return parts


def _is_chemistry_or_unit(nodes: list[Any]) -> bool:
    r"""Return whether a formula is one macro that is read as text: ``$\ce{H2O}$``."""
    if len(nodes) != 1 or not isinstance(nodes[0], latexwalker.LatexMacroNode):
        return False
    return nodes[0].macroname in _CHEMISTRY or nodes[0].macroname in siunitx.MACROS


def _read_environment(node: Any) -> list[Inline]:
    name = node.environmentname
    if name not in MATH_ENVIRONMENTS:
        return _read_nodes(node.nodelist)
    return _formula(node.latex_verbatim(), f"\\begin{{{name}}}", f"\\end{{{name}}}", node.nodelist)


def _is_braced(node: Any) -> bool:
    return not isinstance(node, latexwalker.LatexGroupNode) or node.delimiters[0] == "{"


def _inner(node: Any) -> str:
    """Return the source of an argument without its braces."""
    source: str = node.latex_verbatim()
    return source[1:-1] if source.startswith("{") and source.endswith("}") else source


def _read_macro(node: Any) -> list[Inline]:
    name = node.macroname
    if name in DROPPED:
        return []
    arguments = [argument for argument in node.nodeargd.argnlist if argument] if node.nodeargd else []
    if not arguments:
        return [_symbol(name)]
    last = arguments[-1:]
    if name in MARKUP:
        return _markup(MARKUP[name], _read_nodes(last))
    if name in ACCENTS:
        return [add_accent(name, plain(joined(_read_nodes(last))))]
    if name in FRACTIONS:
        return [*_read_nodes(arguments[-2:-1]), "/", *_read_nodes(last)]
    if name in QUOTES:
        return ["“", *_read_nodes(last), "”"]
    if name in ("url", "path", "nolinkurl", "href"):
        return _read_url(name, arguments)
    if name == "verb":
        return [Markup("code", (arguments[0].chars.replace("\\%", "%"),))] if arguments[0].chars else []
    if name in _CHEMISTRY or name in siunitx.MACROS:
        inner = [_inner(argument) for argument in arguments if _is_braced(argument)]
        return mhchem.read(inner[0], symbols()) if name in _CHEMISTRY else siunitx.read(name, inner)
    if name == "ensuremath":
        return _formula(arguments[0].latex_verbatim(), "{", "}", arguments)
    if name in FORMULAS:
        return _formula(node.latex_verbatim(), "", "", arguments)
    return _read_nodes(arguments[:1] if name == "texorpdfstring" else last)


def _read_url(name: str, arguments: list[Any]) -> list[Inline]:
    url = verbatim(arguments[0].latex_verbatim())
    label = joined(_read_nodes(arguments[-1:])) if name == "href" else (url,)
    return [Hyperlink(url, label)] if url and name != "path" and safe_url(url) else list(label)


def is_known_macro(name: str) -> bool:
    """Return whether LaTeX, or a package that bibliographies use, has a macro of this name."""
    return name in _ARGUMENTS or name in SWITCHES or name in symbols() or not name.isalpha() or name == "verb"


def _unknown(node: Any, following: list[Any]) -> list[Inline]:
    """Return the name of a macro that is not known, unless text in braces follows, which is its argument."""
    name = node.macroname
    if any(isinstance(group, latexwalker.LatexGroupNode) and group.nodelist for group in following):
        return []
    if start := known_start(name):
        return [symbols()[start] + name[len(start) :] + node.macro_post_space]
    return [name + node.macro_post_space]


def _symbol(name: str) -> str:
    known = symbols()
    if name in known:
        return known[name]
    # An accent may be without a letter; any other single character is escaped.
    return "" if name.isascii() and (name.isalpha() or name in ACCENTS) else name.strip("\\{}")


def _markup(kind: MarkupKind, children: list[Inline]) -> list[Inline]:
    text = joined(children)
    return [Markup(kind, text)] if text else []


def _formula(source: str, start: str, end: str, nodes: list[Any]) -> list[Inline]:
    """Return the formula between ``start`` and ``end``; text if it is not closed or has unbalanced braces."""
    if not (source.startswith(start) and source.endswith(end) and len(source) >= len(start) + len(end)):
        return _read_nodes(nodes)
    tex = source[len(start) : len(source) - len(end)].strip()
    if not is_balanced(tex, TEX_BRACE):
        return _read_nodes(nodes)
    return [Math(tex)] if tex else []
