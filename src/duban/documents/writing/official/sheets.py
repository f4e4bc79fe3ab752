"""How the classes of `page` look: on the sheets of a PDF, and as a preview on a screen.

In: nothing.  Out: CSS, made of the figures in `measures`.
Lengths of the text are in em of its 3号 characters, so that a preview is made smaller by its font size alone.
"""

from __future__ import annotations

from duban.documents.writing.official import measures
from duban.documents.writing.official.measures import BODY, LINE, POINTS, SQUARE, SQUARES
from duban.documents.writing.official.paper import Shape

WIDEST_MARK = 60  # squares
_SITS_LOWER = 0.03  # em: half of what the free fonts' characters stand lower in their line than the named ones'
_DASH = 0.58  # em from the top of a page number's line to its dash
_FANG = '"仿宋_GB2312","仿宋","FangSong","STFangsong","FandolFang R","FandolFang","Noto Serif CJK SC",serif'
_RED = f"#{measures.RED}"
_KAI = '"楷体_GB2312","楷体","KaiTi","STKaiti","AR PL KaitiM GB","AR PL UKai CN","Noto Serif CJK SC",serif'
_HEI = '"黑体","SimHei","STHeiti","Noto Sans CJK SC","WenQuanYi Zen Hei",sans-serif'
_XIAOBIAO = '"方正小标宋简体","FZXiaoBiaoSong-B05S","华文中宋","STZhongsong","Noto Serif CJK SC",serif'
_SONG = '"宋体","SimSun","STSong","AR PL SungtiL GB","Noto Serif CJK SC",serif'


def _em(points: float, size: float = BODY) -> str:
    return f"{points / size:.4f}em"


def _millimetres(length: float, size: float = BODY) -> str:
    return _em(length * POINTS, size)


def _marks() -> str:
    """For each width of a mark its height, and how narrow its characters are."""
    rules = []
    for wide in range(1, WIDEST_MARK + 1):
        height, per_cent = measures.mark_setting("国" * wide)
        room = 100 * 100 / per_cent
        rules.append(
            f".paper .mark-{wide}{{font-size:{_em(height)};transform:scaleX({per_cent / 100});"
            f"margin:0 {(100 - room) / 2:.3f}%}}"
        )
    return "\n".join(rules)


def _places() -> str:
    places = (f".paper .at-{half}{{margin-left:{_em(half * SQUARE / 2)}}}" for half in range(SQUARES * 2 + 1))
    shares = (f".paper .share-{share}{{width:{share}%}}" for share in range(1, 101))
    above = (
        f".paper-document .below-{lines}{{margin-top:{_em(measures.MARK_BELOW_TOP * POINTS - lines * LINE)}}}"
        for lines in range(3)
    )
    return "\n".join([*places, *shares, *above])


_SMALL = measures.FOOT
_HEADINGS = ",".join(f".paper .heading-{level}" for level in (1, 2, 3, 4))
_LEADING = (measures.TITLE_LINE - measures.TITLE) / 2  # of a title's line, above its characters
_TITLES = f"""
.paper .title,.paper .annex-title{{font-family:{_XIAOBIAO};font-weight:bold;font-size:{_em(measures.TITLE)};
line-height:{_em(measures.TITLE_LINE, measures.TITLE)};letter-spacing:0;text-align:center;
margin:{_em(2 * LINE - _LEADING, measures.TITLE)} 0 {_em(LINE, measures.TITLE)}}}
.paper-form .title{{margin-top:{_em(LINE - _LEADING, measures.TITLE)}}}
.paper .annex-title{{margin-top:{_em(LINE, measures.TITLE)}}}
"""
_HEAD = f"""
.paper .mark{{color:{_RED}}}
.paper .mark p{{position:relative;top:-{_SITS_LOWER}em;
font-family:{_XIAOBIAO};font-weight:bold;line-height:1;letter-spacing:0;
white-space:nowrap;text-align:center}}
{_marks()}
.paper .number{{text-align:center;line-height:1;margin-top:{_em(2 * LINE)};
padding-bottom:{_millimetres(measures.RULE_BELOW_NUMBER)};
border-bottom:{_millimetres(measures.RED_RULE)} solid {_RED}}}
.paper-form .number{{margin-top:{_em(LINE)}}}
.paper .upward{{text-align:left;padding-left:{_em(SQUARE)}}}
.paper .signed-by{{float:right;padding-right:{_em(SQUARE)}}}
"""
_TEXT = f"""
.paper .text,.paper .note,{_HEADINGS}{{text-indent:{_em(2 * SQUARE)}}}
.paper .heading-1,.paper .copy-number,.paper .urgency,.paper .annex-label{{font-family:{_HEI}}}
.paper .heading-2,.paper .text .lead,.paper .signed-by .lead{{font-family:{_KAI}}}
.paper .heading-1,.paper .heading-2,.paper .annex-label,.paper .title,.paper .annex-title,.paper .caption,
.paper .signatory,.paper .held{{break-after:avoid}}
.paper .annex-note,.paper .annex-more{{padding-left:{_em(5 * SQUARE)}}}
.paper .annex-note{{text-indent:-{_em(3 * SQUARE)}}}
.paper .annex-note.numbered{{padding-left:{_em(6 * SQUARE)};text-indent:-{_em(4 * SQUARE)}}}
.paper .annex-more{{padding-left:{_em(6 * SQUARE)};text-indent:-{_em(SQUARE)}}}
.paper .first{{margin-top:{_em(LINE)}}}
.paper .signatory,.paper .dated{{text-align:left;white-space:nowrap}}
"""
_TABLES = f"""
.paper .caption{{font-family:{_HEI};font-size:{_em(_SMALL)};line-height:{_em(LINE, _SMALL)};text-align:center}}
.paper table{{width:100%;border-collapse:collapse;table-layout:fixed;margin:0 0 {_em(LINE / 2)};letter-spacing:0}}
.paper th,.paper td{{border:{_em(0.5)} solid #000;padding:{_em(2)} {_em(4)};vertical-align:middle;font-weight:normal}}
.paper .grid th,.paper .grid td{{font-size:{_em(measures.CELL)};line-height:1.5;text-align:left}}
.paper .grid th{{font-family:{_HEI};text-align:center}}
.paper .grid .centred{{text-align:center}}
.paper .fields th{{font-family:{_HEI};text-align:center}}
.paper .fields th,.paper .fields td{{padding-top:{_em(LINE / 4)};padding-bottom:{_em(LINE / 4)}}}
.paper tr{{break-inside:avoid}}
"""
_OUTER = f"{_millimetres(measures.OUTER_RULE, _SMALL)} solid #000"
_INNER = f"{_millimetres(measures.INNER_RULE, _SMALL)} solid #000"
_FOOT = f"""
.paper .end{{line-height:0}}
.paper .imprint{{display:block;font-size:{_em(_SMALL)};letter-spacing:0;border-top:{_OUTER};border-bottom:{_OUTER}}}
.paper .imprint p{{line-height:{_em(measures.FOOT_LINE, _SMALL)};padding:0 1em {_em(measures.FOOT_GAP, _SMALL)}}}
.paper .imprint .copies{{padding-left:4em;text-indent:-3em}}
.paper .imprint p+p{{border-top:{_INNER}}}
.paper .imprint .printed{{display:flex;justify-content:space-between}}
"""
_LETTER = f"""
.paper-letter .imprint{{border:none}}
.paper-letter .letter-head,.paper-letter .letter-foot{{height:{_em(1.5)};
border-top:{_em(3)} solid {_RED};border-bottom:{_em(0.75)} solid {_RED}}}
.paper-letter .mark{{margin:0 -{_millimetres(6)} 0 -{_millimetres(8)}}}
.paper-letter .letter-head{{margin:{_millimetres(measures.RULE_BELOW_NUMBER)} -{_millimetres(6)} 0 -{_millimetres(8)}}}
.paper-letter .letter-foot{{border-top-width:{_em(0.75)};border-bottom-width:{_em(3)};position:absolute}}
.paper-letter .number{{border:none;padding:0;text-align:right;margin-top:{_em(measures.LETTER_NUMBER_BELOW)}}}
.paper-letter .beside{{float:left;font-family:{_HEI}}}
"""
ELEMENTS_CSS = f"""
.paper{{font-family:{_FANG};line-height:{_em(LINE)};letter-spacing:{_em(SQUARE - BODY - 0.004)};color:#000;
text-align:justify;overflow-wrap:anywhere;orphans:1;widows:1;font-weight:normal}}
.paper p,.paper h1,.paper h2,.paper h3,.paper h4,.paper h5,.paper h6{{margin:0;font-size:1em;font-weight:normal;
line-height:{_em(LINE)}}}
{_HEAD}{_TITLES}{_TEXT}{_TABLES}{_FOOT}{_LETTER}{_places()}
"""

_EDGES = " ".join(map(_millimetres, (measures.TOP, measures.RIGHT, measures.BOTTOM, measures.LEFT)))
PREVIEW_CSS = f"""{ELEMENTS_CSS}
.paper{{position:relative;box-sizing:border-box;font-size:{BODY}pt;background:#fff;box-shadow:0 1px 4px rgba(0,0,0,.3);
width:{_millimetres(measures.PAGE[0])};min-height:{_millimetres(measures.PAGE[1])};margin:0 auto;padding:{_EDGES}}}
.paper-letter{{padding-top:{_millimetres(measures.LETTER_MARK_TOP)}}}
.paper .annex-label{{margin-top:{_em(2 * LINE)};border-top:1px dashed #999;padding-top:{_em(LINE)}}}
.paper .imprint{{margin-top:{_em(2 * LINE, _SMALL)}}}
.paper-letter .letter-foot{{left:{_millimetres(20)};right:{_millimetres(20)};bottom:{_millimetres(20)}}}
@media (max-width:52rem){{.paper{{font-size:2.55vw}}}}
"""


def sheet_css(shape: Shape) -> str:
    """The style of a PDF: page, page numbers, and what stands at the foot of the last page or a letter's first."""
    top, right, bottom, left = (f"{side}mm" for side in (measures.TOP, measures.RIGHT, measures.BOTTOM, measures.LEFT))
    lower = measures.BOTTOM - measures.LETTER_RULE_ABOVE_EDGE
    number = (
        f'content:"— " counter(page) " —";font:{_SMALL}pt/1 {_SONG};vertical-align:top;'
        f"padding-top:{measures.PAGE_NUMBER_BELOW * POINTS - _DASH * _SMALL:.2f}pt;"
    )
    first = (
        f"@page :first{{margin-top:{measures.LETTER_MARK_TOP}mm;@bottom-right{{content:none}}}}"
        if shape is Shape.LETTER
        else ""
    )
    return f"""{ELEMENTS_CSS}
@page{{size:{measures.PAGE[0]}mm {measures.PAGE[1]}mm;margin:{top} {right} {bottom} {left};
@footnote{{margin:0;padding:0;border:none}}}}
@page :right{{@bottom-right{{{number}padding-right:{_SMALL}pt}}}}
@page :left{{@bottom-left{{{number}padding-left:{_SMALL}pt}}}}
{first}
html,body{{margin:0}}
.paper{{font-size:{BODY}pt}}
.paper .annex-label{{break-before:page}}
.paper .imprint{{float:footnote}}
.paper .imprint::footnote-call,.paper .imprint::footnote-marker{{content:"";margin:0}}
.paper-letter .letter-foot{{left:-8mm;right:-6mm;bottom:-{lower}mm}}
"""
