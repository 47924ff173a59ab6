"""Checks look for violations. Each is a pure generator over a context; a rule page gives it a name and messages.

A check is ``def name(context: CheckContext, *, option: type = default) -> Iterator[Violation]``: its keyword arguments
are the options that a page or a configuration may set. It never prints, reads no configuration, and knows neither its
own name nor its level. ``checks/words.py`` holds the checks that pages name as ``words.…``, and so on.
"""
