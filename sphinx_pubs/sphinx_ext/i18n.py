"""Translations of the texts that the extension adds to pages."""

from __future__ import annotations

from pathlib import Path

from babel import Locale, UnknownLocaleError
from sphinx.locale import get_translation

CATALOG = "sphinx_pubs"
LOCALE_DIR = Path(__file__).parent.parent / "locale"

_ = get_translation(CATALOG)


def translate(text: str) -> str:
    """Return ``text`` in the site's language, as a plain string that can be pickled."""
    return str(_(text))


class Translations(dict[str, str]):
    """Translations into the site's language, by text: those that were asked for so far."""

    def __missing__(self, text: str) -> str:
        """Translate ``text``, and remember the translation."""
        self[text] = translation = translate(text)
        return translation


def babel_locale(language: str) -> str:
    """Return the name of the locale that Babel has for Sphinx's ``language``; English where it has none."""
    try:
        return str(Locale.parse(language.replace("-", "_").split("@")[0]))
    except (ValueError, UnknownLocaleError):
        return "en"
