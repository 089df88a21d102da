"""Where else a person is found: profiles on the web, their names in data, and the addresses of user names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit


@dataclass(frozen=True, slots=True)
class Service:
    """A kind of links of persons.

    :param label: the text of the link.
    :param address: the URL of a profile, with ``%s`` for the user name; empty if there is no such rule.
    :param hosts: the hosts of its URLs.
    :param names: other names of the kind in data, as :func:`profile_kind` compares them.
    """

    label: str
    address: str = ""
    hosts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


#: Kind of link -> what is known of it.
SERVICES: Mapping[str, Service] = {
    "homepage": Service("Homepage", names=("website", "web", "home", "personalpage", "globe")),
    "email": Service("E-mail", "mailto:%s", names=("mail", "envelope", "atsymbol")),
    "orcid": Service("ORCID", "https://orcid.org/%s", ("orcid.org",)),
    "scholar": Service(
        "Google Scholar",
        "https://scholar.google.com/citations?user=%s",
        ("scholar.google.com",),
        ("googlescholar",),
    ),
    "github": Service("GitHub", "https://github.com/%s", ("github.com",)),
    "gitlab": Service("GitLab", "https://gitlab.com/%s", ("gitlab.com",)),
    "codeberg": Service("Codeberg", "https://codeberg.org/%s", ("codeberg.org",)),
    "bitbucket": Service("Bitbucket", "https://bitbucket.org/%s", ("bitbucket.org",)),
    "huggingface": Service("Hugging Face", "https://huggingface.co/%s", ("huggingface.co",)),
    "kaggle": Service("Kaggle", "https://www.kaggle.com/%s", ("kaggle.com",)),
    "mastodon": Service("Mastodon"),
    "bluesky": Service("Bluesky", "https://bsky.app/profile/%s", ("bsky.app",), ("bsky",)),
    "linkedin": Service("LinkedIn", "https://www.linkedin.com/in/%s", ("linkedin.com",)),
    "x": Service("X", "https://x.com/%s", ("x.com", "twitter.com"), ("twitter", "xtwitter")),
    "youtube": Service("YouTube", "https://www.youtube.com/@%s", ("youtube.com",)),
    "semanticscholar": Service(
        "Semantic Scholar", "https://www.semanticscholar.org/author/%s", ("semanticscholar.org",)
    ),
    "dblp": Service("DBLP", "https://dblp.org/pid/%s", ("dblp.org", "dblp.uni-trier.de")),
    "openreview": Service("OpenReview", "https://openreview.net/profile?id=%s", ("openreview.net",)),
    "openalex": Service("OpenAlex", "https://openalex.org/%s", ("openalex.org",)),
    "inspire": Service("INSPIRE", "https://inspirehep.net/authors/%s", ("inspirehep.net",), ("inspirehep",)),
    "arxiv": Service("arXiv", "https://arxiv.org/a/%s", ("arxiv.org",)),
    "hal": Service("HAL", "https://cv.hal.science/%s", ("cv.hal.science",), ("idhal",)),
    "scopus": Service(
        "Scopus", "https://www.scopus.com/authid/detail.uri?authorId=%s", ("scopus.com",), ("scopusauthor",)
    ),
    "wos": Service(
        "Web of Science",
        "https://www.webofscience.com/wos/author/record/%s",
        ("webofscience.com", "publons.com"),
        ("webofscience", "researcher", "publons"),
    ),
    "researchgate": Service("ResearchGate", "https://www.researchgate.net/profile/%s", ("researchgate.net",)),
    "osf": Service("OSF", "https://osf.io/%s", ("osf.io",)),
    "zotero": Service("Zotero", "https://www.zotero.org/%s", ("zotero.org",)),
    "stackoverflow": Service("Stack Overflow", "https://stackoverflow.com/users/%s", ("stackoverflow.com",)),
    "wikidata": Service("Wikidata", "https://www.wikidata.org/wiki/%s", ("wikidata.org",)),
    "cv": Service("CV", names=("vita", "resume", "curriculumvitae", "cvpdf")),
    "blog": Service("Blog"),
}

#: What data files add to the name of a service: ``github_username``, ``scholar_userid``, ``bluesky_url``.
_SUFFIX = re.compile(r"(?:username|userid|user|handle|profile|account|page|link|url|pid|id)$")
_KIND_OF_NAME = {name: kind for kind, service in SERVICES.items() for name in (kind, *service.names)}
_KIND_OF_HOST = {host: kind for kind, service in SERVICES.items() for host in service.hosts}
_USER = re.compile(r"[\w.~+/-]++")
_AT_HOST = re.compile(r"@?+(?P<user>[\w.-]++)@(?P<host>[\w-]++(?:\.[\w-]++)++)")
_ADDRESS = re.compile(r"(?:mailto:)?+(?P<address>[^\s@<>()\[\]\"',;:]++@[^\s@<>()\[\]\"',;:/]++)", re.I)


def profile_kind(name: str) -> str:
    """Return the kind of link that ``name`` means (``google-scholar``, ``brands/github``), or ""."""
    name = name.rpartition("/")[2].lower()
    squeezed = "".join(filter(str.isalnum, name))
    kind = _KIND_OF_NAME.get(squeezed, "")
    return kind or _KIND_OF_NAME.get(_SUFFIX.sub("", squeezed), "")


def kind_of_address(url: str) -> str:
    """Return the kind of a link from its URL, or an empty string. Only hosts of :data:`SERVICES` count."""
    if url.lower().startswith("mailto:"):
        return "email"
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # such as an IPv6 address that does not end
        return ""
    return _KIND_OF_HOST.get(host, "scholar" if host.startswith("scholar.google.") else "")


def label_of(kind: str) -> str:
    """Return the label of links of ``kind``."""
    return SERVICES[kind].label if kind in SERVICES else kind


def address_of(kind: str, user: str) -> str:
    """Return the URL of the profile of ``user``, or an empty string if no rule makes one.

    A user name can begin with ``@``. For Mastodon it has the server as well: ``@jane@mastodon.example``.
    """
    user = user.strip()
    if kind == "email":
        return mail_address(user)
    if kind == "mastodon":
        match = _AT_HOST.fullmatch(user)
        return f"https://{match['host']}/@{match['user']}" if match else ""
    user = user.removeprefix("@")
    rule = SERVICES[kind].address if kind in SERVICES else ""
    return rule % quote(user, safe="/") if rule and _USER.fullmatch(user) else ""


def mail_address(written: str) -> str:
    """Return the ``mailto:`` URL of an e-mail address, with or without that scheme; "" if it is none."""
    match = _ADDRESS.fullmatch(written.strip())
    return f"mailto:{quote(match['address'], safe='@!$*+-._~')}" if match else ""
