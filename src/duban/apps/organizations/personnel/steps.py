"""What importing a line does, in words."""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    LEFT_OUT = "left_out"
    ASKED = "asked"
    KNOWN = "known"  # on record already
    APPOINT = "appoint"  # to a vacant seat
    NEW_SEAT = "new_seat"  # the seat is created, then held
    REPLACE = "replace"  # takes over from whoever holds it
    END = "end"
    RECORD_AND_END = "record_and_end"  # an office nobody had recorded, and its end
    IN_PERSON = "in_person"  # a member without a seat of office
    AS_UNIT = "as_unit"  # a member for a unit


WORDS = {
    Step.LEFT_OUT: "不导入",
    Step.ASKED: "待回答",
    Step.KNOWN: "已在册",
    Step.APPOINT: "登记任职",
    Step.NEW_SEAT: "登记任职",
    Step.REPLACE: "接任",
    Step.END: "免职",
    Step.RECORD_AND_END: "补记任职后免职",
    Step.IN_PERSON: "按本人列入",
    Step.AS_UNIT: "按单位列入",
}
