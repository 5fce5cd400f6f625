"""Thời Sự: who said what and who did what in Vietnamese news, each line with the words it rests on."""

__version__ = "0.1.0"
