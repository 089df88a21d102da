"""What LaTeX macros mean in a bibliography: tables.

A macro that no table names is not an error: its name is dropped, and what
stands in braces after it is read as text.

LaTeX fields that are not text: URLs, identifiers, paths.
"""

from __future__ import annotations

import re

from ...model.text import MarkupKind

#: Macros that set their argument in another way.
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
    "mkbibsuperscript": "sup",
    "textsubscript": "sub",
    "mkbibsubscript": "sub",
}

#: Macros that set the rest of their group in another way.
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

#: Accent macro -> combining character (LaTeX companion, table of accents).
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
}

#: Accent over nothing: ``\\~{}`` is how people write a tilde.
BARE_ACCENTS = {"`": "`", "'": "'", "^": "^", "~": "~", '"': '"', ".": ".", "=": "="}

#: Macros whose arguments are not text: sort keys, lengths, colours.
DROPPED = {"noopsort": "{", "noop": "{", "NOOP": "{", "SortNoop": "{", "hspace": "*{", "vspace": "*{",
           "color": "[{", "fontsize": "{{", "selectlanguage": "{", "label": "{", "vphantom": "{",
           "phantom": "{"}  # fmt: skip

#: Macros whose last argument is text, and the ones before it are not.
LAST_ARGUMENT = {"textcolor": "[{{", "colorbox": "{{", "raisebox": "{[[{", "foreignlanguage": "{{",
                 "makebox": "[[{", "parbox": "[{{", "footnote": "[{"}  # fmt: skip

QUOTES = {"enquote": "*{", "mkbibquote": "{", "textquote": "[[{"}

#: Formulas that people write without dollars: the macro and its arguments are kept as a formula.
FORMULAS = {"sqrt": "[{", "frac": "{{", "overline": "{", "bar": "{", "hat": "{", "tilde": "{", "vec": "{",
            "dot": "{", "mathbb": "{", "mathcal": "{", "mathfrak": "{", "mathscr": "{"}  # fmt: skip

MATH_ENVIRONMENTS = ("math", "displaymath", "equation", "equation*", "align", "align*", "eqnarray")

SPECIALS = {"~": "\xa0", "``": "“", "''": "”", "--": "–", "---": "—", "!`": "¡", "?`": "¿"}

#: Journal macros of the AAS classes, as NASA's ADS puts them into the BibTeX it exports
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


def add_accent(name: str, letters: str) -> str:
    """Return ``letters`` with the accent of the macro ``name`` over the first."""
    letters = letters.strip(" ")
    if not letters:
        return BARE_ACCENTS.get(name, "")
    base = {"ı": "i", "ȷ": "j"}.get(letters[0], letters[0])
    return base + ACCENTS[name] + letters[1:]


_VERBATIM = (
    (re.compile(r"\\(?:url|path|nolinkurl)\b\s*"), ""),
    (re.compile(r"\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}"), r"\1"),
    (re.compile(r"\\textasciitilde\b\s*|\\~\{\}|\$\s*\\sim\s*\$|\\sim\b\s*"), "~"),
    (re.compile(r"\\textunderscore\b\s*"), "_"),
    (re.compile(r"\\textless\b\s*|\$<\$|&lt;"), "<"),
    (re.compile(r"\\textgreater\b\s*|\$>\$|&gt;"), ">"),
    (re.compile(r"\\?&amp;"), "&"),
    (re.compile(r"\\-|(?<!\\)[{}]"), ""),
    (re.compile(r"\\([^A-Za-z0-9\s])"), r"\1"),
    (re.compile(r"[ \t\r\n\f\v]+"), " "),
)
_NEEDS_UNESCAPING = re.compile(r"[\\{}$&\s]")


def verbatim(source: str) -> str:
    r"""Return a URL, DOI or path without what LaTeX needs around it and in it: ``\url{…}``, ``\_``."""
    if _NEEDS_UNESCAPING.search(source):
        for pattern, replacement in _VERBATIM:
            source = pattern.sub(replacement, source)
    return source.strip()
