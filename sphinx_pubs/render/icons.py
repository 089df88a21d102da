"""Which icon a link has, and the element that shows an icon.

The names are those of the files in ``sphinx_pubs/icons``: Octicons 19.42.0 for actions, Simple Icons 16.37.0
for services. A page has the icons that it uses once, as symbols (``sphinx_ext/sprite.py``), and each
element refers to one of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from .elements import Element, markup

#: How the ids of the symbols begin.
ID_PREFIX = "pubs-i-"

#: The icon of a link that neither its kind nor its host explains.
OTHER = "link"

#: The key for links without a kind, in a mapping of link kinds.
NO_KIND = "other"

_HOST = re.compile(r"https?://(?P<host>[^\s/?#:@]++)(?![^\s/?#@]*+@)", re.I)

# Link kind -> icon, where the kind says more than the host: a service, or a format on any host.
_ICON_OF_KIND = {
    "doi": "doi",
    "arxiv": "arxiv",
    "pmid": "pubmed",
    "pmcid": "pubmed",
    "hal": "hal",
    "pdf": "file",
    "supplement": "paperclip",
    "homepage": "home",
    "email": "mail",
    "cv": "file",
    "mastodon": "mastodon",
    "slides": "device-desktop",
    "poster": "project-template",
}

# Host, or the end of one -> icon.
_ICON_OF_HOST = {
    "acm.org": "acm",
    "arxiv.org": "arxiv",
    "b23.tv": "bilibili",
    "bilibili.com": "bilibili",
    "bitbucket.org": "bitbucket",
    "bsky.app": "bluesky",
    "codeberg.org": "codeberg",
    "colab.research.google.com": "googlecolab",
    "dblp.org": "dblp",
    "docker.com": "docker",
    "doi.org": "doi",
    "figshare.com": "figshare",
    "github.com": "github",
    "gitlab.com": "gitlab",
    "hal.science": "hal",
    "hf.co": "huggingface",
    "huggingface.co": "huggingface",
    "nbviewer.org": "jupyter",
    "ncbi.nlm.nih.gov": "pubmed",
    "openreview.net": "comment-discussion",
    "orcid.org": "orcid",
    "osf.io": "osf",
    "pypi.org": "pypi",
    "researchgate.net": "researchgate",
    "scholar.google.com": "googlescholar",
    "semanticscholar.org": "semanticscholar",
    "stackoverflow.com": "stackoverflow",
    "twitter.com": "xcom",
    "vimeo.com": "vimeo",
    "wikidata.org": "wikidata",
    "x.com": "xcom",
    "youtu.be": "youtube",
    "youtube.com": "youtube",
    "zotero.org": "zotero",
}

# Link kind -> icon, for links to other hosts.
_ICON_OF_KIND_ELSEWHERE = {
    "html": "file",
    "paper": "file",
    "preprint": "file",
    "code": "code",
    "data": "database",
    "models": "package",
    "project": "globe",
    "website": "globe",
    "demo": "browser",
    "video": "play",
    "talk": "megaphone",
    "blog": "rss",
    "press": "log",
}


def icon_of_link(kind: str, url: str, own: Mapping[str, str]) -> str:
    """Return the name of the icon of a link.

    :param own: the names of the site's own icons by link kind; links without a kind have :data:`NO_KIND`.
    """
    return (
        own.get(kind or NO_KIND)
        or _ICON_OF_KIND.get(kind)
        or (_icon_of_host(match["host"].lower()) if (match := _HOST.match(url)) else "")
        or _ICON_OF_KIND_ELSEWHERE.get(kind, OTHER)
    )


@lru_cache(maxsize=1024)
def _icon_of_host(host: str) -> str:
    """Return the icon of ``host`` or of the domain that it belongs to, or an empty string."""
    while host:
        if icon := _ICON_OF_HOST.get(host):
            return icon
        host = host.partition(".")[2]
    return ""


# Words of awards that are about studies, not about a work or a race.
_OF_STUDIES = re.compile(r"\b(?:thes[ie]s|fellowship|scholar|dissertation|doctoral|phd)", re.I)


def icon_of_award(words: str) -> str:
    """Return the name of the icon of an award, from the words of its kind and title."""
    return "mortar-board" if _OF_STUDIES.search(words) else "trophy"


def icon(name: str) -> Element:
    """Return the element that shows an icon. Assistive technology ignores it: the words beside it say all."""
    return markup(_html(name))


@lru_cache(maxsize=256)
def _html(name: str) -> str:
    return (
        '<svg class="pubs-icon" aria-hidden="true" width="16" height="16">'
        f'<use href="#{ID_PREFIX}{name}"></use></svg>'
    )
