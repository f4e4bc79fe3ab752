"""Why a task stands as it does, in one sentence: the figure, what it is measured by, how far it falls short.

In: `Facts`, a day, the working calendar.  Out: words, as 累计 46/100（第3轮自报），时序进度 75%，滞后 29 个百分点.
Nothing is said that the judgement did not look at.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from duban.rulebook.health import LABELS, Health
from duban.rulebook.judging import Judgement, done_on, judge, overdue_from
from duban.rulebook.judging_aims import Finding, meets
from duban.rulebook.pace import ONE_DAY
from duban.rulebook.pace_facts import AT_MOST, Aim, Below, Facts, Figure
from duban.rulebook.targets import TargetKind
from duban.rulebook.working_days import WorkCalendar, distance

MOST = 2  # causes named in a sentence: the first, and the targets
NAMED = 3  # places
SHORT = 24  # letters of a step's content
FALLS = ("下降", "降低", "压减", "减少")
SHARES = ("%", "％", "个百分点")


def reason(facts: Facts, day: date, calendar: WorkCalendar) -> str:
    """What decided it; of several targets the worst, and how many there are."""
    judged = judge(facts, day)
    if facts.closed_on is not None:
        return f"{_day(facts.closed_on, day)}办结"
    said = _deciding(facts, judged, day, calendar)
    if judged.health is Health.OVERDUE:
        late = distance(day, facts.deadline, calendar).words
        return f"应于{_day(facts.deadline, day)}完成，{late}；{said[-1]}"
    said = said if len(said) <= MOST else [said[0], said[-1]]
    return "；".join([*said, *_expected(facts, judged, day)])


def _expected(facts: Facts, judged: Judgement, day: date) -> list[str]:
    """The deadline has passed, the figure that decides is not asked yet."""
    if judged.health is Health.DONE or day <= facts.deadline or done_on(facts) is not None:
        return []
    return [f"{_day(facts.deadline, day)}到期，以{_day(overdue_from(facts) - ONE_DAY, day)}前报送的数据为准"]


def _deciding(facts: Facts, judged: Judgement, day: date, calendar: WorkCalendar) -> list[str]:
    said = [of_step(step.content, step.due, day, calendar) for step in judged.late_steps[:1]]
    if more := len(judged.late_steps) - 1 if judged.late_steps else 0:
        said[0] += f"，另有{more}个节点逾期"
    said += [of_below(judged.late_below, len(facts.below))] if judged.late_below else []
    if judged.is_found_behind and facts.statement is not None:
        said.append(f"第{facts.statement.sequence}轮核定滞后")
    decided = judged.health in (Health.BEHIND, Health.OVERDUE) and bool(said)
    figures = [one for one in judged.findings if one.health is Health.BEHIND]
    if not decided or (figures and facts.aims):
        said += [_of_aims(facts, judged, day)]
    return list(dict.fromkeys(said))  # of a target in words the same is said as of the whole


def _of_aims(facts: Facts, judged: Judgement, day: date) -> str:
    """The worst of the targets; what was said, where there is none with a figure."""
    if not facts.aims:
        return of_words(facts, day)
    at = deciding_aim(judged)
    aim, finding = facts.aims[at], judged.findings[at]
    words = of_aim(aim, finding, facts, day)
    if len(facts.aims) == 1 or not aim.is_measured or not (aim.figure or finding.expected is not None):
        return words
    alike = sum(one.health is finding.health for one in judged.findings)
    many = f"（{len(facts.aims)}个目标中{alike}个{LABELS[finding.health]}）" if finding.health is Health.BEHIND else ""
    return f"{aim.measure[:SHORT]}{' ' if words[0].isdigit() else ''}{words}{many}"


def deciding_aim(judged: Judgement) -> int:
    """The place of the target that gave the word, of those that did the one furthest behind; 0 where there is none."""
    return min(range(len(judged.findings)), key=lambda at: _rank(judged.findings[at], judged.health))


def _rank(finding: Finding, word: Health) -> tuple[bool, int, Fraction]:
    """The finding that gave the word first; the largest gap first among equals."""
    gap = (finding.expected or Fraction(0)) - (finding.actual or Fraction(0))
    wanted = finding.health is not word if word is Health.AHEAD else False
    return wanted, list(Health).index(finding.health), -gap


def of_aim(aim: Aim, finding: Finding, facts: Facts, day: date) -> str:
    if aim.adds_up and finding.expected is not None:
        return _of_share(aim, finding, facts, day)
    if aim.is_measured and aim.figure is not None:
        return _of_value(aim, aim.figure)
    return of_words(facts, day)


def _of_share(aim: Aim, finding: Finding, facts: Facts, day: date) -> str:
    figure, actual, expected = aim.figure, finding.actual or Fraction(0), finding.expected or Fraction(0)
    sofar = f"累计 {number(figure.value if figure else Decimal(0))}/{number(aim.whole)}"
    sofar += f"（{source(figure)}）" if figure else "（没有报数）" if facts.is_reported else "（没有报送）"
    if finding.health is Health.DONE or (figure is not None and meets(aim, figure.value)):
        return f"{sofar}，已达到目标"
    gap = (expected - actual) * 100
    later = figure is not None and finding.compared_on is not None and finding.compared_on > figure.due
    when = f"到{_day(finding.compared_on, day)}" if later and finding.compared_on is not None else ""
    pace = f"{when}时序进度 {percent(expected)}"
    if finding.health is Health.BEHIND:
        past = day > aim.due and gap <= facts.points.behind
        short = f"{_day(aim.due, day)}到期未达到" if past else f"滞后 {tenth(gap)} 个百分点"
        return f"{sofar}，{pace}，{short}"
    if gap == 0:
        return f"{sofar}，与时序进度 {percent(expected)} 持平"
    return f"{sofar}，{pace}，{'超前' if gap < 0 else '相差'} {tenth(abs(gap))} 个百分点"


def _of_value(aim: Aim, figure: Figure) -> str:
    """88%（第2轮自报），低于目标 2 个百分点."""
    said = f"{amount(figure.value, aim.unit)}（{source(figure)}）"
    if aim.kind is TargetKind.GROWTH and not aim.measure.endswith((*FALLS, "增长")):
        said = f"{next((word for word in FALLS if word in aim.measure), '增长')} {said}"
    if meets(aim, figure.value):
        return f"{said}，符合目标"
    return f"{said}，{_missed_by(aim, figure.value)}"


def _missed_by(aim: Aim, value: Decimal) -> str:
    goal = aim.goal or Decimal(0)
    is_above = value > goal and aim.comparator in (*AT_MOST, "~", "range", "=")
    edge = aim.goal_to if is_above and aim.comparator == "range" and aim.goal_to is not None else goal
    if value == edge:
        return "没有低于目标" if aim.comparator == "<" else "没有超过目标"
    unit = "个百分点" if aim.unit in SHARES else aim.unit
    return f"{'高于' if is_above else '低于'}目标 {amount(abs(value - edge), unit)}"


def of_words(facts: Facts, day: date) -> str:
    said = facts.statement
    if said is not None:
        waits = "，待核定" if said.word is Health.DONE and not said.is_verified else ""
        return f"第{said.sequence}轮{'核定' if said.is_verified else '自评'}{LABELS[said.word]}{waits}"
    if facts.is_reported:
        return "已报送进展，没有自评"
    if facts.dues and day > facts.dues[0]:
        return f"应于{_day(facts.dues[0], day)}前首次报送，没有报送"
    return f"{_day(facts.dues[0], day)}前首次报送" if facts.dues else "还没有报送"


def of_step(content: str, due: date, day: date, calendar: WorkCalendar) -> str:
    short = content.rstrip("。；")
    short = short if len(short) <= SHORT else f"{short[:SHORT]}…"
    return f"节点“{short}”应于{_day(due, day)}完成，{distance(day, due, calendar).words}"


def of_below(late: tuple[Below, ...], total: int) -> str:
    """5项下级任务中2项滞后：临川县、云栖区."""
    places = list(dict.fromkeys(one.place for one in late))
    more = f"等{len(places)}地" if len(places) > NAMED else ""
    return f"{total}项下级任务中{len(late)}项滞后：{'、'.join(places[:NAMED])}{more}"


def source(figure: Figure) -> str:
    return f"第{figure.sequence}轮{'核定' if figure.is_verified else '自报'}"


def amount(value: Decimal, unit: str) -> str:
    return f"{number(value)}{'' if unit in ('%', '％', '‰') or not unit else ' '}{unit}"


def number(value: Decimal) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def percent(share: Fraction) -> str:
    return f"{tenth(share * 100)}%"


def tenth(value: Fraction) -> str:
    """To one decimal place, half upwards."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return number(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _day(day: date, today: date) -> str:
    year = f"{day.year}年" if day.year != today.year else ""
    return f"{year}{day.month}月{day.day}日"
