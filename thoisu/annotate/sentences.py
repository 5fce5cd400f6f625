"""The layer of sentences."""

from collections.abc import Iterator

from thoisu.model import Document, Sentence
from thoisu.text.segment import find_sentences as sentence_spans


def find_sentences(doc: Document) -> Iterator[Sentence]:
    """The sentences of the article in order; none ends inside a pair of quotation marks.

    >>> from thoisu.extract.given import article_from_text
    >>> doc = Document(article_from_text("a", "Tít\\n\\nBà Mai nói: “Có. Tôi đi.” Rồi bà về."))
    >>> [doc.text[s.start:s.end] for s in find_sentences(doc)]
    ['Tít', 'Bà Mai nói: “Có. Tôi đi.”', 'Rồi bà về.']
    """
    for span in sentence_spans(doc.text):
        yield Sentence(span.start, span.end)
