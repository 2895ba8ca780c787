"""What a sentence with figures may say: exactly what the evidence says, whatever words stand around it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.speaking.facts import Facts, Level, NotGrounded
from assistant.speaking.figure_gate import Carried, bind
from assistant.speaking.gate import Gate
from assistant.speaking.tokens import Tokenizer
from tests.assistant.speaking.conftest import WATER, GateOf

PATROLS = "沙川区水务局2024年河道巡查多少次？"
FINES = "沙川区水务局2024年罚款比上年增加多少？"
TWO = "沙川区水务局和沙川区林业和草原局2024年立案分别多少件？"
PART = "沙川区水务局2024年取水许可领域立案多少件？"
GOAL = "沙川区水务局2024年河道巡查目标多少次？"
RATE = "沙川区水务局2024年执法满意度是多少？"


def passes(gate: Gate, sentence: str) -> str | None:
    try:
        passed = gate.judge(sentence)
    except NotGrounded:
        return None
    return passed.text if passed else ""


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (PATROLS, "2024年，沙川区水务局河道巡查3527次[1]。"),
        (PATROLS, "2024年全局共开展河道巡查3,527次[1]。"),
        (PATROLS, "根据2024年度行政执法工作报告，2024年沙川区水务局河道巡查达３５２７次[1]。"),
        (PATROLS, "河道巡查的次数为3527次[1]。".replace("的次数", "数量")),
        (PATROLS, "2024年，沙川区水务局立案64件，罚款金额61.8万元[1]。"),
        (PATROLS, "2024年，沙川区水务局河道巡查、立案分别为3527次、64件[1]。"),
        (PATROLS, "河道巡查：3527次[1]"),
        (PATROLS, "2024年，沙川区水务局罚款618000元[1]。"),
        (PATROLS, "2024年河道巡查三千五百二十七次[1]。"),
        (FINES, "2024年，沙川区水务局罚款金额61.8万元[1]，比2023年的52.6万元[2]增加9.2万元，增长17.49%[1][2]。"),
        (FINES, "2024年沙川区水务局罚款金额同比增长17.49%[1][2]。"),
        (FINES, "2024年罚款金额比上年增加9.2万元，增幅17.5%[1][2]。"),
        (FINES, "2024年罚款金额由2023年的52.6万元增加到61.8万元[1][2]。"),
        (FINES, "2024年罚款金额较2023年有所增加，立案较2023年有所减少[1][2]。"),
        (TWO, "2024年，沙川区水务局立案64件[1]，沙川区林业和草原局立案31件[2]。"),
        (PART, "其中，2024年取水许可领域立案18件[1]。"),
        (GOAL, "2024年河道巡查目标为3500次[1]。"),
        (RATE, "2024年，沙川区水务局执法满意度为91.4%[1]。"),
        (RATE, "2024年，沙川区水务局执法满意度为百分之九十一点四[1]。"),
    ],
)
def test_what_the_evidence_says_passes_in_other_words(gate_of: GateOf, question: str, sentence: str) -> None:
    assert passes(gate_of(question), sentence)


@pytest.mark.parametrize(
    ("question", "sentence", "what"),
    [
        (PATROLS, "2024年河道巡查3572次[1]。", "digits turned round"),
        (PATROLS, "2024年河道巡查3214次[1]。", "last year's value"),
        (PATROLS, "2024年河道巡查3527件[1]。", "another unit"),
        (PATROLS, "2024年河道巡查3527[1]。", "no unit"),
        (PATROLS, "2024年河道巡查约3527次[1]。", "made approximate"),
        (PATROLS, "2024年河道巡查3500余次[1]。", "rounded"),
        (PATROLS, "2024年河道巡查3527次以上[1]。", "made a lower limit"),
        (PATROLS, "2024年河道巡查3500至3600次[1]。", "made a range"),
        (PATROLS, "2024年河道巡查三千五百二十八次[1]。", "a wrong Chinese numeral"),
        (PATROLS, "2024年河道巡查叁仟伍佰贰拾柒次[1]。", "capital numerals that nobody reads"),
        (PATROLS, "2024年河道巡查３５２８次[1]。", "wrong full-width digits"),
        (PATROLS, "2024年河道巡查٣٥٢٧次[1]。", "digits of another script"),
        (PATROLS, "2024年河道巡查3 527次[1]。", "a space inside the number"),
        (PATROLS, "2024年河道巡查35.27千次[1]。", "an odd scale"),
        (PATROLS, "2024年罚款金额61.8亿元[1]。", "亿 for 万"),
        (PATROLS, "2024年罚款金额61.8元[1]。", "万 dropped"),
        (PATROLS, "2023年河道巡查3527次[1]。", "another year"),
        (PATROLS, "去年全年河道巡查3214次[1]。", "去年 is 2024"),
        (PATROLS, "二〇二三年河道巡查3527次[1]。", "another year in Chinese"),
        (PATROLS, "上年河道巡查3527次[1]。", "a year that is not clear"),
        (PATROLS, "2024年立案3527次[1]。", "another indicator's figure, both in evidence"),
        (PATROLS, "2024年河道巡查64件[1]。", "another indicator's figure, both in evidence"),
        (PATROLS, "2024年立案、发出整改通知书分别为118份、64件[1]。", "in the wrong order"),
        (PATROLS, "2024年河道巡查、立案3527次[1]。", "two indicators, one value"),
        (PATROLS, "2024年3527次为河道巡查，64件为立案[1]。", "the name after the value"),
        (PATROLS, "2024年取水许可领域立案64件[1]。", "narrowed"),
        (PATROLS, "2024年立案64件，均为取水许可领域[1]。", "narrowed afterwards"),
        (PATROLS, "在取水许可领域，2024年立案64件[1]。", "narrowed before"),
        (PATROLS, "2024年沙川区林业和草原局立案64件[1]。", "another issuer"),
        (PATROLS, "2024年青屏区市场监督管理局河道巡查3527次[1]。", "another issuer"),
        (PATROLS, "2024年全市河道巡查3527次，北岸区最多[1]。", "a rank"),
        (PATROLS, "2024年上半年河道巡查3527次[1]。", "another period"),
        (PATROLS, "截至2024年6月，河道巡查3527次[1]。", "another period"),
        (PATROLS, "2024年河道巡查目标3527次[1]。", "a fact made a goal"),
        (PATROLS, "2024年河道巡查并未达到3527次[1]。", "denied"),
        (PATROLS, "2024年河道巡查超过3527次[1]。", "more than"),
        (PATROLS, "2024年河道巡查增长一成二[1]。", "a size in words"),
        (PATROLS, "2024年河道巡查翻了一番[1]。", "a size in words"),
        (PATROLS, "2024年河道巡查过半[1]。", "a size in words"),
        (PATROLS, "2024年河道巡查占三分之一[1]。", "a fraction"),
        (PATROLS, "2024年河道巡查同比上升[1]。", "a direction without evidence"),
        (PATROLS, "2024年河道巡查创历史新高[1]。", "a superlative"),
        (PATROLS, "2024年河道巡查连续三年增长[1]。", "a trend"),
        (PATROLS, "2024年河道巡查3527次，日均9.6次[1]。", "reckoned by the model"),
        (FINES, "2024年罚款金额同比下降17.49%[1][2]。", "the direction turned, the value right"),
        (FINES, "2024年罚款金额比2023年减少9.2万元[1][2]。", "the direction turned, the value right"),
        (FINES, "2023年罚款金额比2024年增加9.2万元[1][2]。", "the years turned"),
        (FINES, "2024年罚款金额同比增长百分之十二点三[1][2]。", "a stale percentage in words"),
        (FINES, "2024年罚款金额同比增长17.49个百分点[1][2]。", "points for per cent"),
        (FINES, "2024年罚款金额同比增长18%[1][2]。", "rounded away"),
        (FINES, "2024年立案同比增长17.49%[1][2]。", "another indicator's change"),
        (FINES, "2024年立案同比下降17.49%[1][2]。", "another indicator's change"),
        (FINES, "2024年罚款金额同比增长一成七[1][2]。", "rounded in words"),
        (FINES, "2024年罚款金额环比增长17.49%[1][2]。", "compared with something else"),
        (FINES, "2024年罚款金额比2022年增长17.49%[1][2]。", "compared with another year"),
        (FINES, "2024年罚款金额增长到9.2万元[1][2]。", "the change as a level"),
        (FINES, "2024年罚款金额由2023年的61.8万元增加到52.6万元[1][2]。", "the values turned"),
        (FINES, "2024年罚款金额是2023年的两倍[1][2]。", "a multiple"),
        (FINES, "罚款金额有所减少[1][2]。", "a direction, turned, without years"),
        (FINES, "2024年罚款金额与2023年基本持平[1][2]。", "a movement that there was not"),
        (TWO, "2024年，沙川区水务局立案31件，沙川区林业和草原局立案64件[1][2]。", "issuers exchanged"),
        (TWO, "2024年立案64件[1]。", "two issuers, none named"),
        (PART, "2024年立案18件[1]。", "a part as the whole"),
        (GOAL, "2024年河道巡查3500次[1]。", "a goal as a fact"),
        (RATE, "2024年执法满意度91.4[1]。", "the per cent sign dropped"),
        (RATE, "2024年执法满意度91.4‰[1]。", "per mille"),
    ],
)
def test_what_the_evidence_does_not_say_is_refused(gate_of: GateOf, question: str, sentence: str, what: str) -> None:
    assert passes(gate_of(question), sentence) is None, what


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (PATROLS, "立案情况如下：", "2024年为3527次[1]。"),
        (PATROLS, "2024年，沙川区水务局河道巡查3527次[1]。", "2024年为64件[1]。"),
        (FINES, "以下是2023年的情况：", "罚款金额为61.8万元[1]。"),
        (FINES, "2023年罚款金额52.6万元[2]。", "立案64件[1]。"),
        (FINES, "2024年罚款金额61.8万元，2023年52.6万元[1][2]。", "立案64件[1]。"),
        (TWO, "沙川区林业和草原局情况如下：", "2024年立案64件[1]。"),
        (TWO, "2024年，沙川区林业和草原局立案31件[2]。", "2024年罚款61.8万元[1]。"),
        (FINES, "2024年罚款金额比2023年增加9.2万元[1][2]。", "立案也是如此，增长17.49%[1][2]。"),
        (PATROLS, "2024年河道巡查352", "7次[1]。"),
        (PATROLS, "2024年河道巡查3。", "527次[1]。"),
        (PATROLS, "2024年，沙川区水务局河道巡查3527次[1]。", "以上为2023年的数据。"),
        (PATROLS, "2024年，沙川区水务局河道巡查3527次[1]。", "均为取水许可领域。"),
    ],
)
def test_what_is_split_over_two_sentences_is_refused_in_the_second(
    gate_of: GateOf, question: str, first: str, second: str
) -> None:
    gate = gate_of(question)
    passes(gate, first)
    assert passes(gate, second) is None


def test_a_heading_gives_its_year_and_indicator_to_the_lines_below(gate_of: GateOf) -> None:
    gate = gate_of(FINES)
    assert passes(gate, "罚款金额：\n")
    assert passes(gate, "- 2024年：61.8万元[1]\n") == "2024年：61.8万元[1]"
    assert passes(gate, "- 2023年：52.6万元[2]\n") == "2023年：52.6万元[2]"
    assert passes(gate, "- 2023年：76件[2]\n") is None


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("2024年河道巡查3527次。", "2024年河道巡查3527次[1]。"),
        ("2024年河道巡查3527次【1】。", "2024年河道巡查3527次[1]。"),
        ("2024年河道巡查3527次［１］。", "2024年河道巡查3527次[1]。"),
        ("2024年河道巡查3527次[9]。", "2024年河道巡查3527次[1]。"),
        ("2024年河道巡查3527次[1][2][3]。", "2024年河道巡查3527次[1]。"),
        ("2024年河道巡查3527次[1,2]。", "2024年河道巡查3527次[1]。"),
        ("[1]2024年河道巡查3527次。", "2024年河道巡查3527次[1]。"),
        ("2024年河道巡查3527次。[1]", "2024年河道巡查3527次。[1]"),
    ],
)
def test_marks_are_put_right(gate_of: GateOf, said: str, shown: str) -> None:
    assert passes(gate_of(PATROLS), said) == shown


def test_an_answer_is_complete_when_all_its_figures_were_said(gate_of: GateOf) -> None:
    gate = gate_of(FINES)
    assert not gate.complete
    passes(gate, "2024年罚款金额61.8万元[1]。")
    assert not gate.complete
    passes(gate, "2024年罚款金额比2023年增加9.2万元，增长17.49%[1][2]。")
    assert gate.complete


LEVEL = Level(frozenset({"巡护"}), 2180, "次", 2024, WATER, cites=frozenset({1}))  # type: ignore[arg-type]
OTHER = Level(frozenset({"立案"}), 31, "件", 2024, WATER, cites=frozenset({1}))  # type: ignore[arg-type]
FACTS = Facts((LEVEL, OTHER), (), (WATER,), 2024, 2025)


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet="0123456789.,０１８一二三十百千万亿零两半数几余约近第次件年月%倍成番巡护立案2024年为共 ，、",
        max_size=24,
    )
)
def test_of_any_mixture_of_numerals_only_the_values_held_pass(words: str) -> None:
    """Whatever stands around it: each quantity that passes is bound to a fact of the same amount."""
    try:
        bound, _ = bind(Tokenizer(FACTS).tokens(f"2024年巡护{words}"), FACTS, Carried())
    except NotGrounded:
        return
    assert all(one.fact in (LEVEL, OTHER) for one in bound)
    digits = "".join(sign for sign in words if sign.isdigit())
    assert len(bound) or not digits.replace("2024", "")
