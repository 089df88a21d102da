"""Tables of the LaTeX macros that occur in bibliographies, and URLs written in LaTeX.

A macro that is in no table (see also :mod:`.latex_symbols`) is not an error: its argument in braces is read
as text; without one, its name is. Arguments are specified as in pylatexenc: ``{`` mandatory, ``[`` optional,
``*`` a star.

:func:`verbatim` reads fields that are not text: URLs, identifiers, paths.
"""

from __future__ import annotations

import re

from ...model.text import MarkupKind

#: Macros that mark up their argument.
MARKUP: dict[str, MarkupKind] = {
    "emph": "emphasis",
    "mkbibemph": "emphasis",
    "textit": "emphasis",
    "textsl": "emphasis",
    "mkbibitalic": "emphasis",
    "textbf": "strong",
    "mkbibbold": "strong",
    "textsc": "smallcaps",
    "texttt": "code",
    "textsuperscript": "sup",
    "up": "sup",
    "mkbibsuperscript": "sup",
    "textsubscript": "sub",
    "mkbibsubscript": "sub",
}

#: Macros that mark up the rest of their group.
SWITCHES: dict[str, MarkupKind] = {
    "em": "emphasis",
    "it": "emphasis",
    "itshape": "emphasis",
    "sl": "emphasis",
    "slshape": "emphasis",
    "bf": "strong",
    "bfseries": "strong",
    "sc": "smallcaps",
    "scshape": "smallcaps",
    "tt": "code",
    "ttfamily": "code",
}

#: Accent macro -> combining character (The LaTeX Companion, table of accents).
ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "textcommabelow": "\u0326",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
    # Names of other encodings (T4, T5, TS1), of MathSciNet, and long names.
    "h": "\u0309",
    "G": "\u030f",
    "U": "\u030e",
    "f": "\u0311",
    "textcommaabove": "\u0313",
    "textdotbelow": "\u0323",
    "udot": "\u0323",
    "mathring": "\u030a",
    "ocirc": "\u030a",
    "newtie": "\u0361",
    "polhk": "\u0328",
    "lfhook": "\u0326",
    "cftil": "\u0303",
    "soft": "\u030c",
    # Accents and negation of formulas, outside of formulas.
    "acute": "\u0301",
    "grave": "\u0300",
    "ddot": "\u0308",
    "check": "\u030c",
    "breve": "\u0306",
    "not": "\u0338",
}

#: Accent without a letter: people write a tilde as ``\\~{}``.
BARE_ACCENTS = {"`": "`", "'": "'", "^": "^", "~": "~", '"': '"', ".": ".", "=": "=", "c": "¸", "r": "˚",
                "k": "˛", "H": "˝", "u": "˘", "v": "ˇ"}  # fmt: skip

#: Macros whose arguments are not text (sort keys, lengths, colors) -> their arguments.
DROPPED = {"noopsort": "{", "noop": "{", "NOOP": "{", "SortNoop": "{", "hspace": "*{", "vspace": "*{",
           "color": "[{", "fontsize": "{{", "selectlanguage": "{", "label": "{", "vphantom": "{",
           "phantom": "{", "hphantom": "{", "rule": "[{{", "fontencoding": "{",
           "fontfamily": "{", "thanks": "{"}  # fmt: skip

#: Macros of whose arguments only the last is text -> their arguments.
LAST_ARGUMENT = {"textcolor": "[{{", "colorbox": "{{", "raisebox": "{[[{", "foreignlanguage": "{{",
                 "makebox": "[[{", "parbox": "[{{", "footnote": "[{"}  # fmt: skip

#: Macros that put their argument in quotation marks -> their arguments.
QUOTES = {"enquote": "*{", "mkbibquote": "{", "textquote": "[[{"}

#: Macros that people use outside of formulas: with their arguments they become a formula.
FORMULAS = {"sqrt": "[{", "frac": "{{", "overline": "{", "bar": "{", "hat": "{", "tilde": "{", "vec": "{",
            "dot": "{", "mathbb": "{", "mathcal": "{", "mathfrak": "{", "mathscr": "{"}  # fmt: skip

#: Macros for fractions in text.
FRACTIONS = {"textfrac": "{{", "nicefrac": "[{{", "sfrac": "{{", "xfrac": "{{"}

MATH_ENVIRONMENTS = ("math", "displaymath", "equation", "equation*", "align", "align*", "eqnarray")

#: Characters with a special meaning -> what they print.
SPECIALS = {"~": "\xa0", "``": "“", "''": "”", "--": "–", "---": "—", "!`": "¡", "?`": "¿"}

#: Journal macros of the AAS classes, which NASA's ADS uses in the BibTeX that it exports
#: (https://ui.adsabs.harvard.edu/help/actions/journal-macros).
JOURNALS = {
    "aap": "Astronomy and Astrophysics",
    "aapr": "Astronomy and Astrophysics Reviews",
    "aaps": "Astronomy and Astrophysics Supplement",
    "actaa": "Acta Astronomica",
    "aj": "Astronomical Journal",
    "ao": "Applied Optics",
    "apj": "Astrophysical Journal",
    "apjl": "Astrophysical Journal, Letters",
    "apjlett": "Astrophysical Journal, Letters",
    "apjs": "Astrophysical Journal, Supplement",
    "apjsupp": "Astrophysical Journal, Supplement",
    "applopt": "Applied Optics",
    "apss": "Astrophysics and Space Science",
    "araa": "Annual Review of Astronomy and Astrophysics",
    "azh": "Astronomicheskii Zhurnal",
    "baas": "Bulletin of the AAS",
    "caa": "Chinese Astronomy and Astrophysics",
    "cjaa": "Chinese Journal of Astronomy and Astrophysics",
    "gca": "Geochimica Cosmochimica Acta",
    "grl": "Geophysics Research Letters",
    "iaucirc": "IAU Circulars",
    "icarus": "Icarus",
    "jcap": "Journal of Cosmology and Astroparticle Physics",
    "jcp": "Journal of Chemical Physics",
    "jgr": "Journal of Geophysics Research",
    "jqsrt": "Journal of Quantitative Spectroscopy and Radiative Transfer",
    "jrasc": "Journal of the RAS of Canada",
    "memras": "Memoirs of the RAS",
    "memsai": "Memorie della Società Astronomica Italiana",
    "mnras": "Monthly Notices of the RAS",
    "na": "New Astronomy",
    "nar": "New Astronomy Review",
    "nat": "Nature",
    "nphysa": "Nuclear Physics A",
    "pasa": "Publications of the Astron. Soc. of Australia",
    "pasj": "Publications of the ASJ",
    "pasp": "Publications of the ASP",
    "physrep": "Physics Reports",
    "physscr": "Physica Scripta",
    "planss": "Planetary Space Science",
    "pra": "Physical Review A: General Physics",
    "prb": "Physical Review B: Solid State",
    "prc": "Physical Review C",
    "prd": "Physical Review D",
    "pre": "Physical Review E",
    "prl": "Physical Review Letters",
    "procspie": "Proceedings of the SPIE",
    "psj": "Planetary Science Journal",
    "qjras": "Quarterly Journal of the RAS",
    "rmxaa": "Revista Mexicana de Astronomia y Astrofisica",
    "skytel": "Sky and Telescope",
    "solphys": "Solar Physics",
    "sovast": "Soviet Astronomy",
    "ssr": "Space Science Reviews",
    "zap": "Zeitschrift fuer Astrophysik",
}

_SPACES = ("\\", "newline", "linebreak", "par", "item", "break", "space", "quad", "qquad", " ", ";", ":")
_NOTHING = ("!", "-", "/", "@")
#: Macros without arguments -> what they print.
SYMBOLS = {
    **JOURNALS,
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_NOTHING, ""),
    ",": "\u2009", "thinspace": "\u2009", "nobreakspace": "\xa0",
    "LaTeX": "LaTeX", "LaTeXe": "LaTeX2ε", "TeX": "TeX", "BibTeX": "BibTeX", "XeTeX": "XeTeX",
    "rq": "’", "lq": "‘", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "S": "§", "P": "¶",
    "copyright": "©", "textcopyright": "©", "textbar": "|", "degree": "°", "euro": "€",
    "textperiodcentered": "·", "textmu": "μ", "slash": "/", "textunderscore": "_", "textless": "<",
    "textgreater": ">", "asciitilde": "~", "dots": "…", "ldots": "…", "textellipsis": "…",
}  # fmt: skip


def add_accent(name: str, letters: str) -> str:
    """Return ``letters`` with the accent of the macro ``name`` as a combining character after the first."""
    letters = letters.strip(" ")
    if not letters:
        return BARE_ACCENTS.get(name, "")
    base = {"ı": "i", "ȷ": "j"}.get(letters[0], letters[0])
    return base + ACCENTS[name] + letters[1:]


# What LaTeX writes around and in a URL -> the characters of the URL, replaced in this order.
_VERBATIM = (
    (re.compile(r"\\(?:url|path|nolinkurl)\b\s*+"), ""),
    (re.compile(r"\\href\s*+\{([^{}]*+)\}\s*+\{[^{}]*+\}"), r"\1"),
    (re.compile(r"\\textasciitilde\b\s*+|\\~\{\}|\$\s*+\\sim\s*+\$|\\sim\b\s*+"), "~"),
    (re.compile(r"\\textunderscore\b\s*+"), "_"),
    (re.compile(r"\\textless\b\s*+|\$<\$|&lt;"), "<"),
    (re.compile(r"\\textgreater\b\s*+|\$>\$|&gt;"), ">"),
    (re.compile(r"\\?&amp;"), "&"),
    (re.compile(r"\\-|(?<!\\)[{}]"), ""),
    (re.compile(r"\\([^A-Za-z0-9\s])"), r"\1"),
    (re.compile(r"[ \t\r\n\f\v]++"), " "),
)
_NEEDS_UNESCAPING = re.compile(r"[\\{}$&\s]")


def verbatim(source: str) -> str:
    r"""Return a URL, DOI or path as plain characters, without ``\url{…}``, ``\_`` and the like."""
    if _NEEDS_UNESCAPING.search(source):
        for pattern, replacement in _VERBATIM:
            source = pattern.sub(replacement, source)
    return source.strip()
