"""Load and check data files without a site.

``files`` finds and loads the files, ``advice`` finds what could be better in them, ``report`` formats
all findings. The command line is ``sphinx_pubs.cli``.
"""
