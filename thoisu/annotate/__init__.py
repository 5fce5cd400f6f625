"""Document -> one layer each. A stage is a function `find_x(doc) -> Iterator[X]`; stages only add."""
