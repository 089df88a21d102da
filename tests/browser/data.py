"""Invented papers for the browser tests, with their BibTeX, and the results of filters that tests expect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: BibTeX entry type -> kind.
KINDS = {"article": "article", "inproceedings": "inproceedings", "techreport": "report"}

#: Abbreviation of a venue -> its name in the BibTeX file. Other venues have no abbreviation.
VENUES = {"CT": "Conference on Tests (CT)", "WSP": "Workshop on Samples and Probes (WSP)"}
JOURNAL, INSTITUTE = "Journal of Synthetic Examples", "Institute of Placeholders"
_FAMILIES = (
    "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa "
    "Quebec Romeo Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu"
).split()
#: An author for each letter of the alphabet, and some with letters that are not in ASCII.
AUTHORS = (*(f"{name[0] * 2} {name}".title() for name in _FAMILIES), "Üü Testmüller", "Łł Próbka", "Øø Prøve")
_VENUE_FIELDS = {"article": "journal", "inproceedings": "booktitle", "techreport": "institution"}


@dataclass(frozen=True)
class Paper:
    """A paper.

    A page shows ``title``. The BibTeX file has ``latex`` instead, unless it is empty.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    year: int
    type: str = "article"
    venue: str = JOURNAL
    tags: tuple[str, ...] = ()
    award: str = ""
    abstract: str = ""
    latex: str = ""
    code: str = ""

    def bibtex(self) -> str:
        """Return the BibTeX entry."""
        names = [f"{family}, {given}" for given, family in (name.rsplit(" ", 1) for name in self.authors)]
        fields = {
            "author": " and ".join(names),
            "title": self.latex or self.title,
            "year": str(self.year),
            _VENUE_FIELDS[self.type]: VENUES.get(self.venue, self.venue),
            "keywords": ", ".join(self.tags),
            "award": self.award,
            "abstract": self.abstract,
            "code": self.code,
        }
        lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
        return f"@{self.type}{{{self.key},\n{''.join(lines)}}}\n"

    def values(self, facet: str) -> set[str]:
        """Return the values of the paper in a facet."""
        return {
            "year": {str(self.year)},
            "kind": {KINDS[self.type]},
            "venue": {self.venue},
            "author": set(self.authors),
            "tag": set(self.tags),
            "award": {self.award} - {""},
        }[facet]


#: Papers that single tests need.
SPECIAL = (
    Paper(
        "accents",
        "Über naïve Façades",
        ("Üü Testmüller", "Aa Alfa"),
        2016,
        latex=r"{\"U}ber na{\"\i}ve Fa{\c c}ades",
    ),
    Paper(
        "braces",
        "A study of DeepNet in Łódź",
        ("Łł Próbka",),
        2015,
        latex=r"A study of {DeepNet} in {\L}{\'o}d{\'z}",
    ),
    Paper("forward", "Sparse attention for long probes", ("Bb Bravo",), 2014),
    Paper("backward", "Attention, sparse or dense", ("Cc Charlie",), 2014),
    Paper("initials", "Names with a middle letter", ("Vv J. Quux", "Rr Romeo"), 2013),
    Paper(
        "private",
        "code = x, slides = y: the field that a title names",
        ("Dd Delta",),
        2013,
        code="https://example.org/private-code",
    ),
    Paper(
        "markup",
        "Less < more & “quotes” stay text",
        ("Ee Echo",),
        2012,
        tags=("<3 src=x onerror=alert(1)>",),
        latex=r"Less < more \& ``quotes'' stay text",
    ),
    Paper("chinese", "深度学习的样本", ("Ff Foxtrot",), 2011),
    Paper("joined", "Pre-training 图像 识别", ("Gg Golf",), 2011),
    Paper("unusual", "Zygomorphic", ("Øø Prøve",), 1999, abstract="Only the abstract says quixotic."),
)

_ADJECTIVES = "Bounded Causal Discrete Elastic Fuzzy Greedy Hybrid Implicit Joint Kernel Latent".split()
_NOUNS = "Anchors Buckets Caches Digests Edges Filters Graphs Hashes Indexes Joins Keys Ledgers Maps".split()
_TOPICS = "for Vision|of Language|in Robotics|under Noise|on Manifolds|with Feedback|at Scale".split("|")
_TAGS = "vision language robotics theory data".split()
_TYPES = ("article", "inproceedings", "inproceedings", "techreport")
_BY_TYPE = {"article": (JOURNAL,), "inproceedings": ("CT", "WSP"), "techreport": (INSTITUTE,)}


def _numbered(number: int) -> Paper:
    """Return a paper whose values all depend on ``number``, in cycles of different lengths."""
    kind = _TYPES[number % len(_TYPES)]
    venues = _BY_TYPE[kind]
    title = " ".join(
        (
            _ADJECTIVES[number % len(_ADJECTIVES)],
            _NOUNS[number % len(_NOUNS)],
            _TOPICS[number % len(_TOPICS)],
            f"{number // (len(_ADJECTIVES) * len(_NOUNS)) + 1}" if number >= 143 else "",
        )
    ).strip()
    authors = [AUTHORS[(number * step + step) % len(AUTHORS)] for step in range(1, 2 + number % 3)]
    return Paper(
        f"p{number}",
        title,
        tuple(dict.fromkeys(authors)),
        2018 - number * 7 % 30 if number >= 143 else 2018 - number * 5 % 12,
        kind,
        venues[number // 4 % len(venues)],
        tuple(sorted({_TAGS[number % 5], _TAGS[number // 2 % 5]})),
        "Best Sample Award" if number % 11 == 3 else "Test of Tests Award" if number % 17 == 5 else "",
        "What this sample is for is said here, in a sentence or two." if number % 2 else "",
    )


#: The papers that most tests use.
PAPERS = (*SPECIAL, *(_numbered(number) for number in range(60)))
TITLES = {paper.key: paper.title for paper in PAPERS}


def many(count: int) -> list[Paper]:
    """Return ``count`` papers from thirty years."""
    return [_numbered(number) for number in range(143, 143 + count)]


def bibtex(papers: Iterable[Paper]) -> str:
    """Return a BibTeX file with these papers."""
    return "\n".join(paper.bibtex() for paper in papers)


def titles(papers: Iterable[Paper]) -> list[str]:
    """Return the titles of these papers."""
    return [paper.title for paper in papers]


def with_keys(*keys: str) -> list[Paper]:
    """Return the papers with these keys."""
    return [paper for paper in PAPERS if paper.key in keys]


def matching(papers: Sequence[Paper], **selected: set[str]) -> list[Paper]:
    """Return the papers that have, in each facet of ``selected``, at least one of its values."""
    return [
        paper
        for paper in papers
        if all(not values or paper.values(facet) & values for facet, values in selected.items())
    ]


def counts(papers: Sequence[Paper], facet: str, **selected: set[str]) -> dict[str, int]:
    """Return the number of papers for each value of ``facet``, given the selection in the other facets."""
    others = {name: values for name, values in selected.items() if name != facet}
    return dict(Counter(value for paper in matching(papers, **others) for value in paper.values(facet)))
