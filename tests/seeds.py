"""The two homepages that the example site reproduces, as expectations for tests.

The files lie beside the repository, in ``../shared/seeds``, and are not part of it; a test that needs them
skips with `REASON` where `available` is false. Everything here reads the homepages themselves and none of
``example_docs/data``, so that a slip in the transcription fails a test.

Lines are plain text: what a reader of the page sees, runs of blanks as one blank, none at the ends.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import NamedTuple

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

REASON = "the homepages (../shared/seeds) are not beside the repository"

#: Slips of yichen-wei.md that the example site corrects: a title with another title pasted into it,
#: parentheses doubled around a URL, and an "and" in one of 25 author lists.
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

#: What any layout of lines and parts sets right by itself: a missing blank before a parenthesis, and
#: a line break of the source that is not one of Markdown.
SPACING = (
    ("CVPR 2018(**Oral**)", "CVPR 2018 (**Oral**)"),
    ("ICCV 2017 (**Oral**)\n", "ICCV 2017 (**Oral**)<br />"),
)

_LINK = re.compile(r"\[([^\]]*)\]\(([^()\s]*)\)")


class LinkRow(NamedTuple):
    """A row of kaiming-he-links.tsv: the link with ``label`` of the publication ``title``."""

    title: str
    label: str
    url: str


class Entry(NamedTuple):
    """A stretch of yichen-wei.md: its plain lines, and its links (label, URL) in their order."""

    lines: list[str]
    links: list[tuple[str, str]]


def available() -> bool:
    """Whether the homepages are there."""
    return all(
        (SEEDS / name).is_file() for name in ("kaiming-he.txt", "kaiming-he-links.tsv", "yichen-wei.md")
    )


def he_publications() -> list[list[str]]:
    """The 57 publications of Kaiming He in the page's order: title, authors, venues, links, notes."""
    return [[collapsed(line) for line in lines] for lines in he_publications_raw()]


def he_publications_raw() -> list[list[str]]:
    """The same with the blanks of the page, where two or more stand between two links."""
    blocks = _blocks(_he_section("Publications", "Awards and Honors"))
    return [block for block in blocks if block != ["Google Scholar Profile"]]


def he_activities() -> list[str]:
    """The 9 lines below *Activities*."""
    return _he_lines("Activities", "Publications")


def he_awards() -> list[str]:
    """The 9 lines below *Awards and Honors*."""
    return _he_lines("Awards and Honors", None)


def he_links() -> list[LinkRow]:
    """What is known of the URLs of his publications' links; the page itself is plain text."""
    with (SEEDS / "kaiming-he-links.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [LinkRow(*row) for row in rows[1:]]


def wei_publications() -> list[Entry]:
    """The 25 *Recent Publications* of Yichen Wei in the page's order, the slips corrected.

    A title with a link is the first of the entry's links.
    """
    paragraphs = re.split(r"\n\s*\n", _wei_section("Recent Publications"))
    return [_entry(re.split(r"<br ?/>", paragraph)) for paragraph in paragraphs if paragraph.strip()]


def wei_news() -> list[Entry]:
    """The 5 items below *News*, one line each."""
    return _wei_items("News")


def wei_challenges() -> list[Entry]:
    """The 5 items below *Computer Vision Challenge Winnings*, one line each."""
    return _wei_items("Computer Vision Challenge Winnings:")


def collapsed(text: str) -> str:
    """Return ``text`` with runs of blanks as one blank, and none at its ends."""
    return " ".join(text.split())


def _he_section(start: str, end: str | None) -> list[str]:
    lines = [line.strip() for line in (SEEDS / "kaiming-he.txt").read_text(encoding="utf-8").splitlines()]
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
    source = (SEEDS / "yichen-wei.md").read_text(encoding="utf-8")
    for slip, correction in (*CORRECTIONS, *SPACING):
        if source.count(slip) != 1:
            raise ValueError(f"{slip!r} stands {source.count(slip)} times in yichen-wei.md, not once")
        source = source.replace(slip, correction)
    return source.split(f"##### {heading}\n", 1)[1].split("\n#####", 1)[0]


def _wei_items(heading: str) -> list[Entry]:
    lines = _wei_section(heading).splitlines()
    return [_entry([line.removeprefix("- ")]) for line in lines if line.startswith("- ")]


def _entry(lines: list[str]) -> Entry:
    links = [(collapsed(label), url) for line in lines for label, url in _LINK.findall(line)]
    plain = [collapsed(_LINK.sub(r"\1", line).replace("**", "")) for line in lines]
    return Entry([line for line in plain if line], links)
