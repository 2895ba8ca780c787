"""Numbers in official Chinese text: what is a quantity, what it is worth, and what is no quantity."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.quantities import (
    Number,
    base_unit,
    chinese_article_number,
    find_numbers,
    find_quantities,
    read_number,
    read_quantity,
)


def only(text: str) -> Number:
    """The one quantity of a text."""
    found = find_quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "amount", "amount_unit"),
    [
        ("检查经营主体12,345户次。", "12,345户次", "12,345", "户次", "12345", "户次"),
        ("检查经营主体12，345户次。", "12，345户次", "12，345", "户次", "12345", "户次"),
        ("罚没款共计207.6万元", "207.6万元", "207.6", "万元", "2076000", "元"),
        ("办结案件1.2万件", "1.2万件", "1.2", "万件", "12000", "件"),
        ("立案１２件", "１２件", "１２", "件", "12", "件"),
        ("占比５．６％。", "５．６％", "５．６", "％", "5.6", "%"),
        ("同比增长-9.79%", "-9.79%", "-9.79", "%", "-9.79", "%"),
        ("不合格率为千分之三", "千分之三", "千分之三", "", "0.3", "%"),
        ("合格率百分之三十点五", "百分之三十点五", "百分之三十点五", "", "30.5", "%"),
        ("公示率百分之百", "百分之百", "百分之百", "", "100", "%"),
        ("设立十二个监管所", "十二个", "十二", "个", "12", "个"),
        ("处五万元罚款", "五万元", "五", "万元", "50000", "元"),
        ("上门服务三次", "三次", "三", "次", "3", "次"),
        ("提高0.5个百分点", "0.5个百分点", "0.5", "个百分点", "0.5", "个百分点"),
        ("现有执法人员 288 人", "288 人", "288", "人", "288", "人"),
        ("排查河道15.6万公里", "15.6万公里", "15.6", "万公里", "156000", "公里"),
        ("行政诉讼败诉零件。", "零件", "零", "件", "0", "件"),
        ("整改率为三成", "三成", "三", "成", "30", "%"),
        ("发电量3.5亿千瓦时", "3.5亿千瓦时", "3.5", "亿千瓦时", "350000000", "千瓦时"),
        ("装机20万千瓦", "20万千瓦", "20", "万千瓦", "200000", "千瓦"),
        ("浓度为35微克/立方米", "35微克/立方米", "35", "微克/立方米", "35", "微克/立方米"),
    ],
)
def test_quantity_is_read_with_its_unit_and_scaled(  # noqa: PLR0917
    text: str,
    words: str,
    value: str,
    unit: str,
    amount: str,
    amount_unit: str,
) -> None:
    number = only(text)
    assert number.span.of(text) == words
    assert (number.value, number.unit, str(number.amount), number.amount_unit) == (value, unit, amount, amount_unit)


@pytest.mark.parametrize(
    ("text", "words", "approximation"),
    [
        ("惠及企业300余家", "300余家", "余"),
        ("惠及三百余家企业", "三百余家", "余"),
        ("受理1万余件", "1万余件", "余"),
        ("总数近40万户", "近40万户", "近"),
        ("超过100家", "超过100家", "超过"),
        ("突破1300万辆", "突破1300万辆", "突破"),
        ("不少于60学时", "不少于60学时", "不少于"),
        ("培训60学时以上", "60学时以上", "以上"),
        ("合格率98%左右", "98%左右", "左右"),
        ("近300余家", "近300余家", "近…余"),
        ("走访数百家企业", "数百家", "数"),
        ("服务上千户商户", "上千户", "上"),
    ],
)
def test_words_that_make_a_number_inexact_are_kept(text: str, words: str, approximation: str) -> None:
    number = only(text)
    assert (number.span.of(text), number.approximation) == (words, approximation)


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("应当在3至5日内送达", "3至5日", "3", "5"),
        ("应当在3—5日内送达", "3—5日", "3", "5"),
        ("占10%-20%", "10%-20%", "10", "20"),
        ("处五万元以上五十万元以下罚款", "五万元以上五十万元以下", "50000", "500000"),
        ("处3至5万元罚款", "3至5万元", "30000", "50000"),
        ("处1千元至1万元罚款", "1千元至1万元", "1000", "10000"),
        ("处百分之十五至二十的罚款", "百分之十五至二十", "15", "20"),
    ],
)
def test_range_has_both_ends(text: str, words: str, low: str, high: str) -> None:
    number = only(text)
    assert (number.span.of(text), str(number.amount), str(number.upper)) == (words, low, high)


@pytest.mark.parametrize(
    ("text", "words", "role"),
    [
        ("2025年", "2025年", "year"),
        ("二〇二五年", "二〇二五年", "year"),
        ("2020—2024年", "2020—2024年", "year"),
        ("12月31日", "12月31日", "date"),
        ("2025年12月31日", "2025年12月31日", "date"),
        ("2025-01-01", "2025-01-01", "date"),
        ("1-11月", "1-11月", "date"),
        ("截至12月底", "12月底", "date"),
        ("前三季度", "三季度", "date"),
        ("国办发〔2018〕118号", "〔2018〕118号", "document_number"),
        ("国务院令第596号", "第596号", "document_number"),
        ("按照GB/T 9704-2012", "9704-2012", "document_number"),
        ("依据第二十五条", "第二十五条", "article"),
        ("依据该条第3款", "第3款", "article"),
        ("依托12315平台", "12315", "name"),
        ("拨打12345热线", "12345", "name"),
        ("“十四五”时期", "十四五", "name"),
        ("十五五规划", "十五五", "name"),
        ("落实“三项制度”", "三项制度", "name"),
        ("双随机、一公开", "双随机、一公开", "name"),
        ("加强两品一械监管", "两品一械", "name"),
        ("协调推进四个全面", "四个全面", "name"),
        ("开展三年行动", "三年行动", "name"),
        ("世界500强", "500强", "name"),
        ("地铁6号线", "6号线", "name"),
        ("第十四届", "第十四届", "ordinal"),
        ("一是加强领导", "一", "ordinal"),
        ("一、基本情况", "一、", "ordinal"),
        ("（一）人员", "（一）", "ordinal"),
        ("1.行政许可", "1.", "ordinal"),
        ("- 10 -", "- 10 -", "page"),
    ],
)
def test_number_of_another_role_is_no_quantity(text: str, words: str, role: str) -> None:
    assert [(n.span.of(text), n.role) for n in find_numbers(text)] == [(words, role)]


@pytest.mark.parametrize(
    "text",
    [
        "一体化推进",
        "一批项目",
        "一定程度",
        "进一步加强",
        "统一部署",
        "唯一标准",
        "十分重要",
        "万一发生",
        "一站式服务",
        "千方百计",
        "汽车零件生产",
        "半导体产业",
        "上半年",
        "几乎",
        "百姓满意",
        "之一",
        "四川",
        "两岸",
        "三农工作",
    ],
)
def test_numerals_inside_words_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,345", "12345"),
        ("１２", "12"),
        ("三百二十一", "321"),
        ("1.2万", "12000"),
        ("百分之三", "0.03"),
        ("-5", "-5"),
        ("两万五", "25000"),
        ("二〇二五", "2025"),
        ("一亿二千万", "120000000"),
        ("12%", "0.12"),
    ],
)
def test_bare_number_is_read_in_any_notation(text: str, number: str) -> None:
    assert str(read_number(text)) == number


@pytest.mark.parametrize("text", ["", "案件", "十四五", "1.2.3", "—", "万", "三五"])
def test_what_is_no_number_reads_as_none(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("value", "unit", "amount", "base"),
    [
        ("207.6", "万元", "2076000", "元"),
        ("12.5%", "", "12.5", "%"),
        ("12.5", "%", "12.5", "%"),
        ("300余", "家", "300", "家"),
        ("1,234", "件", "1234", "件"),
        ("百分之百", "", "100", "%"),
    ],
)
def test_value_and_unit_given_apart(value: str, unit: str, amount: str, base: str) -> None:
    number = read_quantity(value, unit)
    assert number is not None
    assert (str(number.amount), number.amount_unit) == (amount, base)


@pytest.mark.parametrize("value", ["", "-", "—", "/", "详见附件", "无"])
def test_table_cell_without_a_number_is_none(value: str) -> None:
    assert read_quantity(value, "件") is None


@pytest.mark.parametrize(
    ("unit", "factor", "base"),
    [
        ("万元", "10000", "元"),
        ("亿元", "100000000", "元"),
        ("万人次", "10000", "人次"),
        ("%", "1", "%"),
        ("‰", "0.1", "%"),
        ("千瓦", "1", "千瓦"),
        ("亿千瓦时", "100000000", "千瓦时"),
        ("工作日", "1", "工作日"),
        ("", "1", ""),
    ],
)
def test_base_unit(unit: str, factor: str, base: str) -> None:
    assert base_unit(unit) == (Decimal(factor), base)


@given(st.integers(min_value=1, max_value=10**11))
def test_integer_reads_back_in_every_notation(number: int) -> None:
    words = chinese_article_number(number)
    assert read_number(words) == number
    assert read_number(f"{number:,}") == number
    assert read_number(str(number)) == number
    full_width = "".join(chr(ord(c) + 0xFEE0) for c in str(number))
    assert read_number(full_width) == number


@given(st.integers(min_value=1, max_value=10**8), st.sampled_from(["件", "户次", "万元", "人次"]))
def test_counted_number_in_a_sentence_reads_back(number: int, unit: str) -> None:
    factor, base = base_unit(unit)
    for words in (str(number), f"{number:,}", chinese_article_number(number)):
        found = only(f"全年共办理{words}{unit}。")
        assert (found.amount, found.amount_unit) == (number * factor, base)


@given(st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999"), places=2))
def test_decimal_per_cent_reads_back(number: Decimal) -> None:
    assert only(f"占比为{number}%。").amount == number


_ALPHABET = (
    "0123456789０１九十百千万亿一二三零两数几半第条款项年月日号件家人次元%"
    "％‰.．,，、。（）()〔〕“”《》-—至余约近以上下分之点统GA \n"
)


@given(st.text(alphabet=_ALPHABET, max_size=60) | st.text(max_size=40))
def test_spans_are_ordered_within_the_text_and_never_overlap(text: str) -> None:
    numbers = find_numbers(text)
    ends = [0]
    for number in numbers:
        assert ends[-1] <= number.span.start < number.span.end <= len(text)
        ends.append(number.span.end)
        assert number.role != "quantity" or number.value in number.span.of(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("达标村占九成五。", ("九成五", "", "95", "%", "ratio")),
        ("平均到场时间6分30秒。", ("6分30秒", "", "6.5", "分钟", "duration")),
        ("平均修复时间2小时15分钟。", ("2小时15分钟", "", "135", "分钟", "duration")),
        ("产量占全省1/4。", ("1/4", "", "25", "%", "ratio")),
        ("筹集保障房520套（间）。", ("520", "套（间）", "520", "套", "count")),
        ("热线接听2.3万通。", ("2.3", "万通", "23000", "通", "count")),
        ("综合成绩居全市11个区县第四。", ("第四", "", "4", "", "rank")),
        ("增速列全省第三位。", ("第三", "位", "3", "位", "rank")),
    ],
)
def test_quantity_of_two_parts_is_read_whole(text: str, read: tuple[str, str, str, str, str]) -> None:
    number = find_quantities(text)[-1]
    assert (number.value, number.unit, str(number.amount), number.amount_unit, number.kind) == read


@pytest.mark.parametrize(
    "text", ["在S218省道K24+300处设卡。", "一、二类企业优先办理。", "指数居全国第一梯队。", "成为全球第二大市场。"]
)
def test_stake_class_and_tier_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == []
