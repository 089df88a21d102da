"""Data files are read and looked at, without a site.

``sources`` finds and reads the files, ``fields`` and ``works`` give advice,
``report`` writes all of it down. The command line is ``sphinx_pubs.cli``.
"""
