"""Readers for the answers of bibliographic services, saved in a file or just fetched."""
