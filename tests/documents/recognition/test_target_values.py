"""One cell of an indicator table: its comparator, value and unit."""

import pytest

from duban.documents.recognition.targets import read_value

CASES = [
    ("<8", "<", "8", ""),
    ("≥60", ">=", "60", ""),
    ("25左右", "~", "25", ""),
    ("增长30%", "=", "30", "%"),
    ("81.33", "=", "81.33", ""),
    ("50%", "=", "50", "%"),
    ("[15]", "=", "15", ""),
    ("4左右", "~", "4", ""),
    ("8-10", "range", "8..10", ""),
    ("＞95", ">", "95", ""),
    ("力争每年降低0.5个百分点以上", ">=", "0.5", "个百分点"),
    ("12,345.6", "=", "12345.6", ""),
    ("100%", "=", "100", "%"),
    ("35.2%", "=", "35.2", "%"),
    ("控制在10%以内", "<=", "10", "%"),
    ("下降18%", "=", "18", "%"),
    ("累计降低14.5%", "=", "14.5", "%"),
    ("0.078人/亿元", "=", "0.078", "人/亿元"),
    ("翻一番", "times", "2", ""),
    ("≥90%", ">=", "90", "%"),
    ("-18%", "=", "-18", "%"),
    ("2025年达到60%", ">=", "60", "%"),
    ("80%以上", ">=", "80", "%"),
    ("1.5倍", "=", "1.5", "倍"),
    ("力争80", ">=", "80", ""),
    ("≤3.5", "<=", "3.5", ""),
    ("8.5%—9%", "range", "8.5..9", "%"),
    ("不低于95", ">=", "95", ""),
    ("９５．５％", "=", "95.5", "%"),
]


@pytest.mark.parametrize(("text", "comparator", "value", "unit"), CASES)
def test_a_cell_says_its_value(text, comparator, value, unit):
    figure = read_value(text)
    shown = str(figure.value) + (f"..{figure.value_to}" if figure.value_to is not None else "")
    assert (figure.comparator, shown, figure.unit, figure.text) == (comparator, value, unit, text)


@pytest.mark.parametrize("text", ["持续提升", "-", "—", "", "完成省下达任务", "达到省要求", "保持稳定"])
def test_words_give_no_value(text):
    figure = read_value(text, measurement_unit="%")
    assert (figure.comparator, figure.value, figure.text) == ("words", None, text)


def test_a_bare_number_takes_the_unit_of_its_row():
    assert read_value("＜4", measurement_unit="‰").unit == "‰"
    assert read_value("30%", measurement_unit="人").unit == "%"
