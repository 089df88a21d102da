"""The fields of each kind of record: their names, what they accept and mean, and an example.

The readers know a field by these tables, and the manual's page of fields is made of them. A meaning is
reStructuredText.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Field(NamedTuple):
    """A field of a record.

    :param written: its names, separated by blanks; the first is the usual one, the others mean the same.
    :param form: what it accepts.
    :param meaning: what it says about the record.
    :param example: a value in YAML.
    """

    written: str
    form: str
    meaning: str
    example: str

    @property
    def names(self) -> list[str]:
        """Return the names of the field."""
        return self.written.split()


def names_in(fields: Iterable[Field]) -> frozenset[str]:
    """Return all names of fields."""
    return frozenset(name for field in fields for name in field.names)


def names_of(fields: Iterable[Field], name: str) -> tuple[str, ...]:
    """Return all names of the field whose usual name is ``name``.

    Raises:
        KeyError: if there is no such field.
    """
    names_by_name = {field.names[0]: field.names for field in fields}
    return tuple(names_by_name[name])


#: The kind of a record.
KIND = Field(
    "type kind",
    "word",
    "The kind: the entry type of BibTeX, or a kind of your own for other records",
    "article",
)

PUBLICATION = (
    Field("title", "text", "The title", "Mask R-CNN"),
    Field("subtitle", "text", "The subtitle, shown after a colon", "A survey"),
    Field("titleaddon", "text", "An addition to the title, not in italics", "Extended version"),
    Field("shorttitle", "text", "A short title, shown in references that have no author", "R-CNN"),
    Field("author authors", "names", "The authors", "Kaiming He and Jian Sun"),
    Field("editor editors", "names", "The editors of the book or the proceedings", "Jane Doe"),
    Field("translator translators", "names", "The translators", "Jane Doe"),
    Field("bookauthor", "names", "The authors of the book that the work is part of", "Jane Doe"),
    Field("director", "names", "The directors of a film or a video", "Jane Doe"),
    Field("advisor advisors supervisor", "names", "The advisors of a thesis", "Jane Doe"),
    Field("holder", "names", "The holders of a patent", "Example University"),
    Field("collaboration collaborations", "text", "A group, named after the authors", "ATLAS Collaboration"),
    Field("date", "date", "When the work appeared", "2017-10"),
    Field("year", "number or date", "The year", "2017"),
    Field("month", "number or name", "The month", "10"),
    Field("day", "number", "The day", "24"),
    Field("pubstate status", "word", "The status, such as ``in press`` or ``submitted``", "in press"),
    Field("journal journaltitle", "text", "The journal", "Nature"),
    Field("booktitle", "text", "The proceedings or the book that the work is part of", "Proceedings of CVPR"),
    Field("venue", "text", "The venue of any kind", "International Conference on Computer Vision"),
    Field(
        "venues",
        "list of mappings",
        "Several venues; each has ``name``, ``abbr``, ``presentation`` and so on",
        "[{name: Computer Vision and Pattern Recognition, abbr: CVPR}]",
    ),
    Field("abbr", "text", "The short name of the venue", "ICCV"),
    Field("presentation", "text", "The kind of presentation", "Oral"),
    Field("eventtitle", "text", "The event", "ICCV 2017"),
    Field("eventdate", "date", "The date of the event", "2017-10-22/2017-10-29"),
    Field("volume", "text", "The volume", "39"),
    Field("number issue", "text", "The number of an issue or a report, or a number in a series", "6"),
    Field("pages", "pages", "The pages", "1137-1149"),
    Field("pagetotal", "number", "The number of pages of the work", "150"),
    Field(
        "eid articleno art_number article-number article_number articlenumber elocation-id elocation_id",
        "text",
        "The number of an article, shown instead of pages",
        "e1234",
    ),
    Field("chapter", "text", "The number or the name of a chapter", "3"),
    Field("series seriestitle series_title", "text", "The series", "Lecture Notes in Computer Science"),
    Field("shortseries", "text", "The short name of the series", "LNCS"),
    Field("maintitle", "text", "The title of a work in several volumes", "Handbook of Examples"),
    Field("edition", "number or text", "The edition", "2"),
    Field("version", "text", "The version of software or data", "2.1"),
    Field("publisher", "text", "The publisher", "IEEE"),
    Field("school", "text", "Where a thesis was written", "Example University"),
    Field("institution", "text", "Who published a report", "Example University"),
    Field("organization", "text", "Who held a conference or published a manual", "IEEE"),
    Field("howpublished", "text or URL", "How the work was published", "Talk"),
    Field("address location place", "text", "The place of the publisher or the event", "Venice, Italy"),
    Field("doi", "DOI or URL", "The DOI", "10.1109/ICCV.2017.322"),
    Field("arxiv arxivid arxiv_id", "identifier or URL", "The arXiv identifier", "'1703.06870'"),
    Field("eprint", "identifier", "The identifier in the archive ``archiveprefix``", "'1703.06870'"),
    Field("archiveprefix eprinttype", "word", "The archive; without it, arXiv", "arXiv"),
    Field("primaryclass eprintclass", "word", "The class in the archive", "cs.CV"),
    Field("pmid", "number or URL", "The PubMed identifier", "19872477"),
    Field("pmcid", "identifier or URL", "The identifier in PubMed Central", "PMC2808187"),
    Field("hal hal_id", "identifier or URL", "The HAL identifier", "hal-01234567"),
    Field("ads bibcode adsurl", "bibcode or URL", "The bibcode of ADS", "2017arXiv170306870H"),
    Field("isbn", "ISBN", "The ISBN", "978-3-16-148410-0"),
    Field("inspirehep_id", "number", "The number of the record in INSPIRE, which becomes a link", "1662925"),
    Field(
        "identifiers external_ids externalids serial-number serial_number",
        "mapping",
        "Several identifiers, by kind",
        "{doi: 10.1109/ICCV.2017.322}",
    ),
    Field("url link", "URL", "The page of the work; titles link to it", "https://example.org/paper"),
    Field(
        "urldate accessed access_date date_accessed date-accessed lastchecked lastaccessed urlaccessdate"
        " accessdate",
        "date",
        "When you visited the URL",
        "2024-05-01",
    ),
    Field(
        "links",
        "mapping or list",
        "Other links: a URL for each label",
        "{code: 'https://example.org/code', Talk: 'https://example.org/talk'}",
    ),
    Field("award_name", "text", "The short title of the first award", "Marr Prize"),
    Field("tags keywords", "list or text with commas", "Tags, for filters and facets", "[detection]"),
    Field("selected", "true or false", "Marks the work for ``:selected:``", "true"),
    Field("language langid", "language", "The language of the title", "german"),
    Field("abstract", "text", "The abstract", "We present a framework."),
    Field("note addendum additional_info", "text or list", "Notes, each on its own line", "With code"),
    Field(
        "image preview thumbnail", "file", "The picture; or a mapping with ``file`` and ``alt``", "mask.png"
    ),
    Field("same_as", "keys", "Other records of the same work", "he2017arxiv"),
    Field("different_from", "keys", "Similar records that are other works", "he2018maskrcnn"),
    Field("ids aliases", "keys", "Other keys of the record", "he2017mask"),
)

#: Fields of a publication whose names follow a pattern.
PATTERNS = (
    Field(
        "award awards award2",
        "text, list or mapping",
        "Awards, with semicolons between them; ``award3`` and so on work, too",
        "Best Paper Award",
    ),
    Field("author+an", "text", "Marks of names, by their number", "1=equal; 2=equal"),
    Field("author+an:orcid", "text", "ORCID iDs of names, by their number", "1=0000-0002-1825-0097"),
    Field("author+an:person", "text", "People of the site, by the number of the name", "1=kaiming-he"),
    Field("link_NAME", "URL", "A link with the label *NAME*", "https://example.org/card"),
)

#: Fields of BibTeX and biblatex that are stored for filters and exports, and not shown.
STORED = (
    Field("issn eissn", "text", "The ISSN. Stored for filters and ``{field:issn}``", "2049-3630"),
    Field("origdate", "date", "When the original appeared. Stored", "1905"),
    Field("annotation annote", "text", "A comment of your own. Stored", "Read again"),
    Field(
        "copyright crossref file key lccn mrnumber numpages shortauthor volumes xdata xref zbl",
        "text",
        "Stored. ``crossref`` and ``xdata`` also inherit in BibTeX",
        "CC BY 4.0",
    ),
)

_DATES = (
    Field("date", "date", "The date, or from when to when", "2019-06"),
    Field("year years", "number or list", "The year, or several", "2019"),
    Field("month", "number or name", "The month", "6"),
    Field("day", "number", "The day", "18"),
    Field("start", "date", "The first day or year", "2018"),
    Field("end", "date", "The last day or year", "2020"),
    Field("status", "word", "``ongoing`` leaves the end open", "ongoing"),
)

AWARD = (
    Field("title", "text", "The name of the award", "Best Paper Award"),
    Field("shorttitle", "text", "A short name, shown beside works", "Best Paper"),
    KIND,
    *_DATES,
    Field("event events", "text or list", "Where it was awarded", "CVPR 2016"),
    Field("awarder", "text", "Who gave the award", "IEEE"),
    Field("recipient recipients", "names", "Who received it, by name or key", "Kaiming He"),
    Field("publication publications", "keys or titles", "The works that won it", "he2016resnet"),
    Field("rank", "text", "The place in a challenge", "1st place"),
    Field("task", "text", "The task of a challenge", "Object detection"),
    Field("text", "text", "The award in your own words, instead of the other fields", "Won the challenge."),
    Field("note", "text or list", "Notes, each on its own line", "With two colleagues"),
    Field("amount", "text", "The prize money, shown with the notes", "1000 EUR"),
    Field("collaborators", "names", "Others who took part", "Jane Doe"),
    Field("url", "URL", "The page of the award", "https://example.org/award"),
    Field("tags", "list or text with commas", "Tags", "[challenge]"),
    Field("image", "file", "The picture", "award.png"),
)

ACTIVITY = (
    KIND,
    Field("role", "text", "What you did", "Area Chair"),
    Field("title", "text", "The title of a talk or a course", "Deep Learning"),
    Field("event events", "text or list", "Where it was", "CVPR 2019"),
    Field("place", "text", "The city", "Venice"),
    *_DATES,
    Field("people", "names", "Who took part, by name or key", "Kaiming He"),
    Field("text", "text", "The activity in your own words, instead of the other fields", "Reviewed papers."),
    Field("note", "text or list", "Notes, each on its own line", "Invited"),
    Field("url", "URL", "The page of the activity", "https://example.org/talk"),
    Field("links", "mapping or list", "Other links", "{slides: 'https://example.org/slides'}"),
    Field("tags", "list or text with commas", "Tags", "[service]"),
)

PERSON = (
    Field("name", "name", "The name", "Kaiming He"),
    Field("aliases", "list of names", "Other spellings of the name in the data", "[K. He]"),
    Field("homepage", "URL", "The homepage; names link to it", "https://example.org/jane"),
    Field("orcid", "ORCID iD", "The ORCID iD", "0000-0002-1825-0097"),
    Field("email", "e-mail address", "The e-mail address", "jane@example.org"),
    Field("links", "mapping or list", "Other links", "{Blog: 'https://example.org/blog'}"),
    Field("image", "file", "The portrait; or a mapping with ``file`` and ``alt``", "jane.jpg"),
    Field("pronouns", "text", "The pronouns", "she/her"),
    Field("affiliation", "text, mapping or list", "Where the person works", "Example University"),
    Field("role", "text", "The role, by which lists can be grouped", "PhD student"),
    Field("period", "period or list", "When the person was a member", "2016-2020"),
    Field("now", "text", "Where a former member is now", "Example University"),
    Field("note", "text or list", "Notes, each on its own line", "On leave"),
    Field("tags", "list or text with commas", "Tags", "[vision]"),
)
