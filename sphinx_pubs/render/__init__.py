"""Render sections of records: a light tree of elements, which becomes HTML or docutils nodes.

The nodes are those of docutils, with classes, so that every builder and every theme can show them.
The package knows docutils but not Sphinx: what only a site can do (link to another page, find an image)
is passed in with the :class:`~.context.RenderContext`.
"""
