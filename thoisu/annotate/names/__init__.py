"""Names: the people, organisations, places and other named things of a document, and whom each names."""

from thoisu.annotate.names.find import find_mentions

__all__ = ["find_mentions"]
