"""Safe URLs, and the fields and labels of links."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.links import LINK_FIELDS, LINK_KINDS, link_kind_of, safe_url


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/1703.06870",
        "http://example.org",
        "HTTPS://EXAMPLE.ORG/",
        "ftp://example.org/paper.ps",
        "mailto:someone@example.org",
        "paper.pdf",
        "/assets/pdf/he.pdf",
        "../slides/talk 1.pdf",
        "#top",
        "?page=2",
        "papers/a:b.pdf",
        "",
    ],
)
def test_safe(url: str) -> None:
    assert safe_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "java script:alert(1)",
        "\x01javascript:alert(1)",
        "java\u200bscript:alert(1)",
        "\ufeffjavascript:alert(1)",
        "\xa0javascript:alert(1)",
        "javascript\u2028:alert(1)",
        "javascript :alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "C:\\papers\\he.pdf",
        "about:blank",
        "blob:https://example.org/1",
        ":foo",
        "view-source:https://example.org",
        "//example.org/x",
        "\\\\example.org\\x",
        " /\t/example.org",
    ],
)
def test_unsafe(url: str) -> None:
    assert not safe_url(url)


def test_every_field_has_a_kind_with_a_label() -> None:
    assert all(link_kind_of(field) in LINK_KINDS for field in LINK_FIELDS)
    assert link_kind_of("pdf") == "pdf"
    assert link_kind_of("title") == ""
