"""What each service takes and answers: URLs, pages, and how answers become works.

``table.PROVIDERS`` has the providers, ``ids.check_id`` checks the ids that they take, and ``lookup.lookup``
finds one work by its identifier. The answers are read by the modules of :mod:`sphinx_pubs.readers.services`.
"""
