"""Titles, descriptions and pronouns as stand-ins for the people and bodies of the article.

The names and nouns of the text are read from left to right. A stand-in takes the person whom its title fits, else (pronouns) the subject of the
sentence before; a body with `này` the last body of its kind; `phía X` is X; `hai bên` is the first named. What names nobody keeps its words.
"""

from collections.abc import Iterator

from thoisu.annotate.referents.phrases import find_phrases, make_grid
from thoisu.annotate.referents.resolve import Discourse
from thoisu.model import Document, Referent
from thoisu.text.match import find_tokens


def find_referents(doc: Document) -> Iterator[Referent]:
    """The stand-ins of the article in order, without overlaps, none over a name that follows its title (needs sentences and mentions).

    >>> from thoisu.extract.given import article_from_text
    >>> from thoisu.model import Mention, Sentence
    >>> article = article_from_text("a", "Thủ tướng Lê Văn Mẫu đã đến. Ông khen các chuyên gia.")
    >>> doc = Document(article, sentences=(Sentence(0, 28), Sentence(29, 52)), mentions=(Mention(10, 20, "PER", "Lê Văn Mẫu", "given"),))
    >>> [(doc.text[r.start:r.end], r.entity) for r in find_referents(doc)]
    [('Ông', 'Lê Văn Mẫu'), ('các chuyên gia', 'các chuyên gia')]
    """
    tokens = find_tokens(doc.text)
    grid = make_grid(doc.text, tokens, doc.mentions or (), doc.sentences or ())
    phrases = list(find_phrases(grid))
    yield from Discourse(grid, phrases, doc.published).resolve()
