"""What a line was taken for."""

from typing import NamedTuple

from thoisu.model import LineRole

KEPT: frozenset[LineRole] = frozenset(("title", "lead", "body", "heading", "pull_quote"))
TEXT: frozenset[LineRole] = frozenset(("lead", "body", "heading", "pull_quote"))


class Verdict(NamedTuple):
    """What a line was taken for, and the rule or model that decided."""

    role: LineRole
    rule: str
