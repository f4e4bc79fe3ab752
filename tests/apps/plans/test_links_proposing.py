"""Which tasks below look like the one above, and by what one sees it."""

from __future__ import annotations

from corpus import corpus_document
from duban.apps.plans.linking.proposing import LEAST, figures, propose, shared_phrases

BELOW = {
    1: "规模以上工业增加值增长8%。",
    2: "制定高新技术企业扶持政策，培育高新技术企业12家，推动企业增资扩产。",
    3: "加强农村生活污水治理，改造厕所300座。",
    4: "加强财源建设，推动企业发展。",
}


def keys(text: str) -> list[int]:
    return [one.key for one in propose(text, BELOW)]


def test_the_task_of_the_same_thing_comes_first() -> None:
    assert keys("规上工业增加值增长7%。")[0] == 1
    assert keys("强化创新主体地位，新增高新技术企业30家。")[0] == 2


def test_what_has_only_common_words_is_not_proposed() -> None:
    assert keys("加强队伍建设。") == []


def test_a_task_without_counterpart_has_no_proposals() -> None:
    assert keys("办好南药产业大会。") == []


def test_the_same_figure_makes_it_likelier() -> None:
    candidates = {1: "建设高标准农田1.83万亩。", 2: "建设高标准农田2.5万亩。"}

    first, second = propose("完成高标准农田建设1.83万亩。", candidates)

    assert (first.key, first.figures) == (1, ("1.83万亩",))
    assert first.likeness > second.likeness
    assert second.figures == ()


def test_a_proposal_says_what_both_have_in_common() -> None:
    first = propose("新增高新技术企业30家。", BELOW)[0]

    assert first.words == ("高新技术企业",)


def test_years_and_days_are_no_figures() -> None:
    assert figures("2026年6月30日前新增60个，增长7％") == {"60个", "7%"}


def test_a_phrase_within_a_longer_one_is_not_said_again() -> None:
    assert shared_phrases("推进跨境电商综合试验区建设，发展跨境电商", "建好跨境电商综合试验区，做强跨境电商") == (
        "跨境电商综合试验区",
    )


def test_no_text_is_like_nothing() -> None:
    assert propose("", BELOW) == []
    assert propose("60个", {1: "60个"}) == []


def test_a_city_and_its_county_are_matched_by_what_they_promise() -> None:
    city, county = corpus_document("000"), corpus_document("001", "罗府办〔2023〕4号")
    below = {number: task.text for number, task in enumerate(county.tasks)}
    promised = [task.text for task in city.tasks if task.path[0].startswith("一、")]

    best = [propose(text, below, most=1) for text in promised]

    shared = {"生产总值", "工业增加值", "固定资产投资", "零售总额", "进出口总额", "公共预算", "可支配收入"}
    right = [
        word
        for found, text in zip(best, promised, strict=True)
        for word in shared
        if word in text and found and word in below[found[0].key] and found[0].likeness > 4 * LEAST
    ]
    assert sorted(right) == sorted(shared)
