"""Show a spreadsheet's number as a person sees it: 0.352 in the format "0.0%" is 35.2%.

In: the stored number and its format code.  Out: text.  Dates are shown by `date_formats`.
Codes it does not know (fractions, exponents) fall back to the plain number. Serves .xlsx and .xls.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from duban.documents.reading.sheets.date_formats import is_date_code, shown_date

GENERAL = "General"
YEAR_MONTH, MONTH_DAY, WHOLE_DATE = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
WHOLE, HUNDREDTHS = "#,##0;-#,##0", "#,##0.00;-#,##0.00"
BUILT_IN = {  # formats that go by number alone, as programs in Chinese show them
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    49: "@",
    **dict.fromkeys((14, 15, 30), "yyyy/m/d"),
    16: "m/d",
    17: "yyyy/m",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((18, 19, 20, 21, 32, 33), "h:mm"),
    **dict.fromkeys((27, 36, 50, 52, 57), YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), MONTH_DAY),
    31: WHOLE_DATE,
    **dict.fromkeys((37, 38, 41, 42), WHOLE),
    **dict.fromkeys((39, 40, 43, 44), HUNDREDTHS),
}

DIGITS_OF_A_FLOAT = 15
SHOWN_DIGITS = 10  # what a general cell shows of a fraction
MOST_DECIMALS = 12
TOKEN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?|[0#?.,%@]|[^"\\_*\[0#?.,%@]', re.S)
CURRENCY = re.compile(r"\[\$([^\]-]*)")
ODD = re.compile(r"[0#?]\s*[/eE]|[eE][+-]")


@dataclass(frozen=True, slots=True)
class _Shape:
    """A format's section: what stands before and after the number, and how the number is written."""

    prefix: str
    suffix: str
    has_number: bool
    least: int  # digits before the point that are always written
    decimals: int
    optional: int  # of the decimals, those that vanish when they are zero
    grouped: bool
    thousands: int  # how often the number is divided by a thousand
    percent: bool


def shown_number(value: float, code: str, *, since_1904: bool = False) -> str:
    """What a cell with this number and this format shows."""
    if is_date_code(code):
        date = shown_date(value, code, since_1904=since_1904)
        return date if date is not None else plain_number(value)
    sections = _sections(code)
    section, number = _chosen(sections, value)
    if section.strip().lower() in ("general", "@", "g/通用格式", "") or ODD.search(section):
        return plain_number(value)
    shape = _shape(section)
    if not shape.has_number:
        return (shape.prefix + shape.suffix).strip() or plain_number(value)
    try:
        return (shape.prefix + _digits(number, shape) + shape.suffix).strip()
    except (InvalidOperation, OverflowError, ValueError):
        return plain_number(value)


def plain_number(value: float) -> str:
    """A number without format: 5 rather than 5.0, 1.83 rather than 1.8300000000000001."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value == 0:
        return "0"
    digits = DIGITS_OF_A_FLOAT if value == int(value) else SHOWN_DIGITS
    text = f"{Decimal(f'{value:.{digits}g}'):f}" if abs(value) < 1e21 else f"{value:g}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _chosen(sections: tuple[str, ...], value: float) -> tuple[str, float]:
    """The section for a value's sign, and the number to write in it."""
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[str, ...]:
    sections = [""]
    for token in TOKEN.findall(code[:300]):
        if token == ";":
            sections.append("")
        else:
            sections[-1] += token
    return tuple(sections)


@lru_cache(maxsize=512)
def _shape(section: str) -> _Shape:
    prefix, suffix, number = "", "", ""
    percent = False
    for token in TOKEN.findall(section):
        if token in "0#?" or (token in ".," and (number or token == ".")):
            number += token
            continue
        percent = percent or token == "%"
        if number:
            suffix += _literal(token)
        else:
            prefix += _literal(token)
    number, thousands = number.rstrip(","), len(number) - len(number.rstrip(","))
    whole, _, fraction = number.replace(",", "").partition(".")
    decimals = min(len(fraction), MOST_DECIMALS)
    optional = decimals - len(fraction[:decimals].rstrip("#?"))
    return _Shape(prefix, suffix, bool(number), whole.count("0"), decimals, optional, "," in number, thousands, percent)


def _literal(token: str) -> str:
    if token[0] == '"':
        return token.strip('"')
    if token[0] == "\\":
        return token[1:]
    if token[0] == "[":
        currency = CURRENCY.match(token)
        return currency[1] if currency else ""
    return "" if token[0] in "_*@,." else token


def _digits(value: float, shape: _Shape) -> str:
    exact = Decimal(f"{value:.{DIGITS_OF_A_FLOAT}g}")
    exact = exact * 100 if shape.percent else exact
    exact = (exact / 1000**shape.thousands).quantize(Decimal(1).scaleb(-shape.decimals), ROUND_HALF_UP)
    sign = "-" if exact < 0 else ""
    whole, _, fraction = f"{abs(exact):f}".partition(".")
    whole = whole.lstrip("0").rjust(shape.least, "0")
    whole = f"{int(whole):,}".rjust(shape.least, "0") if shape.grouped and whole else whole
    kept = fraction[: shape.decimals - shape.optional]
    fraction = kept + fraction[len(kept) :].rstrip("0")
    return sign + (whole or "0") + (f".{fraction}" if fraction else "")
