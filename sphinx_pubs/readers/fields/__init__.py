"""What each field means, for every format: fields of one record -> model objects.

==================  =========================================================================
Module              Turns
==================  =========================================================================
``values``          raw values into strings, texts, lists, flags and checked URLs (``Fields``)
``dates``           ``date``, ``year``, ``month``, ``day`` and ``pubstate`` into a ``PartialDate``
``date_strings``    one string into a ``PartialDate``; also ``date_names``, ``date_words`` and ``months``
``names``           one field in BibTeX's name syntax into contributors
``name_lists``      lists of names with commas, and marks such as ``*`` beside a name
``contributors``    all name fields of a record, with annotations, into contributors
``venues``          ``journal``, ``booktitle``, ``venues`` … into ``Venue`` objects
``links``           URL fields and ``links`` into ``Link``, ``doi``, ``eprint`` … into ``Identifier``
``languages``       ``langid`` and ``language`` into a BCP 47 tag
``persons``         persons and the periods of their membership
``awards``          awards and activities
``records``         all of it into a publication
==================  =========================================================================
"""
