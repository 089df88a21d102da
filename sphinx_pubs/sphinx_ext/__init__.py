"""The glue: the only package that imports Sphinx."""
