r"""Generate, from a seed, a bibliography like those that Zotero or JabRef export; all names are made up.

It contains what costs time in real files: two to eight authors with accents as LaTeX and as Unicode,
braces that keep capitals, formulas in some titles and abstracts, DOIs, arXiv ids, URLs, abstracts of
about 800 characters, keywords, seven types, thirty years.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

_SYLLABLES = (
    "ba be bro da del do fa fer ga gri ha hol ka ken la len lo ma mer mi na nor o pa pel ra rin sa sel so ta"
    " tor va vel wen za"
).split()
_ENDINGS = "d k l m n r s t x an er ez ic in la man ny o ov sen ski son sson ta u".split()
_LETTERS = {"a": "äáàâå", "o": "öóøô", "u": "üúû", "e": "éèêë", "c": "çč", "s": "šś", "n": "ñń", "i": "íï"}
_LATEX = {
    "ä": '{\\"a}', "á": "{\\'a}", "à": "{\\`a}", "â": "{\\^a}", "å": "{\\aa}", "ö": '{\\"o}', "ó": "{\\'o}",
    "ø": "{\\o}", "ô": "{\\^o}", "ü": '{\\"u}', "ú": "{\\'u}", "û": "{\\^u}", "é": "{\\'e}", "è": "{\\`e}",
    "ê": "{\\^e}", "ë": '{\\"e}', "ç": "{\\c{c}}", "č": "{\\v{c}}", "š": "{\\v{s}}", "ś": "{\\'s}",
    "ñ": "{\\~n}", "ń": "{\\'n}", "í": "{\\'{\\i}}", "ï": '{\\"{\\i}}',
}  # fmt: skip
_PARTICLES = ("van der ", "de ", "von ", "di ")
_WORDS = (
    "adaptive analysis approach bayesian bounds chemical climate coherent convex coupled data deep"
    " detection discrete distributed dynamics efficient energy estimation evidence evolution exact fast"
    " field flow fluid framework galaxies general gradient graphs growth hidden imaging inference"
    " information interacting interfaces kernel large lattice learning limits linear local long magnetic"
    " mapping marine measuring memory methods mixed model molecular multiscale networks neural noise"
    " nonlinear observed optimal orbit organic parallel particle phase planar prediction protein quantum"
    " random range reconstruction recurrent regular resolution robust sampling scalable search selection"
    " sequence signals simulation soil solar sparse species spectral stable statistical stochastic"
    " structure surface survey systems temporal theory thermal time topology transfer transport tree"
    " uncertainty unified vector vision water wave weak"
).split()
_SMALL = "a and for from in of on the to under with".split()
_ACRONYMS = ("GPU", "DNA", "MRI", "LSTM", "X-ray", "{\\'E}tude", "Bayes", "Markov", "NMR")
_FORMULAS = (
    "$L_2$",
    "$\\mathcal{O}(n \\log n)$",
    "$\\alpha$",
    "$k$",
    "$\\mathbb{R}^{d}$",
    "H$_2$O",
    "$10^{-3}$",
)
_TYPES = ["article"] * 45 + ["inproceedings"] * 34 + ["incollection"] * 6 + ["book"] * 4 + ["phdthesis"] * 3 \
    + ["techreport"] * 3 + ["misc"] * 5  # fmt: skip
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
FIRST_YEAR = 1996
YEARS = 30


@dataclass(slots=True)
class Entry:
    """A BibTeX entry: its type, key and fields."""

    type: str
    key: str
    fields: dict[str, str] = field(default_factory=dict)

    def source(self) -> str:
        """Return the entry as BibTeX; a month is a macro."""
        lines = [
            f"  {name} = {value if name == 'month' else f'{{{value}}}'},"
            for name, value in self.fields.items()
        ]
        return f"@{self.type}{{{self.key},\n" + "\n".join(lines) + "\n}\n"


def bibliography(size: int, seed: int = 1, authors: int = 0) -> list[Entry]:
    """Return ``size`` entries; each has ``authors`` authors, or two to eight if that is 0."""
    random = Random(f"{seed} {size} {authors}")  # noqa: S311 (all runs need the same data)
    pool = [_person(random) for _ in range(max(size // 2 + 50, authors))]
    journals = [_title(random, 2, 4).title() for _ in range(40)]
    return [_entry(number, random, pool, journals, authors) for number in range(size)]


def written(entries: list[Entry]) -> str:
    """Return the text of a ``.bib`` file with ``entries``."""
    return "\n".join(entry.source() for entry in entries)


def _entry(number: int, random: Random, pool: list[str], journals: list[str], authors: int) -> Entry:
    kind = random.choice(_TYPES)
    people = random.sample(pool, authors or random.randint(2, 8))
    entry = Entry(kind, f"work{number:05d}")
    title = _title(random, 6, 13)
    entry.fields = {
        "title": title[0].upper() + title[1:],
        "author": " and ".join(people),
        **_venue(kind, random, journals),
        "year": str(FIRST_YEAR + random.randrange(YEARS)),
    }
    if random.random() < 0.6:
        entry.fields["month"] = random.choice(_MONTHS)
    if random.random() < 0.9:
        entry.fields["doi"] = f"10.{random.randint(1000, 9999)}/j.{random.choice(_WORDS)}.{number:05d}"
    if kind == "misc" or random.random() < 0.3:
        entry.fields["eprint"] = f"{random.randint(10, 25):02d}{random.randint(1, 12):02d}.{number:05d}"
        entry.fields["archiveprefix"] = "arXiv"
    if random.random() < 0.5:
        entry.fields["url"] = f"https://example.org/papers/{random.choice(_WORDS)}/{number:05d}.html"
    if random.random() < 0.85:
        entry.fields["abstract"] = " ".join(_sentence(random) for _ in range(9))
    if random.random() < 0.7:
        entry.fields["keywords"] = ", ".join(random.sample(_WORDS[:60], random.randint(2, 6)))
    return entry


def _venue(kind: str, random: Random, journals: list[str]) -> dict[str, str]:
    start = random.randint(1, 900)
    pages = {"pages": f"{start}--{start + random.randint(4, 30)}"}
    if kind == "article":
        issue = {"volume": str(random.randint(1, 80)), "number": str(random.randint(1, 12))}
        return {"journal": f"Journal of {random.choice(journals)}", **issue, **pages}
    if kind == "inproceedings":
        name = f"Proceedings of the Conference on {random.choice(journals)} \\& Applications"
        return {"booktitle": name, **pages}
    if kind == "incollection":
        return {"booktitle": f"Handbook of {random.choice(journals)}", "publisher": "Made-Up Press", **pages}
    if kind == "book":
        return {"publisher": "Made-Up Press", "address": "Nowhere"}
    if kind == "phdthesis":
        return {"school": "University of Nowhere"}
    return {"institution": "Institute of Nowhere"} if kind == "techreport" else {}


def _person(random: Random) -> str:
    family = _word(random, 2, 3).capitalize() + random.choice(_ENDINGS)
    given = _word(random, 2, 2).capitalize()
    chance = random.random()
    if chance < 0.3:
        family, given = (_accented(name, random, latex=chance < 0.18) for name in (family, given))
    if random.random() < 0.05:
        family = random.choice(_PARTICLES) + family
    if random.random() < 0.4:
        given += f" {random.choice('ABCDEFGHJKLMNPRSTVW')}."
    return f"{given} {family}" if random.random() < 0.2 else f"{family}, {given}"


def _word(random: Random, least: int, most: int) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(random.randint(least, most)))


def _accented(name: str, random: Random, *, latex: bool) -> str:
    """Return ``name`` with one of its letters accented, in LaTeX or in Unicode."""
    indices = [index for index, letter in enumerate(name) if index and letter in _LETTERS]
    if not indices:
        return name
    index = random.choice(indices)
    letter = random.choice(_LETTERS[name[index]])
    return name[:index] + (_LATEX[letter] if latex else letter) + name[index + 1 :]


def _title(random: Random, least: int, most: int) -> str:
    words = [
        random.choice(_SMALL if index % 3 == 1 and least > 2 else _WORDS)
        for index in range(random.randint(least, most))
    ]
    if least > 2 and random.random() < 0.45:
        words.insert(random.randrange(1, len(words)), f"{{{random.choice(_ACRONYMS)}}}")
    if least > 2 and random.random() < 0.12:
        words.insert(random.randrange(1, len(words)), random.choice(_FORMULAS))
    if least > 2 and random.random() < 0.2:
        words[len(words) // 2] += ":"
    return " ".join(words)


def _sentence(random: Random) -> str:
    words = [random.choice(_SMALL if index % 3 == 1 else _WORDS) for index in range(random.randint(9, 15))]
    if random.random() < 0.08:
        words.insert(4, random.choice(_FORMULAS))
    if random.random() < 0.08:
        words.append(f"by {random.randint(2, 95)}\\%")
    return " ".join(words).capitalize() + "."
