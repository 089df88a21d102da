"""Photograph the example site for the README: the list of publications, in the light and in the dark.

Run ``python tools/readme_picture.py`` in the environment of ``make test``, with Chromium installed, after a
change of how lists look. It builds the example site and writes ``pictures/publications-light.webp`` and
``pictures/publications-dark.webp``.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "pictures"
#: CSS pixels. The page has no sidebars at this width; the picture has twice as many pixels, for sharp text.
WIDTH, HEIGHT = 880, 690
QUALITY = 0.85

#: What a reader has chosen: papers with these awards have badges, links and more.
CHOSEN = [("pubs-award", "CVPR Best Paper Award"), ("pubs-award", "ICCV Best Paper Award (Marr Prize)")]

#: PNG as base64 -> WebP as a data URL. The browser is the encoder, so no other library is needed.
ENCODE = """async ([png, quality]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", quality);
}"""

#: What belongs to the theme only, and would be cut off.
HIDDEN = (
    ".mobile-header, .content-icon-container, .back-to-top, .skip-to-content { display: none !important; }"
)


def build(folder: Path) -> Path:
    """Build the example site and return the page of the picture."""
    environment = {**os.environ, "PUBS_THEME": "furo", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(folder / "doctrees")]
    subprocess.run([*command, str(ROOT / "example_docs"), str(folder / "html")], env=environment, check=True)
    return folder / "html" / "publications.html"


def photograph(browser: Browser, page: Path, scheme: str) -> bytes:
    """Return the top of a page as WebP. ``scheme`` is light or dark."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=2, locale="en-US"
    )
    tab = context.new_page()
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    tab.goto(f"{page.as_uri()}?{urlencode(CHOSEN)}")
    tab.add_style_tag(content=HIDDEN)
    tab.locator(".pubs-controls").first.wait_for()
    png = tab.screenshot()
    url = tab.evaluate(ENCODE, [base64.b64encode(png).decode("ascii"), QUALITY])
    context.close()
    return base64.b64decode(url.partition(",")[2])


def main() -> None:
    """Write both pictures."""
    chromium = os.environ.get("PUBS_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = build(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium)
        for scheme in ("light", "dark"):
            (FOLDER / f"publications-{scheme}.webp").write_bytes(photograph(browser, page, scheme))
        browser.close()


if __name__ == "__main__":
    main()
