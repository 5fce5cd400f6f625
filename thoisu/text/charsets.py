"""Names of character sets as servers give them, to Python's codecs."""

import codecs
import re

# What encodes texts of the world; not those that read escapes or domain names (`unicode_escape`, `punycode`), whose time can explode.
_KNOWN = re.compile(
    r"utf-(?:8|16|32)(?:-sig|-[bl]e)?|ascii|cp\d+|iso8859-\d+|koi8-\w|mac-\w+|big5(?:hkscs)?|gb\w+|hz|euc_\w+|shift_jis\w*|iso2022_\w+|tis-620|johab|ptcp154"
)


def find_codec(name: str | None) -> str | None:
    """Python's name of a character set, None where it knows none of that name.

    >>> find_codec("Windows-1258"), find_codec("punycode"), find_codec("tieng-viet")
    ('cp1258', None, None)
    """
    if not name or len(name) > 40 or not name.isascii():
        return None
    try:
        found = codecs.lookup(name.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return found if _KNOWN.fullmatch(found) else None
