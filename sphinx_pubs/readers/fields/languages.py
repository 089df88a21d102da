"""Languages as babel, BibTeX and people call them -> BCP 47."""

from __future__ import annotations

import re

#: Names of biblatex's ``langid`` (manual, table 2) and English names.
_TAGS = {
    "acadian": "fr-CA",
    "afrikaans": "af",
    "american": "en-US",
    "arabic": "ar",
    "australian": "en-AU",
    "austrian": "de-AT",
    "basque": "eu",
    "brazil": "pt-BR",
    "brazilian": "pt-BR",
    "british": "en-GB",
    "bulgarian": "bg",
    "canadian": "en-CA",
    "canadien": "fr-CA",
    "catalan": "ca",
    "chinese": "zh",
    "croatian": "hr",
    "czech": "cs",
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "estonian": "et",
    "farsi": "fa",
    "finnish": "fi",
    "francais": "fr",
    "french": "fr",
    "galician": "gl",
    "german": "de",
    "germanb": "de",
    "greek": "el",
    "hebrew": "he",
    "hungarian": "hu",
    "icelandic": "is",
    "indonesian": "id",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "latin": "la",
    "latvian": "lv",
    "lithuanian": "lt",
    "magyar": "hu",
    "mexican": "es-MX",
    "naustrian": "de-AT",
    "newzealand": "en-NZ",
    "ngerman": "de",
    "norsk": "nb",
    "norwegian": "no",
    "nswissgerman": "de-CH",
    "nynorsk": "nn",
    "persian": "fa",
    "polish": "pl",
    "portuges": "pt",
    "portuguese": "pt",
    "romanian": "ro",
    "russian": "ru",
    "serbian": "sr",
    "slovak": "sk",
    "slovene": "sl",
    "slovenian": "sl",
    "spanish": "es",
    "swedish": "sv",
    "swissgerman": "de-CH",
    "turkish": "tr",
    "ukenglish": "en-GB",
    "ukrainian": "uk",
    "usenglish": "en-US",
    "vietnamese": "vi",
    # what reference managers write in their own language
    "allemand": "de",
    "anglais": "en",
    "deutsch": "de",
    "englisch": "en",
    "español": "es",
    "français": "fr",
    "inglese": "en",
    "inglés": "en",
    "inglês": "en",
    "italiano": "it",
    "português": "pt",
    "русский": "ru",
    "中文": "zh",
    "日本語": "ja",
    # the codes of ISO 639-2 that PubMed exports
    "chi": "zh",
    "eng": "en",
    "fre": "fr",
    "ger": "de",
    "ita": "it",
    "jpn": "ja",
    "por": "pt",
    "rus": "ru",
    "spa": "es",
}


def language_tag(source: str) -> str:
    """Return the BCP 47 tag of a language in the case of RFC 5646, section 2.1.1; else ``source``."""
    name = source.strip().lower()
    if name in _TAGS:
        return _TAGS[name]
    if re.fullmatch(r"[a-z]{2,3}(?:[-_][a-z]{2})?", name):
        language, _, region = name.replace("_", "-").partition("-")
        return f"{language}-{region.upper()}" if region else language
    return source.strip()
