"""Layers as an unseen article gets them: names and quotes by models of other documents, times and stand-ins by rule.

Events are judged on these: gold names, times and quotes flatter them.
"""

import msgspec

from thoisu.annotate.quotes import find_quotes
from thoisu.annotate.referents import find_referents
from thoisu.annotate.sentences import find_sentences
from thoisu.model import Document
from training.quotes_check import cross
from training.quotes_layers import Row, with_layers


def given_layers(doc: Document) -> Document:
    """The document with gold mentions, times and quotes, and our sentences and referents."""
    doc = msgspec.structs.replace(doc, sentences=tuple(find_sentences(doc)))
    return msgspec.structs.replace(doc, referents=tuple(find_referents(doc)))


def shipped_layers(row: Row) -> Document:
    """The document of a row with all layers below the events by the models that ship."""
    doc = with_layers(row)
    return msgspec.structs.replace(doc, quotes=tuple(find_quotes(doc)))


def held_out_layers() -> list[Document]:
    """Gold train, then our own labels, each read by name and quote models that did not see it."""
    return cross()[1]
