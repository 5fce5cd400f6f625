"""How well the sites' pages are read: 4-syllable shingles as the gold scorer counts them, and each fact.

    python -m tests.pages.score [NAME ...]
"""

import re
import sys
from collections import Counter

from tests.pages.more_sites import MAKERS as MORE
from tests.pages.sites import MAKERS, Made
from thoisu.errors import PageRefused
from thoisu.extract.article import extract_article
from thoisu.model import Article, Page


def shingles(parts: list[str]) -> Counter[tuple[str, ...]]:
    """Four syllables each."""
    words = re.findall(r"\w+", " ".join(parts).casefold())
    return Counter(tuple(words[i : i + 4]) for i in range(len(words) - 3))


def f1(article: Article, made: Made) -> tuple[int, int, int]:
    """Shingles in common, wanted, found."""
    wanted = shingles([made.title, made.lead or "", *made.body])
    found = shingles([article.title, article.lead or "", *article.body])
    return sum((wanted & found).values()), sum(wanted.values()), sum(found.values())


def main(names: list[str]) -> None:
    """Print figures over all pages, and what is wrong in each of the named ones."""
    total, facts = [0, 0, 0], {k: [0, 0] for k in ("title", "lead", "body", "byline", "published", "outlet", "section", "notes")}
    for maker in (*MAKERS, *MORE):
        made = maker()
        try:
            article = extract_article(Page(f"{made.name}.html", made.html.encode(), "html"))
        except PageRefused as refused:
            print(f"{made.name}: refused {refused}")
            continue
        counts = f1(article, made)
        total = [a + b for a, b in zip(total, counts, strict=True)]
        got = {
            "title": article.title, "lead": article.lead, "body": article.body, "byline": article.byline, "outlet": article.outlet,
            "published": (article.published or "")[:10], "section": article.section, "notes": tuple(n.kind for n in article.notes),
        }
        wrong = []
        for key, count in facts.items():
            wanted = getattr(made, key)
            if wanted or key == "notes":
                count[1] += 1
                count[0] += wanted == got[key]
                if wanted != got[key]:
                    wrong.append(key)
        print(f"{made.name}: F1 {200 * counts[0] / (counts[1] + counts[2]):.1f}  wrong: {', '.join(wrong)}")
        if made.name in names:
            for key in wrong:
                if key == "body":
                    for p in article.body:
                        if p not in made.body:
                            print("    +", p[:150])
                    for p in made.body:
                        if p not in article.body:
                            print("    -", p[:150])
                else:
                    print("   ", key, "got", repr(got[key]), "wanted", repr(getattr(made, key)))
            for line in article.lines:
                print("     ", line.role, line.rule, "|", made.html[line.raw_start : line.raw_end].replace("\n", " ")[:90])
    print(f"F1 {200 * total[0] / (total[1] + total[2]):.2f}", {k: f"{a}/{b}" for k, (a, b) in facts.items()})


if __name__ == "__main__":
    main(sys.argv[1:])
