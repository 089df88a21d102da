"""Sections of records -> what stands in a list: a light tree, and docutils nodes of it.

Stock nodes with classes, so that every builder and every theme can show them.
Knows docutils and no Sphinx; what only a site can do (a link to another page,
the place of an image) is handed in with the :class:`~.context.Context`.
"""
