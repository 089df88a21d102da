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
#: reference managers write, and the codes of ISO 639-2 that PubMed exports.
_NAMES = {
    "af": "afrikaans",
    "ar": "arabic",
    "bg": "bulgarian",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german ngerman germanb deutsch allemand ger",
    "de-AT": "austrian naustrian",
    "de-CH": "swissgerman nswissgerman",
    "el": "greek",
    "en": "english anglais englisch inglese inglés inglês eng",
    "en-AU": "australian",
    "en-CA": "canadian",
    "en-GB": "british ukenglish",
    "en-NZ": "newzealand",
    "en-US": "american usenglish",
    "es": "spanish español spa",
    "es-MX": "mexican",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian farsi",
    "fi": "finnish",
    "fr": "french francais français fre",
    "fr-CA": "acadian canadien",
    "gl": "galician",
    "he": "hebrew",
    "hr": "croatian",
    "hu": "hungarian magyar",
    "id": "indonesian",
    "is": "icelandic",
    "it": "italian italiano ita",
    "ja": "japanese 日本語 jpn",
    "ko": "korean",
    "la": "latin",
    "lt": "lithuanian",
    "lv": "latvian",
    "nb": "norsk",
    "nl": "dutch",
    "nn": "nynorsk",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese portuges português por",
    "pt-BR": "brazil brazilian",
    "ro": "romanian",
    "ru": "russian русский rus",
    "sk": "slovak",
    "sl": "slovenian slovene",
    "sr": "serbian",
    "sv": "swedish",
    "tr": "turkish",
    "uk": "ukrainian",
    "vi": "vietnamese",
    "zh": "chinese 中文 chi",
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
