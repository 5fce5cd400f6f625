"""Thời Sự: who said what and who did what in Vietnamese news, each line with the words it rests on.

    import thoisu

    doc = thoisu.annotate("Tít bài\\n\\nSapô.\\n\\nThân bài.", published="2016-11-24")
    article = thoisu.extract(open("trang.html", "rb").read())
    with thoisu.Store("hoso.db") as store:
        thoisu.ingest([Path("trang/")], store)
        store.record.channels(["Russia", "NATO"])
"""

from importlib import import_module

__version__ = "0.1.0"
__all__ = ["Article", "Document", "Store", "annotate", "extract", "ingest"]

# Loaded on first use: `import thoisu.text` or `thoisu --help` need none of the models behind these.
_HOMES = {
    "Article": "thoisu.model", "Document": "thoisu.model", "Store": "thoisu.store", "annotate": "thoisu.pipeline.library",
    "extract": "thoisu.pipeline.library", "ingest": "thoisu.pipeline.ingest",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'thoisu' has no attribute {name!r}")
