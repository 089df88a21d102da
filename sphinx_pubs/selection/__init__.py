"""Select, sort and group records as the options of a list ask for.

Start at ``select.select``. The package knows neither the format of a record's source nor how
the record is rendered; neither data nor options make it raise an exception.
"""
