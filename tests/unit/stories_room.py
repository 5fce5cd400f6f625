"""The shared stories as documents, for checks made by hand on them."""

import json
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from pathlib import Path

from thoisu.extract.given import article_from_text
from thoisu.model import Document, Origin
from thoisu.pipeline.stages import annotate_document
from thoisu.record.copies import Pair, compare_signatures, group_copies, make_signature
from thoisu.record.origins import group_origins


def read_stories(shared: Path, stories: Collection[int], digests: Mapping[str, str]) -> Iterator[tuple[int, list[Document], list[Origin]]]:
    """Stories of data/stories with their annotated documents and origins; a text whose digest is another one than the check's is an error."""
    rows = [json.loads(line) for line in (shared / "data" / "stories" / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    for story in sorted(stories):
        docs = []
        for row in rows:
            if row["cluster"] == story:
                text = "\n\n".join(x for x in (row["title"], row["lead"], row["text"]) if x)
                article = article_from_text(row["id"], text, row["published"], row["outlet"])
                assert digests.get(row["id"], article.digest) == article.digest, f"the text of {row['id']} is another one"
                docs.append(annotate_document(Document(article)))
        yield story, docs, list(group_origins(docs, list(group_copies(_pairs(docs), {d.article.id: d.published for d in docs}))))


def _pairs(docs: list[Document]) -> Iterator[Pair]:
    signatures = {d.article.id: make_signature(d.text) for d in docs}
    for a, b in combinations(sorted(signatures), 2):
        if (s := compare_signatures(signatures[a], signatures[b])) is not None:
            yield Pair(a, b, s.jaccard, s.a_in_b, s.b_in_a)
