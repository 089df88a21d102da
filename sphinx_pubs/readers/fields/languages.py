"""``langid`` and ``language`` -> a BCP 47 tag.

The values are names from biblatex and babel (``ngerman``), English names, names that
reference managers write in their user's language (*Deutsch*, *anglais*), and codes.

The names are not taken from Babel: it knows only 41 of these 89 as English names, and the
others would need the data of eight more locales.
"""

from __future__ import annotations

import re

from .values import without_outer_braces

#: BCP 47 tag -> names in lower case: biblatex's (manual, table 2), English ones, those in languages that
#: reference managers write, and the codes of ISO 639-2: PubMed writes *ger*, InvenioRDM *deu*.
_NAMES = {
    "af": "afrikaans afr",
    "ar": "arabic ara",
    "bg": "bulgarian bul",
    "ca": "catalan cat",
    "cs": "czech cze ces",
    "da": "danish dan",
    "de": "german ngerman germanb deutsch allemand ger deu",
    "de-AT": "austrian naustrian",
    "de-CH": "swissgerman nswissgerman",
    "el": "greek gre ell",
    "en": "english anglais englisch inglese inglés inglês eng",
    "en-AU": "australian",
    "en-CA": "canadian",
    "en-GB": "british ukenglish",
    "en-NZ": "newzealand",
    "en-US": "american usenglish",
    "es": "spanish español spa",
    "es-MX": "mexican",
    "et": "estonian est",
    "eu": "basque baq eus",
    "fa": "persian farsi per fas",
    "fi": "finnish fin",
    "fr": "french francais français fre fra",
    "fr-CA": "acadian canadien",
    "gl": "galician glg",
    "he": "hebrew heb",
    "hr": "croatian hrv",
    "hu": "hungarian magyar hun",
    "id": "indonesian ind",
    "is": "icelandic ice isl",
    "it": "italian italiano ita",
    "ja": "japanese 日本語 jpn",
    "ko": "korean kor",
    "la": "latin lat",
    "lt": "lithuanian lit",
    "lv": "latvian lav",
    "nb": "norsk nob",
    "nl": "dutch dut nld",
    "nn": "nynorsk nno",
    "no": "norwegian nor",
    "pl": "polish pol",
    "pt": "portuguese portuges português por",
    "pt-BR": "brazil brazilian",
    "ro": "romanian rum ron",
    "ru": "russian русский rus",
    "sk": "slovak slo slk",
    "sl": "slovenian slovene slv",
    "sr": "serbian srp",
    "sv": "swedish swe",
    "tr": "turkish tur",
    "uk": "ukrainian ukr",
    "vi": "vietnamese vie",
    "zh": "chinese 中文 chi zho",
}
_TAGS = {name: tag for tag, names in _NAMES.items() for name in names.split()}
_CODE = re.compile(r"(?P<language>[a-z]{2,3})(?:[-_](?P<region>[a-z]{2}))?")


def language_tag(source: str) -> str:
    """Return the BCP 47 tag of a language, or ``source`` if it is unknown.

    A tag has the case of RFC 5646, section 2.1.1: ``pt_br`` becomes ``pt-BR``.
    """
    source = without_outer_braces(source)
    name = source.lower()
    if name in _TAGS:
        return _TAGS[name]
    if match := _CODE.fullmatch(name):
        return f"{match['language']}-{match['region'].upper()}" if match["region"] else match["language"]
    return source
