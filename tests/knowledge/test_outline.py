"""Outlines of reports, what a report says it is, and regulations as articles."""

from __future__ import annotations

import datetime
import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.outline import LawText, Section, outline_law, outline_report, report_facts, section_at, split_article
from knowledge.readers import UnreadableFile, read_file
from knowledge.spans import Span
from tests.shared_material import EVALUATION, REGULATIONS, SAMPLE_REPORT, needs_shared


def outlined(text: str, name: str = "a.txt") -> tuple[Section, ...]:
    return outline_report(read_file(text.encode(), name))


def labels(text: str, name: str = "a.txt") -> list[str]:
    return [section.label for section in outlined(text, name)[1:]]


STYLES = """河滨区城市管理局
2023年行政执法工作报告
一、基本情况
（一）人员情况
现有执法人员52人。
(二)办案情况
1.处罚情况。全年立案120件，结案118件。
2．检查情况
全年检查三百户次。
（1）日常检查
每月一次。
①夜间检查
每季一次。
二、主要做法。
一是加强培训。二是规范流程。
第三部分 下步打算
继续努力。
"""


def test_heading_styles_nest_and_their_numbers_join_into_a_path() -> None:
    assert labels(STYLES) == [
        "一 基本情况",
        "一（一） 人员情况",
        "一（二） 办案情况",
        "一（二）1 处罚情况",
        "一（二）2 检查情况",
        "一（二）2（1） 日常检查",
        "一（二）2（1）① 夜间检查",
        "二 主要做法",
        "第三部分 下步打算",
    ]


def test_a_run_in_heading_ends_at_its_own_full_stop() -> None:
    section = next(each for each in outlined(STYLES) if each.number == "一（二）1")
    assert section.heading.of(STYLES) == "1.处罚情况。"
    assert section.body.of(STYLES) == "全年立案120件，结案118件。"
    assert section.path == ("基本情况", "办案情况", "处罚情况")


def test_what_stands_before_the_first_heading_is_section_0() -> None:
    first = outlined(STYLES)[0]
    assert (first.index, first.number, first.title, first.parent) == (0, "", "", None)
    assert first.body.of(STYLES) == "河滨区城市管理局\n2023年行政执法工作报告"


def test_whole_takes_in_the_sections_below() -> None:
    sections = outlined(STYLES)
    top = sections[1]
    assert top.whole.of(STYLES).startswith("一、基本情况") and top.whole.of(STYLES).endswith("每季一次。")
    assert section_at(sections, STYLES.index("每季")).number == "一（二）2（1）①"


def test_page_numbers_at_the_end_belong_to_no_section() -> None:
    text = "一、情况\n全年立案3件。\n\n- 10 -\n- 9 - \n"
    section = outlined(text)[1]
    assert section.body.of(text).strip() == "全年立案3件。"
    assert section.whole.of(text).endswith("立案3件。")


@pytest.mark.parametrize(
    "paragraph",
    [
        "一是加强培训，全年培训12次。二是规范流程。",
        "各项任务包括：1.宣传；2.检查；3.处罚。",
        "2.5万户经营主体完成年报。",
        "1.检查食品经营单位1073户次，立案93件，罚款12万元。",
        "2023年，全局立案12件。",
        "一、二产业增加值稳步增长，占比提高。",
        "第一，加强学习。第二，加强检查。",
    ],
)
def test_numbers_inside_prose_are_no_headings(paragraph: str) -> None:
    assert labels(f"一、情况\n{paragraph}\n后文说明。\n") == ["一 情况"]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        (
            "（一）深化改革，全面推进规范执法、公正执法和文明执法各项制度落地见效",
            "（一） 深化改革，全面推进规范执法、公正执法和文明执法各项制度落地见效",
        ),
        ("（四）认真谋划新一年各项工作，积极部署三年规划。", "（四） 认真谋划新一年各项工作，积极部署三年规划"),
        ("（三）行政强制，共1655宗。", "（三） 行政强制"),
        ("（二）行政许可：全年受理300件。", "（二） 行政许可"),
        ("　　一、2022年工作回顾", "一 2022年工作回顾"),
        ("**一、工作概况**", "一 工作概况"),
        ("十一、 其他事项", "十一 其他事项"),
        ("第二章　执法情况", "第二章 执法情况"),
        ("１．监督检查情况。开展检查。", "1 监督检查情况"),
    ],
)
def test_real_heading_forms(line: str, label: str) -> None:
    assert labels(f"{line}\n下面是正文，说明有关情况以及各项工作的进展。\n") == [label]


def test_a_heading_mark_of_the_format_counts_and_the_title_does_not() -> None:
    text = "# 河滨区2022年度报告\n\n## 基本情况\n现有12人。\n\n### 人员\n均持证。\n\n## 存在问题\n人员不足。\n"
    sections = outlined(text, "a.md")
    assert [(s.level, s.title) for s in sections[1:]] == [(1, "基本情况"), (2, "人员"), (1, "存在问题")]


def test_word_heading_styles_and_typed_numbers_go_together() -> None:
    document = docx.Document()
    document.add_heading("一、概况", level=1)
    document.add_paragraph("（一）人员")
    document.add_paragraph("共12人。")
    document.add_heading("二、做法", level=1)
    stream = io.BytesIO()
    document.save(stream)
    sections = outline_report(read_file(stream.getvalue(), "a.docx"))
    assert [section.label for section in sections[1:]] == ["一 概况", "一（一） 人员", "二 做法"]


def test_unnumbered_headings_of_a_report_without_numbers_are_found() -> None:
    text = (
        "2022年工作回顾\n"
        + "过去一年各项工作稳步推进，成效明显。" * 3
        + "\n2023年工作安排\n"
        + "新的一年继续努力推进各项工作。" * 4
        + "\n"
    )
    assert labels("各位代表：\n" + text) == ["2022年工作回顾", "2023年工作安排"]


def test_lists_of_terms_after_the_report_make_no_sections() -> None:
    text = "一、情况\n全年平稳。\n名词解释\n1.两新：设备更新和以旧换新。\n2.网格：管理单元。\n"
    assert labels(text) == ["一 情况", "名词解释"]


@pytest.mark.parametrize(
    ("text", "name", "title", "issuer", "year"),
    [
        (
            "滨江市河滨区城市管理局\n\n2023年行政执法工作报告\n\n一、情况\n好。",
            "x.txt",
            "滨江市河滨区城市管理局2023年行政执法工作报告",
            "滨江市河滨区城市管理局",
            2023,
        ),
        (
            "2022年度河滨区应急管理局行政执法工作报告\n一、情况\n好。",
            "x.txt",
            "2022年度河滨区应急管理局行政执法工作报告",
            "河滨区应急管理局",
            2022,
        ),
        (
            "河滨区行政执法工作情况（2021年）\n一、情况\n好。",
            "x.txt",
            "河滨区行政执法工作情况（2021年）",
            "河滨区人民政府",
            2021,
        ),
        (
            "河滨区市场监督管理局关于二〇二〇年度法治政府建设情况的报告\n一、情况\n好。",
            "x.txt",
            "河滨区市场监督管理局关于二〇二〇年度法治政府建设情况的报告",
            "河滨区市场监督管理局",
            2020,
        ),
        (
            "2024年浙江省政府工作报告\n——2024年1月23日在会议上\n各位代表：\n一、情况\n好。",
            "x.txt",
            "2024年浙江省政府工作报告",
            "浙江省人民政府",
            2024,
        ),
        ("2024年宁夏政府工作报告\n各位代表：\n", "x.txt", "2024年宁夏政府工作报告", "宁夏回族自治区人民政府", 2024),
        ("2014年国务院政府工作报告\n各位代表：\n", "x.txt", "2014年国务院政府工作报告", "国务院", 2014),
        (
            "政府工作报告\n各位代表：\n现在，我代表滨江市人民政府，向大会报告工作。\n",
            "2019.txt",
            "政府工作报告",
            "滨江市人民政府",
            2019,
        ),
        (
            "现将我局2018年行政执法情况报告如下。\n一、情况\n好。\n河滨区水务局\n2019年1月10日\n",
            "x.txt",
            "x",
            "河滨区水务局",
            2018,
        ),
        (
            "正文只有一句话。",
            "河滨区卫生健康委员会2017年执法工作总结.txt",
            "河滨区卫生健康委员会2017年执法工作总结",
            "河滨区卫生健康委员会",
            2017,
        ),
        ("各项工作平稳。", "天津市.txt", "天津市", "天津市人民政府", None),
        (
            "2023年度省园林绿化委行政执法情况报告\n一、主体\n以青海省园林绿化委员会名义执法。",
            "x.txt",
            "2023年度省园林绿化委行政执法情况报告",
            "青海省园林绿化委员会",
            2023,
        ),
    ],
)
def test_what_a_report_says_it_is(text: str, name: str, title: str, issuer: str, year: int | None) -> None:
    facts = report_facts(read_file(text.encode(), name), name)
    assert (facts.title, facts.issuer, facts.year) == (title, issuer, year)


@pytest.mark.parametrize(
    ("text", "issuer", "year"),
    [
        (
            "政府工作报告\n——2025年2月12日在滨江县第十七届人民代表大会第五次会议上\n滨江县人民政府县长\n各位代表：\n"
            "现在，我代表县人民政府，向大会报告工作。\n一、2024年工作回顾\n好。",
            "滨江县人民政府",
            2025,
        ),
        (
            "政府工作报告\n2024年1月15日在河滨市第八届人民代表大会第三次会议上\n代市长 王某某\n"
            "各位代表：\n一、2023年工作\n好。",
            "河滨市人民政府",
            2024,
        ),
        (
            "人民检察院工作报告\n——2025年1月9日在滨江县第八届人民代表大会第四次会议上\n检察长 李某\n各位代表：\n"
            "2024年，工作平稳。\n一、监督\n好。",
            "滨江县人民检察院",
            2024,
        ),
        (
            "法院工作报告\n——2025年1月9日在滨江县第八届人民代表大会第四次会议上\n各位代表：\n2024年，工作平稳。\n一、审判\n好。",
            "滨江县人民法院",
            2024,
        ),
        (
            "河滨市中级人民法院工作报告\n河滨市中级人民法院院长 李某\n各位代表：\n2024年，工作平稳。\n一、审判\n好。",
            "河滨市中级人民法院",
            2024,
        ),
    ],
)
def test_a_report_to_a_peoples_congress_is_of_who_gives_it(text: str, issuer: str, year: int) -> None:
    facts = report_facts(read_file(text.encode(), "x.txt"), "x.txt")
    assert (facts.issuer, facts.year) == (issuer, year)


def test_front_matter_outranks_the_title() -> None:
    text = "---\nissuer: 河滨区商务局\nyear: 2016\nkind: 执法年报\n---\n一、情况\n2015年立案3件。\n"
    facts = report_facts(read_file(text.encode(), "x.md"), "x.md")
    assert (facts.title, facts.issuer, facts.year) == ("河滨区商务局2016年执法年报", "河滨区商务局", 2016)


LAW = """# 河滨区停车管理办法

2015年3月1日 河滨区人民政府令第7号公布

2020年6月30日 河滨区人民政府令第19号修订

目录

第一章 总则

第二章 管理

## 第一章　总 则

第一条 为了加强停车管理，依照《城市道路条例》第三十条，制定本办法。

第二条　下列车辆适用本办法：

(一)机动车；

(二)非机动车。

军队车辆除外。

## 第二章 管理

### 第一节 收费

第三条 收费应当公示。

依照本办法第二条第（一）项收费的，不得超过下列标准：（一）小车每次5元；（二）大车每次10元。

第三条之一 残疾人车辆免费。

第四条 本办法自2015年5月1日起施行。

附件：收费标准
"""


def law(text: str, name: str = "a.md") -> LawText:
    return outline_law(read_file(text.encode(), name), name)


def test_articles_stand_in_their_chapters_with_exact_spans() -> None:
    found = law(LAW)
    assert [(a.label, a.number, a.suffix, a.chapter, a.section) for a in found.articles] == [
        ("第一条", 1, 0, "第一章 总则", ""),
        ("第二条", 2, 0, "第一章 总则", ""),
        ("第三条", 3, 0, "第二章 管理", "第一节 收费"),
        ("第三条之一", 3, 1, "第二章 管理", "第一节 收费"),
        ("第四条", 4, 0, "第二章 管理", "第一节 收费"),
    ]
    assert found.articles[0].span.of(LAW).startswith("第一条 为了")
    assert found.articles[0].body.of(LAW).startswith("为了加强")
    assert found.articles[-1].body.of(LAW) == "本办法自2015年5月1日起施行。"


def test_paragraphs_and_items_of_an_article() -> None:
    second, third = law(LAW).articles[1:3]
    assert [(p.number, [i.number for i in p.items]) for p in second.paragraphs] == [(1, [1, 2]), (2, [])]
    assert second.paragraphs[0].items[1].span.of(LAW) == "(二)非机动车。"
    assert second.paragraphs[1].span.of(LAW) == "军队车辆除外。"
    assert [(p.number, [i.span.of(LAW) for i in p.items]) for p in third.paragraphs] == [
        (1, []),
        (2, ["（一）小车每次5元；", "（二）大车每次10元。"]),
    ]


def test_dates_of_an_amended_version_are_its_own() -> None:
    found = law(LAW)
    assert (found.title, found.issuing_body) == ("河滨区停车管理办法", "河滨区人民政府")
    assert found.published == datetime.date(2020, 6, 30)
    assert found.effective_from == datetime.date(2020, 6, 30)
    assert not found.effective_exact


@pytest.mark.parametrize(
    ("head", "last", "name", "dates", "exact"),
    [
        (
            "2021年8月2日 某总局令第46号公布\n2022年1月1日 施行",
            "本办法自2022年1月1日起施行。",
            "a.txt",
            ("2021-08-02", "2022-01-01"),
            True,
        ),
        (
            "（2003年8月27日某会议通过　根据2009年8月27日《关于修改部分法律的决定》修正）",
            "本法自2004年7月1日起施行。",
            "a.txt",
            ("2009-08-27", "2009-08-27"),
            False,
        ),
        ("", "本规定自公布之日起施行。", "某规定(2017-12-22).txt", ("2017-12-22", "2017-12-22"), True),
        ("二〇一九年五月一日公布", "本条例自二〇一九年七月一日起施行。", "a.txt", ("2019-05-01", "2019-07-01"), True),
        (
            "2018年3月2日国务院第5次常务会议通过\n2018年4月9日国务院令第700号公布",
            "本条例自2018年6月1日起实施。",
            "a.txt",
            ("2018-04-09", "2018-06-01"),
            True,
        ),
        ("", "国家鼓励创新。", "a.txt", (None, None), False),
    ],
)
def test_dates_a_regulation_states(
    head: str, last: str, name: str, dates: tuple[str | None, str | None], exact: bool
) -> None:
    text = f"某某条例\n{head}\n第一条 为了管理，制定本条例。\n第二条 {last}\n"
    found = outline_law(read_file(text.encode(), name), name)
    assert tuple(str(d) if d else None for d in (found.published, found.effective_from)) == dates
    assert found.effective_exact is exact


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("第1条 甲。\n第2条 乙。\n", [1, 2]),
        ("第一条甲方负责。\n第二条乙方负责。\n第一条规定的事项除外。\n第三条丙方负责。\n", [1, 2, 3]),
        ("第一条 甲。\n第三条规定的期限内提出。\n第二条 乙。\n", [1, 2]),
        ("第九十九条 甲。\n第一百条 乙。\n第一百零一条 丙。\n", [99, 100, 101]),
        ("第一条　甲。\r\n第二条　乙。\r\n", [1, 2]),
        (
            "第一条 目的\n第二条 范围\n第一条 目的 为了管理秩序，维护各方权益，制定本办法，并明确职责。\n"
            "第二条 范围 适用全区。\n",
            [1, 2],
        ),
        ("第一条【目的】为了管理。\n第二条【范围】适用全区。\n", [1, 2]),
        ("没有条文，只有说明。\n", []),
    ],
)
def test_a_label_counts_only_at_the_start_of_its_line(text: str, numbers: list[int]) -> None:
    assert [article.number for article in law(text, "a.txt").articles] == numbers


def test_a_chapter_that_lost_its_number_is_no_paragraph() -> None:
    found = law("第一章 总则\n\n第一条 甲。\n\n\u200b\n\n附 则\n\n第二条 乙。\n", "a.md")
    assert [(a.chapter, len(a.paragraphs)) for a in found.articles] == [("第一章 总则", 1), ("附则", 1)]


def test_a_line_between_two_items_belongs_to_the_item_above() -> None:
    text = "应当这样处理：\n（一）登记；\n登记应当及时。\n（二）转送。\n前款事项限期办结。"
    found = split_article(text, Span(0, len(text)))
    assert [(p.number, [i.number for i in p.items]) for p in found] == [(1, [1, 2]), (2, [])]
    assert found[0].items[0].span.of(text) == "（一）登记；\n登记应当及时。"


def test_an_article_of_a_national_law_splits_within_its_span() -> None:
    text = "前言。有下列情形之一的，予以处罚：\n（一）甲；\n（二）乙。\n情节严重的，从重。"
    found = split_article(text, Span(3, len(text)))
    assert found[0].span.start == 3
    assert [p.number for p in found] == [1, 2]


@given(st.text(st.sampled_from("一二三（）()、.1２。；：，第条章节甲乙\n 　①#|年5件"), max_size=200))
def test_any_text_has_ordered_sections_whose_bodies_do_not_overlap(text: str) -> None:
    try:
        read = read_file(text.encode(), "a.txt")
    except UnreadableFile:
        return
    sections = outline_report(read)
    assert [section.index for section in sections] == list(range(len(sections)))
    end = 0
    for section in sections:
        assert end <= section.heading.start <= section.heading.end
        assert section.heading.end == section.body.start or section.index == 0
        assert section.body.end >= section.body.start
        end = section.body.end
    for article in outline_law(read, "a.txt").articles:
        assert article.span.contains(article.body)
        for paragraph in article.paragraphs:
            assert article.body.contains(paragraph.span)
            assert all(paragraph.span.contains(item.span) for item in paragraph.items)


@needs_shared
def test_the_sample_report_has_its_penalties_in_section_1_3_2() -> None:
    read = read_file(SAMPLE_REPORT.read_bytes(), SAMPLE_REPORT.name)
    sections = outline_report(read)
    section = section_at(sections, read.text.index("344.1"))
    assert (section.number, section.title) == ("一（三）2", "行政处罚履职情况")
    assert len(sections) == 1 + 4 + 15 + 5
    assert "- 10 -" not in sections[-1].body.of(read.text)
    facts = report_facts(read, SAMPLE_REPORT.name)
    assert (facts.issuer, facts.year) == ("天津市西青区市场监督管理局", 2025)


@needs_shared
@pytest.mark.parametrize(
    ("start", "articles"),
    [
        ("专利法实施细则(2023", 149),
        ("医疗器械监督管理条例", 107),
        ("行政复议法实施条例", 66),
        ("计量法实施细则(2022", 60),
        ("价格违法行为", 25),
    ],
)
def test_hand_counted_regulations(start: str, articles: int) -> None:
    file = next(REGULATIONS.glob(f"{start}*"))
    assert len(outline_law(read_file(file.read_bytes(), file.name), file.name).articles) == articles


@needs_shared
def test_every_regulation_counts_on_from_1_and_has_its_dates() -> None:
    for file in sorted(REGULATIONS.glob("*.md")):
        found = outline_law(read_file(file.read_bytes(), file.name), file.name)
        assert [a.number for a in found.articles] == list(range(1, len(found.articles) + 1)), file.name
        assert found.published and found.effective_from and found.effective_from >= found.published, file.name
        assert found.title.removeprefix("中华人民共和国") == file.name.split("(2")[0].split("(1")[0], file.name


@needs_shared
def test_every_work_report_says_whose_and_of_which_year_it_is() -> None:
    for file in sorted((EVALUATION / "work_reports").glob("*/*.txt")):
        facts = report_facts(read_file(file.read_bytes(), file.name), file.name)
        national = file.parent.name == "national"
        assert facts.issuer == ("国务院" if national else f"{file.stem}人民政府"), file.name
        assert facts.year == (int(file.stem) if national else 2025), file.name
