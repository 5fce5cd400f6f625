"""The packaged event models keep less than the file holds, and answer the same."""

from importlib.resources import files
from typing import Any

import msgspec

from thoisu.annotate.events.weights import Linear, Models, load_models


def test_what_is_let_go_changes_no_answer() -> None:
    raw: dict[str, Any] = msgspec.json.decode((files("thoisu") / "models" / "events.json").read_bytes())
    models = load_models()
    assert models.thresholds == raw["thresholds"]
    for name in Models.__struct_fields__:
        if name == "thresholds":
            continue
        full, kept = Linear(raw[name]["weights"]), getattr(models, name)
        some = list(full.weights)[::97]
        features = [n.partition("^")[2] or n for n in some]
        contexts = tuple(sorted({n.partition("^")[0] for n in some}))
        assert kept.bias == full.bias
        assert kept.odds(features, contexts) == full.odds(features, contexts)
        if not any("^" in n for n in some):
            assert kept.odds_of(dict.fromkeys(some, 0.5)) == full.odds_of(dict.fromkeys(some, 0.5))
