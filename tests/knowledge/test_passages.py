"""Passages: quoted text is exact, context goes into the text to embed."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from knowledge.outline import outline_law, outline_report
from knowledge.passages import MAX_PASSAGE, Passage, passages_of_law, passages_of_report
from knowledge.readers import UnreadableFile, read_file

REPORT = (
    "河滨区城市管理局\n2023年行政执法工作报告\n一、基本情况\n（一）人员情况\n现有执法人员52人，"
    + "全部持有执法证件并按规定参加年度培训，培训考核合格率达到百分之百。" * 2
    + "\n（二）办案情况\n1.处罚情况。全年立案120件，结案118件。\n"
    + "各单位坚持严格规范公正文明执法，办案质量稳步提升。" * 40
    + "\n短句甲。\n短句乙。\n- 3 -\n"
)


def passages(text: str, name: str = "a.txt", title: str = "河滨区年度报告") -> tuple[str, tuple[Passage, ...]]:
    read = read_file(text.encode(), name)
    return read.text, passages_of_report(read, outline_report(read), title=title, year=2023)


def test_each_passage_is_a_slice_of_the_text_in_order() -> None:
    text, found = passages(REPORT)
    assert [p.ordinal for p in found] == list(range(len(found)))
    assert all(p.span.of(text) == p.text for p in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_long_paragraphs_are_cut_at_sentence_ends() -> None:
    _, found = passages(REPORT)
    long = [p for p in found if "办案质量" in p.text]
    assert len(long) > 1
    assert all(len(p.text) <= MAX_PASSAGE and p.text.endswith("。") for p in long)


def test_the_text_to_embed_has_title_year_and_sections() -> None:
    _, found = passages(REPORT)
    passage = next(p for p in found if "立案120件" in p.text)
    assert passage.embed_text.startswith("河滨区年度报告 2023年 › 基本情况 › 办案情况 › 处罚情况\n")
    assert passage.text == "1.处罚情况。全年立案120件，结案118件。"
    _, named = passages(REPORT, title="河滨区2023年度报告")
    assert named[-1].embed_text.startswith("河滨区2023年度报告 › ")


def test_tiny_neighbours_are_one_passage_and_page_numbers_none() -> None:
    _, found = passages(REPORT)
    assert found[0].text == "河滨区城市管理局\n2023年行政执法工作报告"
    assert found[-1].text == "短句甲。\n短句乙。"


def test_a_heading_is_a_passage_only_when_nothing_stands_under_it() -> None:
    _, found = passages("一、情况\n（一）甲事\n甲事的说明。\n（二）乙事\n二、打算\n")
    assert [p.text for p in found] == ["甲事的说明。", "（二）乙事", "二、打算"]


def test_table_rows_keep_their_header_in_the_text_to_embed_only() -> None:
    rows = "".join(f"| 第{i}执法所 | {i} | {i + 5} | 各项检查均按计划完成并归档备查 |\n" for i in range(1, 60))
    text = f"一、数据\n\n表一 行政处罚统计表\n\n| 单位 | 警告 | 罚款 | 说明 |\n| --- | --- | --- | --- |\n{rows}"
    source, found = passages(text, "a.md")
    groups = [p for p in found if "执法所" in p.text]
    assert len(groups) > 2
    assert all("单位 | 警告" not in p.text for p in groups[1:])
    assert all("表一 行政处罚统计表\n单位 | 警告" in p.embed_text for p in groups)
    assert all(p.span.of(source) == p.text for p in groups)
    assert "".join(p.text for p in groups).count("执法所") == 59


LAW = "某某条例\n第一章 总则\n第一条 为了管理，制定本条例。\n第二条 下列情形应当登记：\n" + "".join(
    f"（{n}）{'申请人应当如实提交有关材料并对真实性负责，' * 6}依法办理；\n" for n in "一二三四五六"
)


def test_an_article_is_a_passage_with_its_law_and_chapter() -> None:
    read = read_file(LAW.encode(), "a.txt")
    found = passages_of_law(read.text, outline_law(read, "a.txt"))
    assert found[0].text == "第一条 为了管理，制定本条例。"
    assert found[0].embed_text == "某某条例 › 第一章 总则\n第一条 为了管理，制定本条例。"
    assert found[0].article == "第一条"


def test_a_long_article_is_cut_between_items_and_keeps_its_label() -> None:
    read = read_file(LAW.encode(), "a.txt")
    parts = [p for p in passages_of_law(read.text, outline_law(read, "a.txt")) if p.article == "第二条"]
    assert len(parts) > 1
    assert all(p.span.of(read.text) == p.text for p in parts)
    assert all(p.text.startswith("（") and "第二条 （" in p.embed_text for p in parts[1:])


@given(st.text(st.sampled_from("一二（）、.1。；甲乙丙第条\n |　" + "长" * 3), max_size=1500))
def test_passages_of_any_text_are_exact_slices(text: str) -> None:
    try:
        read = read_file(text.encode(), "a.txt")
    except UnreadableFile:
        return
    found = passages_of_report(read, outline_report(read), title="题", year=None)
    end = 0
    for passage in found:
        assert passage.span.of(read.text) == passage.text != ""
        assert end <= passage.span.start
        end = passage.span.end
    for part in passages_of_law(read.text, outline_law(read, "a.txt")):
        assert part.span.of(read.text) == part.text != ""
