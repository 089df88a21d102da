"""The parts of layouts: what each shows, and what it shows of a work in the data of this site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_pubs import Library, load
from sphinx_pubs.model.records import Publication, Record
from sphinx_pubs.render.builtin import BUILTIN
from sphinx_pubs.render.compose import compose
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.elements import text as text_of
from sphinx_pubs.render.layout import parse_line
from sphinx_pubs.render.names import NameStyle
from sphinx_pubs.render.scope import Scope

from .markup import Generated, linked, table

SITE = Path(__file__).parents[2]
#: The files of the site, and the works of the manual's gallery.
DATA = (*sorted((SITE / "data").iterdir()), SITE / "manual" / "gallery.yaml")
#: The work of the examples, if it has the part.
FAVORITE = "he2017maskrcnn"

#: Group -> part with its option -> what it shows.
PARTS: Mapping[str, Mapping[str, str]] = {
    "publication": {
        "title": "The title",
        "title:link": "The title as a link (``pubs_title_link``)",
        "titleaddon": "An addition to the title, such as *Extended version*",
        "authors": "The authors, and a collaboration after them",
        "authors:2": "At most two names, then *et al.*; Highlighted people are always shown. Editors, "
        "translators, recipients and people take a number, too",
        "editors": "The editors",
        "eds": "*Ed.* or *Eds.*, if there are editors",
        "translators": "The translators",
        "holders": "The holders of a patent",
        "legend": "The meaning of the marks of authors",
        "type": "The type, if it says more than the kind: *PhD thesis*, *U.S. patent*",
        "type:full": "The type with the number of a patent, or of a report without a venue",
        "version": "The version of software: *2.1*",
        "version:full": "*version 2.1*",
        "date": "The date of the venue, or else of the work. A style of dates is the option: ``{date:abbr}``",
        "date:badge": "The date in a badge, on pages for a browser",
        "year": "The year of the date",
        "status": "*in press*, *accepted*, *submitted* or *in preparation*",
        "accessed": "When the author visited the URL; empty for printed works",
        "awards": "The awards, on the line of the first venue",
        "awards:badge": "Each award in a badge, on pages for a browser",
        "open-access": "*Open access*, if the field ``oa``, a PMCID or an open license says so",
        "abstract": "The abstract",
        "abstract:link": "The abstract, with a link to the URL",
        "identifier": "The DOI",
        "identifier:arxiv": "Another identifier: ``arxiv``, ``hal``, ``pmid``, ``pmcid``, ``isbn``, ``ads``",
    },
    "venue": {
        "venue": "The name",
        "venue:full": "The name with the short name",
        "venue:rest": "The name, unless the badge says the same",
        "badge": "The short name and the year in a badge, on pages for a browser",
        "badge:short": "The short name in a badge, without the year",
        "abbr": "The short name",
        "in": "*In*, for a paper in proceedings or a part of a book",
        "presentation": "The kind of presentation: *Oral*, *Poster*",
        "presentation:badge": "The kind of presentation in a badge, on pages for a browser",
        "event": "The event, unless the name of the venue includes it",
        "event-place": "The place of a talk or a poster",
        "maintitle": "The title of a work in several volumes",
        "series": "The series",
        "series:short": "The short name of the series: *LNCS*",
        "part-of": "The work in several volumes, and the series with its number: *Main Title, vol. 2*",
        "volume": "The volume",
        "volume:full": "Volume and issue, without what ``{part-of}`` shows: *3(4)*",
        "issue": "The issue or the number",
        "edition": "The edition: *2nd*",
        "edition:full": "*2nd ed.*",
        "chapter": "The chapter: *3*",
        "chapter:full": "*chap. 3*",
        "pages": "The pages",
        "pagetotal": "The number of pages of the work: *150*",
        "pagetotal:full": "*150 pp.*; empty for a part of a book or a journal",
        "publisher": "The publisher",
        "place": "The place, unless the name of the venue includes it; also the place of an activity",
    },
    "award": {
        "text": "An award or activity in the words of the data",
        "text:link": "The same as a link",
        "rank": "The place in a challenge",
        "task": "The task of a challenge",
        "task:link": "The task as a link",
        "awarder": "Who gave the award",
        "awarder:link": "The same as a link",
        "events": "Where it was",
        "recipients": "The people who won the award",
        "people": "The people in an activity",
        "who": "The same names, unless readers know them from the page",
        "when": "The date, unless the text, the title or the event has its year",
        "publications": "Links to the publications that won the award, or that a person wrote",
        "publications:venue": "The same, each with the badge of its venue",
        "role": "The role in an activity, or of a person",
        "role:badge": "The role in a badge, on pages for a browser",
    },
    "person": {
        "name": "The name, with a link to the homepage",
        "period": "When the person is a member. A style of dates is the option",
        "count": "The number of publications, with the word",
        "count:number": "The number alone",
        "homepage": "The URL of the homepage",
        "orcid": "The ORCID iD",
        "email": "The e-mail address",
        "pronouns": "The pronouns",
        "affiliation": "Where the person works",
        "now": "*now at …*, for former members",
    },
    "record": {
        "links": "The links",
        "links:arxiv": "Only links of these kinds, in this order: ``{links:arxiv pdf}``",
        "links:-arxiv": "All other links",
        "url": "The URL, in full",
        "note": "The notes",
        "tags": "The tags",
        "number": "The number in a list with ``:numbering:``",
        "backrefs": "The pages that refer to the entry",
        "field:archiveprefix": "Any field of the data",
        "browser": "Nothing. ``[if browser:…]`` is for pages in a browser, ``[unless browser:…]`` for PDF, "
        "text and EPUB",
    },
}


@cache
def library() -> Library:
    """Return the data of this site."""
    return load(DATA)


def example(part: str) -> str:
    """Return what a part shows of the favorite work, or else of the first record that has the part."""
    data = library()
    context = RenderContext(people=data.people.by_key, publications=data.publications, browser=True)
    publications = dict(data.publications)
    records: list[Record] = [publications.pop(FAVORITE), *publications.values()]
    records += [*data.awards.values(), *data.activities.values(), *data.people.by_key.values()]
    line = parse_line(f"{{{part}}}")
    for record in records:
        venue = record.venue if isinstance(record, Publication) else None
        scope = Scope(record, context, venue, "[1]" if part == "number" else "", names=NameStyle())
        if text := " ".join("".join(map(text_of, compose(line, scope))).split()):
            return text if len(text) <= 90 else f"{text[:90].rpartition(' ')[0]} …"
    return ""


#: The longest piece of a line of a layout in a line of code.
WIDTH = 60


class PartReference(Generated):
    """A table of the parts in one group, which the argument names."""

    required_arguments = 1
    modules = (__name__, "sphinx_pubs.render.parts")

    def lines(self) -> Iterator[str]:
        """Yield the table."""
        for path in DATA:
            self.env.note_dependency(str(path))
        rows = []
        for part, meaning in PARTS[self.arguments[0]].items():
            text = (
                example(part)
                .replace("\\", "\\\\")
                .replace("*", "\\*")
                .replace("`", "\\`")
                .replace("_", "\\_")
            )
            anchor = f"part-{part.replace(':-', '-not-')}"
            rows.append([f":pubs-anchor:`{{{part}}} <{anchor}>`", linked(meaning), text])
        return table(["Part", "Shows", "Example"], rows, "25 40 35")


class LayoutSource(SphinxDirective):
    """The declaration of a built-in layout as Python; long lines of a layout are adjacent strings."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the code."""
        source = "\n".join(_python(BUILTIN[self.arguments[0]], ""))
        return [nodes.literal_block(source, source, language="python")]


def _python(value: object, indent: str, before: str = "", after: str = "") -> Iterator[str]:
    """Yield the lines of a declaration, none of which is longer than :data:`WIDTH` without need."""
    inner = f"{indent}    "
    if isinstance(value, Mapping):
        yield f"{indent}{before}{{"
        for name, item in value.items():
            yield from _python(item, inner, f'"{name}": ', ",")
        yield f"{indent}}}{after}"
    elif isinstance(value, list):
        yield f"{indent}{before}["
        for item in value:
            yield from _python(item, inner, after=",")
        yield f"{indent}]{after}"
    else:
        pieces = [_quoted(piece) for piece in _pieces(value)] if isinstance(value, str) else [repr(value)]
        if len(pieces) == 1:
            yield f"{indent}{before}{pieces[0]}{after}"
        else:
            yield f"{indent}{before}("
            yield from (f"{inner}{piece}" for piece in pieces)
            yield f"{indent}){after}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _pieces(line: str) -> list[str]:
    """Return parts of a line of a layout that fit on a line of code: cut beside brackets and after blanks."""
    pieces = [""]
    for word in re.split(r"(?=\[)|(?<=\])|(?<= )", line):
        if pieces[-1] and len(pieces[-1]) + len(word) > WIDTH:
            pieces.append("")
        pieces[-1] += word
    return pieces
