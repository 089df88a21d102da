"""Data files -> records and problems, one module per format.

A reader is a function of the file's bytes; it opens no other file, reaches no
network, runs nothing it reads, and never raises for what the data says.
"""
