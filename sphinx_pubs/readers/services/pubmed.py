"""PubMed: the XML that *efetch* answers with, ``PubmedArticleSet``.

Source: National Library of Medicine, *MEDLINE/PubMed XML Data Elements*
(https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html) and the document type it names. What the
fields mean is the same as in a file of PubMed with tags (:mod:`..nbib`); MeSH headings are dropped here, too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ...model.problems import Code
from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult
from ..fields.date_names import month_number
from ..fields.date_words import SEASONS
from ..fields.values import quoted
from ..nbib import PUBLICATION_TYPES
from .common import AND_OTHERS, Found, page_range, read_found
from .xml_tree import Element, read_xml

_ROOTS = ("PubmedArticleSet", "PubmedArticle", "PubmedBookArticle")
# What a journal without pages has in place of them. Other numbers of publishers are longer.
_ARTICLE_NUMBER = re.compile(r"[A-Za-z]{0,5}\d{1,8}")
# A title in brackets, and not *[A] and [B]*.
_TRANSLATED = re.compile(r"\[(?P<title>[^][]*+(?:\[[^][]*+\][^][]*+)*+)\]")


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the articles and books in an answer of PubMed."""
    problems = ProblemLog(path)
    root = read_xml(data, encoding, problems)
    if root.name and root.name not in _ROOTS:
        said = f"; it says {quoted(error)}" if (error := root.text("ERROR")) else ""
        message = (
            f"no articles of PubMed: the root element is {quoted(root.name)}, not PubmedArticleSet{said}"
        )
        problems.add(Code.SYNTAX, message)
    documents = [root] if root.name in _ROOTS[1:] else list(root) if root.name == _ROOTS[0] else []
    return read_found(_works(documents, problems), problems, options)


def _works(documents: list[Element], problems: ProblemLog) -> Iterator[Found]:
    for document in documents:
        if document.name == "PubmedArticle":
            work = _article(document)
        elif document.name == "PubmedBookArticle":
            work = _book(document)
        else:  # DeleteCitation: numbers of records that no longer exist
            continue
        if work.fields["title"] or work.fields["pmid"]:
            yield work
        else:
            problems.add(Code.SHAPE, "article without title and PMID; skipped", line=document.line)


def _article(document: Element) -> Found:
    citation = document.first("MedlineCitation")
    article = citation.first("Article")
    journal = article.first("Journal")
    kinds = [
        PUBLICATION_TYPES.get(kind.lower(), "")
        for kind in article.texts("PublicationTypeList/PublicationType")
    ]
    abbreviation = journal.text("ISOAbbreviation") or citation.text("MedlineJournalInfo/MedlineTA")
    name = journal.text("Title") or abbreviation
    pages = _pages(article)
    fields = {
        **_title(article),
        "author": _names(article.first("AuthorList")),
        "journal": name,
        "abbr": abbreviation if abbreviation != name else "",
        "volume": journal.text("JournalIssue/Volume"),
        "number": journal.text("JournalIssue/Issue"),
        "pages": pages,
        "eid": "" if pages else _article_number(article),
        "date": _date(journal.first("JournalIssue/PubDate")) or _date(article.first("ArticleDate")),
        "pmid": citation.text("PMID"),
        **_identifiers(article, document.first("PubmedData")),
        "abstract": _abstract(article),
        "keywords": citation.texts("KeywordList/Keyword"),
    }
    return Found(document.line, next(filter(None, kinds), "article"), fields)


def _book(document: Element) -> Found:
    """Return a book, or a chapter if the document has a title of its own."""
    part = document.first("BookDocument")
    book = part.first("Book")
    book_title = book.markup("BookTitle").removesuffix(".")
    is_chapter = bool(part.markup("ArticleTitle"))
    title = _title(part) if is_chapter else {"title": book_title, "language": part.text("Language")}
    lists = {kind: _lists(part, kind) or _lists(book, kind) for kind in ("authors", "editors")}
    fields = {
        **title,
        "booktitle": book_title if is_chapter else "",
        "author": lists["authors"],
        "editor": lists["editors"],
        "date": _date(book.first("PubDate")) or _date(part.first("ContributionDate")),
        "publisher": book.text("Publisher/PublisherName"),
        "location": book.text("Publisher/PublisherLocation"),
        "edition": book.text("Edition"),
        "volume": book.text("Volume"),
        "series": book.text("CollectionTitle"),
        "pages": _pages(part),
        "isbn": book.texts("Isbn"),
        "pmid": part.text("PMID"),
        **_identifiers(book, part),
        "abstract": _abstract(part),
        "keywords": part.texts("KeywordList/Keyword"),
    }
    return Found(document.line, "incollection" if is_chapter else "book", fields)


def _title(article: Element) -> dict[str, str]:
    """Return the title without its final period, and its language.

    PubMed puts a translated title into brackets. The title in the language of the work is used if it is
    there, and the translation follows it (*Publication Manual of the APA*, section 9.38).
    """
    title = article.markup("ArticleTitle").removesuffix(".")
    original = article.markup("VernacularTitle").removesuffix(".")
    language = article.text("Language")
    match = _TRANSLATED.fullmatch(title)
    if not match:
        return {"title": title or original, "language": language}
    translation = match["title"].removesuffix(".")
    if original:
        return {"title": original, "titleaddon": f"[{translation}]", "language": language}
    return {"title": translation}


def _abstract(article: Element) -> str:
    """Return the abstract as HTML, with the labels of its parts: ``METHODS: …``."""
    parts: list[str] = []
    for part in article.all("Abstract/AbstractText"):
        label = html.escape(part.get("Label"), quote=False)
        text = part.markup()
        if text:
            parts.append(f"{label}: {text}" if label and label != "UNLABELLED" else text)
    return " ".join(parts)


def _pages(article: Element) -> str:
    pages = article.first("Pagination")
    medline = pages.text("MedlinePgn")  # "113-25"
    end = pages.text("EndPage")
    return page_range(pages.text("StartPage"), end) if end else medline or pages.text("StartPage")


# --- names ---


def _lists(parent: Element, kind: str) -> list[dict[str, str]]:
    """Return the names in the list of *authors* or of *editors*; a list without a type is of authors."""
    lists = (found for found in parent.all("AuthorList") if (found.get("Type") or "authors") == kind)
    return _names(next(lists, Element("", {}, 0)))


def _names(authors: Element) -> list[dict[str, str]]:
    names = [name for author in authors.all("Author") if (name := _name(author))]
    return [*names, AND_OTHERS] if names and authors.get("CompleteYN") == "N" else names


def _name(author: Element) -> dict[str, str]:
    """Return the parts of a name; empty if there is none, or if PubMed has replaced it by a corrected one."""
    family, group = author.text("LastName"), author.text("CollectiveName")
    if author.get("ValidYN") == "N" or not (family or group):
        return {}
    if not family:
        return {"literal": group}
    initials = " ".join(f"{letter}." for letter in author.text("Initials") if letter.isalpha())
    name = {
        "family": family,
        "given": author.text("ForeName") or author.text("FirstName") or initials,
        "suffix": author.text("Suffix"),
        "ORCID": author.first("Identifier", Source="ORCID").text(),
        "marks": "equal" if author.get("EqualContrib") == "Y" else "",
    }
    return {part: value for part, value in name.items() if value}


# --- dates ---


def _date(element: Element) -> str:
    """Return a date as EDTF; as it is written if it is one text, such as *2016 Mar-Apr*."""
    if written := element.text("MedlineDate"):
        return written
    year, month, day = (element.text(part) for part in ("Year", "Month", "Day"))
    season = SEASONS.get(element.text("Season").casefold())
    if year and season:
        return f"{year}-{20 + season}"
    number = int(month) if re.fullmatch(r"\d\d?", month) else month_number(month)
    if not year or not number:
        return year
    return f"{year}-{number:02d}" + (f"-{int(day):02d}" if re.fullmatch(r"\d\d?", day) else "")


# --- identifiers ---


def _identifiers(article: Element, data: Element) -> dict[str, str]:
    """Return DOI and PMCID. Lists of identifiers elsewhere in the document are those of other articles."""
    listed = {item.get("IdType"): item.text() for item in data.all("ArticleIdList/ArticleId")}
    return {"doi": _location(article, "doi") or listed.get("doi", ""), "pmcid": listed.get("pmc", "")}


def _location(article: Element, kind: str) -> str:
    found = article.first("ELocationID", EIdType=kind)
    return "" if found.get("ValidYN") == "N" else found.text()


def _article_number(article: Element) -> str:
    number = _location(article, "pii")
    return number if _ARTICLE_NUMBER.fullmatch(number) else ""
