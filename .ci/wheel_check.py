"""Install a wheel into an empty environment and build a page with it.

The repository's own files are out of reach there, so that a module, a static
file or a dependency that the wheel lacks shows itself.

    python .ci/wheel_check.py dist/sphinx_pubs-0.1.0-py3-none-any.whl
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

CONF = """\
extensions = ["sphinx_pubs"]
project = "A page"
"""

PAGE = """\
Publications
============

.. publications:: papers.bib
"""

PAPERS = """\
@article{knuth1984,
  author  = {Donald E. Knuth},
  title   = {Literate Programming},
  journal = {The Computer Journal},
  volume  = {27},
  number  = {2},
  pages   = {97--111},
  year    = {1984},
  doi     = {10.1093/comjnl/27.2.97},
}
"""


def main(wheel: Path) -> None:
    """Raise if the wheel does not build a page with its list and its stylesheet."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        python = here / "env" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        venv.create(here / "env", with_pip=True)
        source, output = here / "source", here / "output"
        source.mkdir()
        (source / "conf.py").write_text(CONF, encoding="utf-8")
        (source / "index.rst").write_text(PAGE, encoding="utf-8")
        (source / "papers.bib").write_text(PAPERS, encoding="utf-8")

        def run(*arguments: str | Path) -> str:
            command = [python, "-I", *arguments]  # -I: neither the current folder nor PYTHONPATH
            done = subprocess.run(command, cwd=here, check=True, stdout=subprocess.PIPE, text=True)
            return done.stdout.strip()

        run("-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel.resolve())
        run("-m", "pip", "check")
        run("-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", source, output)

        page = (output / "index.html").read_text(encoding="utf-8")
        if "Literate Programming" not in page:
            sys.exit("the title is not on the page")
        if "sphinx_pubs/pubs.css" not in page:
            sys.exit("the page does not link to the stylesheet")
        if not (output / "_static" / "sphinx_pubs" / "pubs.css").is_file():
            sys.exit("the stylesheet is not in the output")
        about = (
            "import sphinx, sphinx_pubs; print(sphinx_pubs.__version__, 'with Sphinx', sphinx.__version__)"
        )
        print("built a page with sphinx_pubs", run("-c", about))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
