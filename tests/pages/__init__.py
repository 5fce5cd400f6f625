"""Invented articles, and pages that show them in the manner of many sites."""
