"""Everything that is needed only where a page with a list is read or written."""
