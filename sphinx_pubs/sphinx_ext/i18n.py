"""Translations of the texts that the extension adds to pages."""

from __future__ import annotations

from pathlib import Path

from babel import Locale, UnknownLocaleError
from sphinx.locale import get_translation, get_translator

CATALOG = "sphinx_pubs"
LOCALE_DIR = Path(__file__).parent.parent / "locale"

_ = get_translation(CATALOG)


def translate(text: str) -> str:
    """Return ``text`` in the site's language, as a plain string that can be pickled."""
    return str(_(text))


def catalogues() -> list[object]:
    """Return all translations of the site's language; a site can bring a catalogue of its own."""
    found: list[object] = []
    translator: object = get_translator(CATALOG)
    while translator is not None:
        # gettext has no other way to ask for all of them.
        found.append(getattr(translator, "_catalog", None))
        translator = getattr(translator, "_fallback", None)
    return found


def babel_locale(language: str) -> str:
    """Return the name of the locale that Babel has for Sphinx's ``language``; English where it has none."""
    try:
        return str(Locale.parse(language.replace("-", "_").split("@")[0]))
    except (ValueError, UnknownLocaleError):
        return "en"
