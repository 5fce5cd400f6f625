"""Benchmarks: speed, memory, growth. `python -m bench [NAME...]`; each prints a table of its own."""
