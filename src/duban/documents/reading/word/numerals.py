"""A number as a numbered list writes it: 3 as 三, 叁, ③, c, iii, ３.

In: a number and the name of a form (those of `w:numFmt` in Word files).  Out: the written number.
Does not add the marks around it (（三）, 三、); the list's own pattern does.
"""

from __future__ import annotations

CHINESE = "chineseCounting"
LOWER_LETTER, UPPER_LETTER = "lowerLetter", "upperLetter"
LOWER_ROMAN, UPPER_ROMAN = "lowerRoman", "upperRoman"

DIGITS = "〇一二三四五六七八九"
COUNTING = "零一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
    *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
COUNTED = {
    *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"),
    *("taiwaneseCountingThousand", "koreanCounting", "japaneseDigitalTenThousand"),
}
LEGALS = {"chineseLegalSimplified": LEGAL, "ideographLegalTraditional": LEGAL_TRADITIONAL, "japaneseLegal": LEGAL}
SILENT = {"bullet", "none"}
LARGEST = 99_999  # a list that counts further is written in digits


def written(number: int, form: str) -> str:
    """`number` in the form; plain digits where the form cannot write it."""
    if form in SILENT:
        return ""
    if not 0 <= number <= LARGEST:
        return str(number)
    if form in COUNTED:
        return _counted(number, COUNTING, "十百千万")
    if form in LEGALS:
        return _counted(number, LEGALS[form], "拾佰仟万", full=True)
    return _simple(number, form)


def _simple(number: int, form: str) -> str:
    if form == "ideographDigital":
        return "".join(DIGITS[int(digit)] for digit in str(number))
    if form.startswith("decimalEnclosedCircle"):
        return _circled(number)
    if form == "decimalEnclosedParen":
        return f"({number})"
    if form == "decimalEnclosedFullstop":
        return f"{number}."
    if form == "decimalZero":
        return f"{number:02d}"
    if form.startswith("decimalFullWidth"):
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    return _lettered(number, form)


def _lettered(number: int, form: str) -> str:
    if number < 1:
        return str(number)
    if form in (LOWER_LETTER, UPPER_LETTER):
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)
        return letter.upper() if form == UPPER_LETTER else letter
    if form in (LOWER_ROMAN, UPPER_ROMAN):
        return _roman(number).upper() if form == UPPER_ROMAN else _roman(number)
    if form == "ideographTraditional":
        return STEMS[(number - 1) % 10]
    if form == "ideographZodiac":
        return BRANCHES[(number - 1) % 12]
    return str(number)


def _counted(number: int, digits: str, units: str, *, full: bool = False) -> str:
    """Chinese counting: 10 十 (拾 in full 壹拾), 101 一百零一, 12,000 一万二千."""
    if number == 0:
        return digits[0]
    if number >= 10_000:
        head, rest = divmod(number, 10_000)
        joint = digits[0] if 0 < rest < 1000 else ""
        return (
            _counted(head, digits, units, full=full) + units[3] + (joint + _below(rest, digits, units) if rest else "")
        )
    text = _below(number, digits, units)
    return text if full or not 10 <= number < 20 else text[1:]


def _below(number: int, digits: str, units: str) -> str:
    """1 to 9,999, with 零 for a gap in the middle."""
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + (units[power - 1] if power else "")
        gap = not digit
    return text


def _circled(number: int) -> str:
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(start + number - first)
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text
