"""Train every shipped model anew, in the order in which they stand on each other: `make models`.

Inputs: ../shared/gold, ../shared/data and the labels of training/labels. Each step is a module that can be run alone; counts over the
50,000 unlabelled articles take minutes, models less. The same inputs give the same bytes.
"""

import subprocess
import sys
import time

STEPS: tuple[tuple[str, ...], ...] = (
    ("background",), ("names_counts", "collect"), ("names_counts", "words"), ("names_counts", "cluster"), ("names", "train"),
    ("dating",), ("pages_train", "text", "4500"), ("pages_train", "html", "6000"), ("quotes_verbs",), ("quotes_words",), ("quotes",),
    ("events_topics",), ("events",), ("summary",),
)

if __name__ == "__main__":
    wanted = set(sys.argv[1:])
    for module, *args in STEPS:
        if wanted and module not in wanted:
            continue
        started = time.perf_counter()
        print(f"== {module} {' '.join(args)}", flush=True)
        subprocess.run([sys.executable, "-m", f"training.{module}", *args], check=True)
        print(f"   {time.perf_counter() - started:.0f} s", flush=True)
