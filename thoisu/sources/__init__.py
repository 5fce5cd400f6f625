"""The ways in: folders of text and HTML pages, JSONL, WARC, feeds, sitemaps and addresses, to `Page`s; what cannot be read becomes a `Refusal`."""

from thoisu.sources.inputs import Inputs, sort_inputs
from thoisu.sources.reading import read_pages

__all__ = ["Inputs", "read_pages", "sort_inputs"]
