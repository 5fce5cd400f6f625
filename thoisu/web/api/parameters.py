"""What a request may ask for: parameters as data, read with errors that name them."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct
from starlette.datastructures import QueryParams

from thoisu.errors import UsageError

Form = Literal["text", "words", "date", "number", "share", "choice", "count", "cursor"]
MOST, LONGEST = 200, 300
DATE = (
    "^(?!0000)[0-9]{4}(-(0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|-(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|-02(-(0[1-9]|[12][0-9]))?)?$"
)
_DATE = re.compile(DATE)
TEXT = r"^[^\u0000-\u001f\u007f]*[^\u0000-\u0020\u007f\u00a0\u2000-\u200a\u3000][^\u0000-\u001f\u007f]*$"
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")

Value = str | int | float | None


class Parameter(Struct, frozen=True):
    """One parameter of a query: its form, what it means, the words it may be (`choice`), whether it may repeat or must be given."""

    name: str
    form: Form
    meaning: str
    choices: tuple[str, ...] = ()
    repeats: bool = False
    required: bool = False


class Asked:
    """The parameters of one request, read and checked."""

    def __init__(self, values: Mapping[str, list[Value]]) -> None:
        self._values = values

    def text(self, name: str) -> str | None:
        """A parameter as text, None where not given."""
        found = self._values.get(name)
        return str(found[0]) if found else None

    def texts(self, name: str) -> list[str]:
        """Every value of a parameter that may repeat."""
        return [str(v) for v in self._values.get(name, ())]

    def number(self, name: str) -> int | None:
        """A parameter as a whole number."""
        found = self._values.get(name)
        return int(found[0]) if found and found[0] is not None else None

    def share(self, name: str) -> float | None:
        """A parameter as a number between 0 and 1."""
        found = self._values.get(name)
        return float(found[0]) if found and found[0] is not None else None


def read_parameters(query: QueryParams, known: Sequence[Parameter]) -> Asked:
    """The parameters of a query; UsageError names the first one that is unknown, missing, repeated or not of its form."""
    by_name = {p.name: p for p in known}
    for name in query:
        if name not in by_name:
            raise UsageError(f"unknown parameter {name[:40]!r}; there are: {', '.join(by_name) or 'none'}")
    values: dict[str, list[Value]] = {}
    for parameter in known:
        given = query.getlist(parameter.name)
        if parameter.required and not given:
            raise UsageError(f"parameter {parameter.name} is missing: {parameter.meaning}")
        if len(given) > 1 and not parameter.repeats:
            raise UsageError(f"parameter {parameter.name} is given {len(given)} times; once is enough")
        if len(given) > 20:
            raise UsageError(f"parameter {parameter.name} is given {len(given)} times; at most 20")
        if given:
            values[parameter.name] = [_read(parameter, text) for text in given]
    return Asked(values)


def _read(parameter: Parameter, text: str) -> Value:
    name = parameter.name
    if parameter.form != "cursor" and (_CONTROL.search(text) or len(text) > LONGEST):
        raise UsageError(f"parameter {name}: at most {LONGEST} characters, none of them a control character")
    if parameter.form in ("text", "words", "cursor"):
        if not text.strip():
            raise UsageError(f"parameter {name} is empty")
        return text
    if parameter.form == "choice":
        if text not in parameter.choices:
            raise UsageError(f"parameter {name}: one of {', '.join(parameter.choices)}")
        return text
    if parameter.form == "date":
        if not is_date(text):
            raise UsageError(f"parameter {name}: write a date as 2016, 2016-11 or 2016-11-24")
        return text
    return _read_number(parameter, text)


def _read_number(parameter: Parameter, text: str) -> int | float:
    if parameter.form == "share":
        if not re.fullmatch(r"\d+(?:\.\d+)?(?:[eE]-?\d{1,3})?", text, re.ASCII) or not 0 <= float(text) <= 1:
            raise UsageError(f"parameter {parameter.name}: a number from 0 to 1, as 0.8")
        return float(text)
    most = MOST if parameter.form == "count" else 10**9
    least = 1 if parameter.form == "count" else 0
    if not re.fullmatch(r"\d{1,10}", text, re.ASCII) or not least <= int(text) <= most:
        raise UsageError(f"parameter {parameter.name}: a whole number from {least} to {most}")
    return int(text)


def is_date(text: str) -> bool:
    """Whether a text is a day, month or year that exists; 29 February of any year passes.

    >>> is_date("2016-02-29"), is_date("2016-02-30"), is_date("2016-13")
    (True, False, False)
    """
    return _DATE.match(text) is not None and not text.endswith("\n")


def schema_of(parameter: Parameter) -> dict[str, object]:
    """The JSON schema of a parameter's value."""
    schema: dict[str, object]
    if parameter.form == "choice":
        schema = {"type": "string", "enum": list(parameter.choices)}
    elif parameter.form == "date":
        schema = {"type": "string", "pattern": DATE, "example": "2016-11-24"}
    elif parameter.form == "share":
        schema = {"type": "number", "minimum": 0, "maximum": 1}
    elif parameter.form == "count":
        schema = {"type": "integer", "minimum": 1, "maximum": MOST, "default": 50}
    elif parameter.form == "number":
        schema = {"type": "integer", "minimum": 0, "maximum": 10**9}
    else:
        schema = {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": TEXT}
    return {"type": "array", "items": schema, "minItems": 1, "maxItems": 20} if parameter.repeats else schema
