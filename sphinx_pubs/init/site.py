"""The files of a new site, as texts: templates in which names are filled in."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from string import Template

from ..model.names import fold

KINDS = ("homepage", "lab", "software")

#: The name of a site if none is given.
_PLACEHOLDERS = {"homepage": "Jane Doe", "lab": "Example Lab", "software": "Example Software"}
_PERSON = "Jane Doe"
#: ORCID's own example, an invented person: https://orcid.org/0000-0002-1825-0097
_ORCID = "0000-0002-1825-0097"
#: With the prefix that Crossref keeps for tests.
_DOI = "10.5555/12345678"

PEOPLE = "data/people.yaml"
PAPERS = "data/papers.yaml"
AWARDS = "data/awards.yaml"
NEWS = "data/news.yaml"
#: What "sphinx-pubs update" writes: the papers of the site.
GENERATED = "data/papers.auto.yaml"
#: The same for the authors of software, whose own papers are not papers that use it.
GENERATED_OWN = "data/our-papers.auto.yaml"
CITATION = "CITATION.cff"

#: The files that every site has.
_SHARED = (
    "conf.py",
    "index.rst",
    "publications.rst",
    "people.rst",
    "awards.rst",
    GENERATED,
    PAPERS,
    PEOPLE,
    AWARDS,
    "pubs.toml",
    ".gitignore",
)

# What reStructuredText reads as markup.
_MARKUP = re.compile(r"[\\*`|_]")
_UNDERLINE = re.compile(r"={3,}|-{3,}")


@dataclass(frozen=True, slots=True)
class Plan:
    """What decides about the files of a site.

    :param theme: an HTML theme.
    :param today: the date of the first news, and of the software's release.
    :param name: the name of the person, the lab or the software. Empty: a placeholder.
    :param orcid: an ORCID iD. Empty: an example in a comment.
    :param citation: the path of the software's ``CITATION.cff``, relative to the site. Empty: there is none.
    :param dois: of the software and its papers, to search for papers that cite them. None: an example in a
        comment.
    """

    kind: str
    theme: str
    today: date
    name: str = ""
    orcid: str = ""
    citation: str = ""
    dois: tuple[str, ...] = ()


def site_files(plan: Plan) -> dict[str, str]:
    """Return the text of each file by its path relative to the site, with ``/``."""
    names = list(_SHARED)
    if plan.kind == "homepage":
        names.append(NEWS)
    if plan.kind == "software":
        names.append("cite.rst")
        if not plan.citation.startswith("../"):
            names.append(CITATION)
        if plan.orcid:
            names.append(GENERATED_OWN)
    values = _values(plan)
    return {name: _filled(name, plan.kind, values) for name in names}


def page_names(kind: str) -> list[str]:
    """Return the names of the pages for the toctree of the first page."""
    return [*(["cite"] if kind == "software" else []), "publications", "people", "awards"]


def sources(kind: str) -> list[str]:
    """Return the data files for ``pubs_sources``. A later file changes records of an earlier one."""
    return [GENERATED, PAPERS, AWARDS, *([NEWS] if kind == "homepage" else [])]


def people_setting() -> str:
    """Return the lines of ``conf.py`` that name the file of people."""
    comment = "# The people of the site. Lists of authors link to their homepages."
    return f'{comment}\npubs_people = ["{PEOPLE}"]\n'


def sources_setting(paths: Iterable[str], assignment: str = "=") -> str:
    """Return the lines of ``conf.py`` that name the other data files."""
    lines = "".join(f'    "{path}",\n' for path in paths)
    comment = "# The data files. A file can add to the papers of the files above it."
    return f"{comment}\npubs_sources {assignment} [\n{lines}]\n"


def me_setting(plan: Plan) -> str:
    """Return the line of ``conf.py`` that highlights the owner of a homepage."""
    return f"# The person whose name is highlighted.\npubs_me = {_quoted(_key(plan))}\n"


def _values(plan: Plan) -> dict[str, str]:
    """Return the values of the names in templates."""
    name = plan.name or _PLACEHOLDERS[plan.kind]
    settings = [people_setting(), sources_setting(sources(plan.kind))]
    if plan.kind == "homepage":
        settings.append(me_setting(plan))
    citation = plan.citation or CITATION
    return {
        "name": name,
        "quoted_name": _quoted(name),
        "key": _key(plan),
        "theme": _quoted(plan.theme),
        "today": plan.today.isoformat(),
        "settings": "\n".join(settings),
        "orcid": f"orcid: {plan.orcid}" if plan.orcid else f"# orcid: {_ORCID}",
        "orcid_source": _orcid_source(plan),
        "cites_source": _cites_source(plan.dois),
        "citation": citation,
        "our_papers": _our_papers(citation) if plan.orcid else "",
    }


def _key(plan: Plan) -> str:
    """Return the key of the person to whom the ORCID iD belongs."""
    name = plan.name if plan.kind == "homepage" else ""
    return fold(name or _PERSON).replace(" ", "-") or "me"


def _orcid_source(plan: Plan) -> str:
    """Return the table of ``pubs.toml`` that gets papers from ORCID, in comments if no iD is given."""
    if plan.kind == "software" and not plan.orcid:
        return (
            ""  # own papers are not papers that use the software: the page of citations has a list for them
        )
    table = (
        "[[source]]",
        'provider = "orcid"',
        f'id = "{plan.orcid or _ORCID}"',
        f'into = "{GENERATED_OWN if plan.kind == "software" else GENERATED}"',
        f"person = {_quoted(_key(plan))}",
    )
    comment = "# Papers from ORCID."
    return _table(comment, table) if plan.orcid else _example(comment, "your iD", table)


def _cites_source(dois: tuple[str, ...]) -> str:
    """Return the table of ``pubs.toml`` that finds citing papers, in comments if no DOI is known."""
    values = ", ".join(_quoted(doi) for doi in dois or (_DOI,))
    table = ("[[source]]", 'provider = "cites"', f"id = [{values}]", f'into = "{GENERATED}"')
    comment = """\
# Papers that cite the software or its papers. They wait in an inbox: "sphinx-pubs accept KEY" puts one on the
# page, and one that "sphinx-pubs reject KEY" drops does not come back."""
    return _table(comment, table) if dois else _example(comment, "the DOIs", table)


def _table(comment: str, lines: Sequence[str]) -> str:
    return "\n".join((comment, *lines))


def _example(comment: str, what: str, lines: Sequence[str]) -> str:
    hint = f'# Remove the "# " of the next lines, and write {what}:'
    return "\n".join((comment, hint, "#", *(f"# {line}" for line in lines)))


def _our_papers(citation: str) -> str:
    return f"Our software and papers\n---\n\n.. publications:: {citation} {GENERATED_OWN}\n"


def _filled(name: str, kind: str, values: dict[str, str]) -> str:
    """Return the text of a file. A template in the folder of the kind comes before the one for all kinds."""
    folder = files(__package__).joinpath("templates")
    # A file .gitignore among the templates would hide others from the build of the package.
    template = f"{name.lstrip('.')}.txt"
    if name == GENERATED_OWN:
        template = f"{GENERATED}.txt"
    own = folder.joinpath(kind, template)
    source = (own if own.is_file() else folder.joinpath(template)).read_text(encoding="utf-8")
    if name.endswith(".rst"):
        values = {**values, "name": _escaped(values["name"])}
    text = Template(source).substitute(values).rstrip() + "\n"
    return _with_underlines(text) if name.endswith(".rst") else text


def _escaped(text: str) -> str:
    """Return a text as reStructuredText that means these characters."""
    escaped = _MARKUP.sub(r"\\\g<0>", text)
    return escaped if escaped[0].isalnum() or escaped[0] == "\\" else f"\\{escaped}"


def _with_underlines(text: str) -> str:
    """Return a page in which each underline is as long as the title above it."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if number and _UNDERLINE.fullmatch(line):
            lines[number] = line[0] * max(4, _width(lines[number - 1]))
    return "\n".join(lines)


def _width(text: str) -> int:
    """Return the columns that a terminal needs for a text: two for a Chinese or Japanese character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _quoted(text: str) -> str:
    """Return a string as Python, YAML and TOML write it."""
    return json.dumps(text, ensure_ascii=False)
