"""DataCite: a record in XML, as repositories register it and as libraries save it.

Source: DataCite Metadata Schema 4.6 (https://schema.datacite.org/meta/kernel-4.6); older ones have the same
names. The elements become the attributes that the JSON of DataCite has, so that both are read alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...model.problems import Code
from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult
from ..fields.values import quoted
from .common import read_found
from .datacite import found
from .xml_tree import Element, read_xml

#: Texts of which a record has one, though some repeat them in another language.
_SINGLE = ("publisher", "publicationYear", "language", "version")


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the publication that a record is about. A record with a syntax error is not read."""
    problems = ProblemLog(path)
    record = read_xml(data, encoding, problems)
    works = []
    if record.name and record.name != "resource":
        message = f"no record of DataCite: the root element is {quoted(record.name)}, not resource"
        problems.add(Code.SYNTAX, message)
    elif record.name and not any(problem.code is Code.SYNTAX for problem in problems.found):
        attributes = _attributes(record)
        if attributes["doi"] or attributes["titles"]:
            works.append(found(attributes)._replace(line=record.line))
        else:
            problems.add(Code.SHAPE, "record without title and DOI; skipped", line=record.line)
    return read_found(works, problems, options)


def _attributes(record: Element) -> dict[str, object]:
    series = record.first("descriptions/description", descriptionType="SeriesInformation").text()
    return {
        "doi": record.first("identifier", identifierType="DOI").text(),
        "titles": _typed(record, "titles/title", "titleType"),
        "creators": _people(record, "creator"),
        "contributors": _people(record, "contributor"),
        **{name: record.text(name) for name in _SINGLE},
        "types": {
            "resourceTypeGeneral": record.first("resourceType").get("resourceTypeGeneral"),
            "resourceType": record.text("resourceType"),
        },
        "container": {"title": series.partition(",")[0]},
        "dates": _typed(record, "dates/date", "dateType"),
        "subjects": _typed(record, "subjects/subject", "subjectScheme"),
        "descriptions": _typed(record, "descriptions/description", "descriptionType"),
        "sizes": record.texts("sizes/size"),
        "relatedIdentifiers": _typed(
            record, "relatedIdentifiers/relatedIdentifier", "relatedIdentifierType", "relationType"
        ),
        "relatedItems": [_related_item(item) for item in record.all("relatedItems/relatedItem")],
    }


def _typed(parent: Element, path: str, *attributes: str) -> list[Mapping[str, object]]:
    """Return the elements at ``path`` that have text, as mappings: their own name has the text as HTML."""
    return [
        {element.name: text, **{name: element.get(name) for name in attributes}}
        for element in parent.all(path)
        if (text := element.markup())
    ]


def _people(record: Element, name: str) -> list[Mapping[str, object]]:
    """Return the creators or contributors; an element that has several names is several people."""
    people: list[Mapping[str, object]] = []
    for element in record.all(f"{name}s/{name}"):
        for person in _split(element, f"{name}Name"):
            full = person.first(f"{name}Name")
            people.append(
                {
                    "name": full.text(),
                    "nameType": full.get("nameType"),
                    "givenName": person.text("givenName"),
                    "familyName": person.text("familyName"),
                    "nameIdentifiers": _typed(person, "nameIdentifier", "nameIdentifierScheme"),
                    "contributorType": element.get("contributorType"),
                }
            )
    return people


def _split(element: Element, name: str) -> Iterator[Element]:
    """Yield elements with one child of this name each, and with the children that follow it."""
    part = Element(element.name, element.attributes, element.line)
    for child in element:
        if child.name == name and part.all(name):
            yield part
            part = Element(element.name, element.attributes, element.line)
        part.content.append(child)
    yield part


def _related_item(item: Element) -> Mapping[str, object]:
    """Return a related work, such as the journal that an article is published in."""
    texts = ("volume", "issue", "firstPage", "lastPage", "edition")
    return {
        "relationType": item.get("relationType"),
        "titles": _typed(item, "titles/title"),
        **{name: item.text(name) for name in texts},
    }
