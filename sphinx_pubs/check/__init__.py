"""Load and check data files without a site.

``files`` finds and loads the files, ``advice`` says what could be better in them, ``report`` writes
all findings down. The command line is ``sphinx_pubs.cli``.
"""
