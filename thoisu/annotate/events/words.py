"""Classes of words around triggers, from the table `event_words`."""

from thoisu.lexicon import load_rows


def words_of(kind: str) -> frozenset[str]:
    """The words of a class of the table.

    >>> "cuộc" in words_of("classifier"), "thủ tướng" in words_of("office")
    (True, True)
    """
    return frozenset(words for words, other in load_rows("event_words") if other == kind)
