"""The private interface of Babel that is used is still there, and gives each language its own names."""

from __future__ import annotations

from sphinx_pubs.render.compat import stand_alone_month

NOVEMBER = {
    "zh_CN": "十一月",
    "de": "November",
    "ru": "ноябрь",
    "cs": "listopad",
    "fr": "novembre",
    "en": "November",
    "pt_BR": "novembro",
}


def test_a_language_does_not_get_the_month_names_of_another() -> None:
    names = {locale: stand_alone_month(11, locale) for _ in range(2) for locale in NOVEMBER}
    assert names == NOVEMBER
