"""Every error that OnRecord raises on purpose. Each message says what, where, and what to do next.

OnRecordError
├── InputError            something that the user handed over cannot be used
│   ├── ArticleError      one file or manifest line; ingest reports it and goes on
│   ├── QueryError        a query that is no SPARQL, or a bundled question asked wrongly
│   └── UnknownThingError  an IRI, article or question that the store does not know
├── StoreError            the store cannot be opened, read or written
│   ├── StoreMissingError  there is no store at that place
│   ├── StoreLockedError  another process is writing to it
│   └── StoreVersionError  it was written by another version of OnRecord
├── LimitError  a query ran past its time, its rows, its bytes or its memory
└── RuleError             a broken rule or configuration; stops the program before it starts
"""

from __future__ import annotations


class OnRecordError(Exception):
    """The root of the tree. `str(error)` is one clear sentence for the person who caused it."""


class InputError(OnRecordError):
    """Something that the user handed over cannot be used."""


class ArticleError(InputError):
    """One file or manifest line cannot be read as an article; the others can."""


class QueryError(InputError):
    """A query is no SPARQL, or a bundled question was asked with wrong parameters."""


class UnknownThingError(InputError):
    """An IRI, an article or a question is not known here."""


class StoreError(OnRecordError):
    """The store cannot be opened, read or written."""


class StoreMissingError(StoreError):
    """There is no store at that place."""


class StoreLockedError(StoreError):
    """Another process is writing to the store."""


class StoreVersionError(StoreError):
    """The store was written in a format of another version."""


class LimitError(OnRecordError):
    """A query ran past its time, its rows, its bytes or its memory."""


class RuleError(OnRecordError):
    """A rule, a table or a setting is broken; nothing starts until it is mended."""
