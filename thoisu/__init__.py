"""Thời Sự: who said what and who did what in Vietnamese news, each line with the words it rests on.

    import thoisu

    doc = thoisu.annotate("Tít bài\\n\\nSapô.\\n\\nThân bài.", published="2016-11-24")
    article = thoisu.extract(open("trang.html", "rb").read())
    with thoisu.Store(Path("hoso.db")) as store:
        thoisu.ingest([Path("trang/")], store)
        store.record.channels(["Russia", "NATO"])

The functions `annotate` and `extract` bear the names of the packages that they stand for; `from thoisu.annotate.times import ...` works beside them.
"""

__version__ = "0.1.0"

from thoisu.model import Article, Document
from thoisu.pipeline.ingest import ingest
from thoisu.pipeline.library import annotate, extract  # after the packages of the same names, which they take the place of
from thoisu.store import Store

__all__ = ["Article", "Document", "Store", "annotate", "extract", "ingest"]
