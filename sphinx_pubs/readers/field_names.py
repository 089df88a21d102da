"""Names that other systems use for the fields of a record: the tables of :mod:`.aliases`.

Sources: the front matter of HugoBlox, academicpages and greenelab's lab-website-template, greenelab's
``citations.yaml``, JSON Resume 1.0, dumps from ADS and scholarly, CVs of RenderCV and al-folio, and lists
that labs keep by hand.
"""

from __future__ import annotations

from collections.abc import Mapping

_DATES = {
    **dict.fromkeys(("when", "term", "semester", "season", "academic_year", "awarded"), ("date",)),
    **dict.fromkeys(("startdate", "begin", "from", "since"), ("start",)),
    **dict.fromkeys(("enddate", "to", "until"), ("end",)),
}

# Entries of RenderCV that are one text.
_NUMBERED = dict.fromkeys(("bullet", "number", "reversed_number"), ("title",))

#: Group -> name -> our names; the first that is free is used.
ALIASES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "publications": {
        "name": ("title",),
        **dict.fromkeys(("paper_title", "chapter_title", "article_title"), ("title",)),
        "book_title": ("booktitle",),
        "repo": ("code",),
        "citation": ("title",),
        "label": ("title",),
        "authors_display": ("author",),
        "author_list": ("author",),
        "publication": ("venue",),
        "publication_short": ("abbr",),
        "pub": ("venue",),
        "conference": ("venue",),
        "journ": ("journal",),
        "journal_name": ("journal",),
        "journal_title": ("journal",),
        "releasedate": ("date",),
        "event_date": ("eventdate",),
        "release_date": ("date",),
        "pubdate": ("date",),
        "publication_date": ("date",),
        "date_published": ("date",),
        "pub_year": ("year",),
        "publication_year": ("year",),
        "paperurl": ("paper", "url"),
        "paper_url": ("paper", "url"),
        "paper_link": ("paper", "url"),
        "pub_url": ("url",),
        "url_source": ("url",),
        "summary": ("abstract", "note"),
        "excerpt": ("abstract", "note"),
        "description": ("abstract", "note"),
        "details": ("note",),
        "notes": ("note",),
        "item_type": ("type",),
        "doctype": ("type",),
        "entrytype": ("type",),
        "entry_type": ("type",),
        "publication_type": ("type",),
        "publication_types": ("type",),
        "category": ("tags",),
        "categories": ("tags",),
        "topics": ("tags",),
        "featured": ("selected",),
        "img": ("image",),
        "teaser": ("image",),
        "buttons": ("links",),
        "bibtexurl": ("link_BibTeX",),
        **_NUMBERED,
    },
    "awards": {
        "award": ("title",),
        "name": ("title", "recipient"),
        "prize": ("title",),
        "honor": ("title",),
        **_NUMBERED,
        "label": ("title",),
        "institution": ("awarder",),
        "organization": ("awarder",),
        "organisation": ("awarder",),
        "org": ("awarder",),
        "granter": ("awarder",),
        "issuer": ("awarder",),
        "sponsor": ("awarder",),
        **dict.fromkeys(("venue", "conference", "location"), ("event",)),
        "highlights": ("note",),
        "person": ("recipient",),
        "people": ("recipient",),
        **dict.fromkeys(("awardee", "awardees", "laureate", "laureates", "who"), ("recipient",)),
        "winner": ("recipient",),
        "winners": ("recipient",),
        "members": ("recipient",),
        "author": ("recipient",),
        "authors": ("recipient",),
        "student": ("recipient",),
        "students": ("recipient",),
        "detail": ("note",),
        "details": ("note",),
        "description": ("note",),
        "summary": ("note",),
        "notes": ("note",),
        "pub_title": ("note",),
        "pub_link": ("publication",),
        **dict.fromkeys(
            ("paper", "papers", "paper_title", "article", "work", "works", "for"),
            ("publication", "publications"),
        ),
        **dict.fromkeys(("value", "sum", "funding", "prize_money"), ("amount",)),
        "collaborator": ("collaborators",),
        "period": ("date",),
        "dates": ("date",),
        **_DATES,
        "category": ("tags",),
        "categories": ("tags",),
        "level": ("tags",),
        "link": ("url",),
        "website": ("url",),
        "img": ("image",),
        "picture": ("image",),
    },
    "activities": {
        "name": ("title",),
        "author": ("people",),
        "authors": ("people",),
        **dict.fromkeys(("course", "course_name", "course_title"), ("title",)),
        **dict.fromkeys(("institution", "organization", "organisation", "university", "at"), ("event",)),
        "presentation_url": ("url",),
        "presenter": ("people",),
        "presenters": ("people",),
        "speaker": ("people",),
        "details": ("title", "note"),
        "meeting_name": ("event",),
        **dict.fromkeys(_NUMBERED, ("text",)),
        "label": ("title",),
        "highlights": ("note",),
        "event_url": ("url",),
        **dict.fromkeys(("location", "city", "where"), ("place",)),
        "conference": ("event",),
        "venue": ("event",),
        "description": ("note",),
        "summary": ("note",),
        "notes": ("note",),
        "link": ("url",),
        "category": ("tags",),
        "period": ("date",),
        "dates": ("date",),
        **_DATES,
    },
    "people": {
        "aka": ("aliases",),
        "alias": ("aliases",),
        "other_names": ("aliases",),
        "dates": ("period",),
        "years": ("period",),
        "membership": ("period",),
        **dict.fromkeys(("page", "website", "web", "home_page", "personal_page", "url"), ("homepage",)),
        "orcid_id": ("orcid",),
        **dict.fromkeys(("mail", "e_mail", "email_address"), ("email",)),
        **dict.fromkeys(
            ("photo", "picture", "portrait", "headshot", "avatar", "img", "profile_pic", "avatar_filename"),
            ("image",),
        ),
        **dict.fromkeys(("profiles", "social", "socials"), ("links",)),
        **dict.fromkeys(
            ("affiliations", "institution", "organization", "organizations", "organisation", "university"),
            ("affiliation",),
        ),
        **dict.fromkeys(
            ("now_at", "currently", "current_position", "current_affiliation", "next_position", "placement"),
            ("now",),
        ),
        "position": ("role",),
        "title": ("role", "name"),
        "category": ("role", "tags"),
        **dict.fromkeys(("user_groups", "group"), ("tags",)),
        "bio": ("note",),
        "description": ("note",),
    },
}

#: Fields about the page of the other system, not about the record: kept, and not reported as unknown.
MACHINERY = frozenset(
    "author_notes banner citations cms_exclude collection design draft file gsrank"
    " header hugoblox icon image_caption inline lastmod layout linkname math num_citations orcid orgurl"
    " permalink plugin profile projects publishdate pub_number show slug term toc visible weight".split()
)
# The same for one group: what regolith has for talks, and HugoBlox for authors.
MACHINERY_OF_GROUP = {
    "awards": frozenset({"abstract"}),
    "activities": frozenset(
        "abstract all_day department featured hide image img institution project talk_id webinar".split()
    ),
    "people": frozenset(
        "authors education first_name highlight_name interests is_owner last_name schema superuser".split()
    ),
}
