"""Reading HTML and text pages beside trafilatura, which reads HTML only, in one run: milliseconds a page, two ratios, and how well.

What our code remembers of lines that it has seen (`lru_cache`) is forgotten before each round, so that a second round is as slow as a first.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import trafilatura

from bench.corpus import SHARED
from thoisu.pipeline.library import extract
from thoisu.pipeline.streams import PageIn, PageOut, extract_rows

ROUNDS = 3
# What a page of a large site has below its article.
OTHERS = "<div class='box-other'><ul>" + "".join(
    f"<li class='item'><a class='thumb' href='/bai-{i}.html'><img src='/t{i}.jpg'></a><h3>"
    f"<a href='/bai-{i}.html'>Tin khác số {i} ở một nơi khác</a></h3>"
    f"<p class='lead'>Một đoạn tóm tắt ngắn về tin khác số {i} trong ngày hôm nay của tòa soạn.</p></li>"
    for i in range(150)
) + "</ul></div>"


def _by_trafilatura(page: PageIn) -> PageOut:
    found = trafilatura.bare_extraction(page.raw, with_metadata=True)
    text = (found.text or "").split("\n") if found else []
    title, author, date = (found.title, found.author, found.date) if found else (None, None, None)
    return PageOut(page.id, title, None, tuple(text), author, None, (), date, None, None, None, (), None, None, ())


def _forget() -> None:
    """Empty the bounded caches of the modules that read pages; tables and models stay loaded."""
    for name, module in list(sys.modules.items()):
        if name.startswith("thoisu.extract"):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_info") and value.cache_info().maxsize is not None:
                    value.cache_clear()


def _timed(function: Callable[[], object]) -> float:
    """Seconds of CPU time, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        _forget()
        started = time.process_time()
        function()
        best = min(best, time.process_time() - started)
    return best


def main() -> None:
    """Print both."""
    gold = SHARED / "gold" / "pages.jsonl"
    pages = [msgspec.json.decode(line, type=PageIn) for line in gold.read_bytes().splitlines()]
    html, text = [p for p in pages if p.format == "html"], [p for p in pages if p.format == "text"]
    rows, peer_rows = list(extract_rows(pages)), [_by_trafilatura(p) for p in html]
    ours = _timed(lambda: [extract(p.raw, format="html") for p in html])
    peer = _timed(lambda: [_by_trafilatura(p) for p in html])
    plain = _timed(lambda: [extract(p.raw, format="text") for p in text])
    each, peer_each = 1000 * ours / len(html), 1000 * peer / len(html)
    print(f"HTML: ours {each:.2f} ms a page, trafilatura default {peer_each:.2f}: {peer / ours:.2f} times as fast (asked: more than 1)")
    long = [p.raw.replace("</body>", f"{OTHERS}</body>") for p in html]
    ours_long = _timed(lambda: [extract(raw, format="html") for raw in long])
    peer_long = _timed(lambda: [trafilatura.bare_extraction(raw, with_metadata=True) for raw in long])
    each, peer_each = 1000 * ours_long / len(html), 1000 * peer_long / len(html)
    print(f"with 150 other stories below: ours {each:.2f} ms, trafilatura {peer_each:.2f}: {peer_long / ours_long:.2f} times as fast")
    ratio = (peer / len(html)) / (plain / len(text))
    print(f"text: ours {1000 * plain / len(text):.2f} ms a page: {ratio:.2f} times as fast as trafilatura reads an HTML page (asked: 20)")
    for name, predicted in (("ours", rows), ("trafilatura (HTML only)", peer_rows)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "predicted.jsonl"
            path.write_bytes(b"\n".join(msgspec.json.encode(r) for r in predicted))
            wanted = Path(folder) / "gold.jsonl"
            ids = {r.id for r in predicted}
            wanted.write_text("".join(x for x in gold.open(encoding="utf-8") if json.loads(x)["id"] in ids), encoding="utf-8")
            command = [sys.executable, str(SHARED / "gold" / "score_pages.py"), str(wanted), str(path)]
            print(f"{name}\n{subprocess.run(command, check=True, capture_output=True, text=True).stdout}")


if __name__ == "__main__":
    main()
