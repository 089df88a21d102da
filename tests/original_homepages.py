"""The original text and links of the two homepages that the example site reproduces.

The files are not part of the repository but next to it, in ``../shared/seeds``. Tests that need them are
skipped if `available` returns false. This module reads only the original homepages, never
``example_docs/data``: this way, a mistake in the data makes a test fail.

Lines are plain text, as a reader sees it. Whitespace is collapsed to single spaces and stripped.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[2] / "shared" / "seeds"

#: Mistakes in yichen-wei.md that the example site corrects: a title pasted into another title, double
#: parentheses around a URL, and an "and" in only one of 25 author lists.
CORRECTIONS = (
    (
        "Architecture SearcSpherical Feature Transform for Deep Metric Learningh,",
        "Architecture Search,",
    ),
    (
        "((http://openaccess.thecvf.com/content_cvpr_2018/papers/Zhao_Pseudo_Mask_Augmented_CVPR_2018_paper.pdf))",
        "(http://openaccess.thecvf.com/content_cvpr_2018/papers/Zhao_Pseudo_Mask_Augmented_CVPR_2018_paper.pdf)",
    ),
    ("Han Hu, and Yichen Wei", "Han Hu, Yichen Wei"),
)

#: Differences that a layout corrects by itself: a missing space before a parenthesis, and a line break
#: in the source that is not a line break in Markdown.
SPACING = (
    ("CVPR 2018(**Oral**)", "CVPR 2018 (**Oral**)"),
    ("ICCV 2017 (**Oral**)\n", "ICCV 2017 (**Oral**)<br />"),
)

_LINK = re.compile(r"\[([^\]]*)\]\(([^()\s]*)\)")


class LinkRow(NamedTuple):
    """A row of kaiming-he-links.tsv: a link of the publication ``title``."""

    title: str
    label: str
    url: str


class Entry(NamedTuple):
    """An entry of yichen-wei.md: its lines as plain text, and its links (label, URL) in order."""

    lines: list[str]
    links: list[tuple[str, str]]


def available() -> bool:
    """Return whether the files of the homepages exist."""
    return all(
        (FOLDER / name).is_file() for name in ("kaiming-he.txt", "kaiming-he-links.tsv", "yichen-wei.md")
    )


def he_publications() -> list[list[str]]:
    """Return the 57 publications of Kaiming He in page order: title, authors, venues, links, notes."""
    return [[collapsed(line) for line in lines] for lines in he_publications_raw()]


def he_publications_raw() -> list[list[str]]:
    """Return the same with the original whitespace: some links are separated by several spaces."""
    blocks = _blocks(_he_section("Publications", "Awards and Honors"))
    return [block for block in blocks if block != ["Google Scholar Profile"]]


def he_activities() -> list[str]:
    """Return the 9 lines below *Activities*."""
    return _he_lines("Activities", "Publications")


def he_awards() -> list[str]:
    """Return the 9 lines below *Awards and Honors*."""
    return _he_lines("Awards and Honors", None)


def he_links() -> list[LinkRow]:
    """Return the known URLs of the links of his publications. The page itself is plain text."""
    with (FOLDER / "kaiming-he-links.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [LinkRow(*row) for row in rows[1:]]


def wei_publications() -> list[Entry]:
    """Return the 25 *Recent Publications* of Yichen Wei in page order, with mistakes corrected.

    The link of a title is the first link of its entry.
    """
    paragraphs = re.split(r"\n\s*\n", _wei_section("Recent Publications"))
    return [_entry(re.split(r"<br ?/>", paragraph)) for paragraph in paragraphs if paragraph.strip()]


def wei_news() -> list[Entry]:
    """Return the 5 items below *News*, one line each."""
    return _wei_items("News")


def wei_challenges() -> list[Entry]:
    """Return the 5 items below *Computer Vision Challenge Winnings*, one line each."""
    return _wei_items("Computer Vision Challenge Winnings:")


def collapsed(text: str) -> str:
    """Return ``text`` with whitespace collapsed to single spaces and stripped."""
    return " ".join(text.split())


def _he_section(start: str, end: str | None) -> list[str]:
    lines = [line.strip() for line in (FOLDER / "kaiming-he.txt").read_text(encoding="utf-8").splitlines()]
    first = lines.index(start) + 1
    return lines[first : lines.index(end, first) if end else None]


def _he_lines(start: str, end: str | None) -> list[str]:
    return [collapsed(line) for line in _he_section(start, end) if line]


def _blocks(lines: list[str]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _wei_section(heading: str) -> str:
    source = (FOLDER / "yichen-wei.md").read_text(encoding="utf-8")
    for mistake, correction in (*CORRECTIONS, *SPACING):
        if source.count(mistake) != 1:
            raise ValueError(f"yichen-wei.md contains {mistake!r} {source.count(mistake)} times, not once")
        source = source.replace(mistake, correction)
    return source.split(f"##### {heading}\n", 1)[1].split("\n#####", 1)[0]


def _wei_items(heading: str) -> list[Entry]:
    lines = _wei_section(heading).splitlines()
    return [_entry([line.removeprefix("- ")]) for line in lines if line.startswith("- ")]


def _entry(lines: list[str]) -> Entry:
    links = [(collapsed(label), url) for line in lines for label, url in _LINK.findall(line)]
    plain = [collapsed(_LINK.sub(r"\1", line).replace("**", "")) for line in lines]
    return Entry([line for line in plain if line], links)
