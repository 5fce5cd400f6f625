"""The ways in: folders of text and HTML pages, JSONL, to `Page`s, one at a time; what cannot be read becomes a `Refusal`."""

from thoisu.sources.reading import read_pages

__all__ = ["read_pages"]
