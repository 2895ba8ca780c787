"""Parts against totals, shares and rates against their counts, sum rows of tables."""

from __future__ import annotations

import pytest

from assistant.checking.counted import paragraphs
from assistant.checking.findings import Finding
from assistant.checking.shares import check_shares
from assistant.checking.sums import check_sums
from assistant.checking.table_sums import check_table_sums


def found(text: str) -> list[Finding]:
    read = tuple(paragraphs(text))
    findings = [*check_sums(text, read), *check_shares(text, read), *check_table_sums(text)]
    assert all(finding.span.of(text) == finding.text for finding in findings)
    return findings


@pytest.mark.parametrize(
    ("text", "arithmetic"),
    [
        ("新设立经营主体10102户，其中企业3044户、个体工商户7158户。", "3044+7158=10202＞10102"),
        ("新设经营主体10102户。其中：企业3044户，个体工商户7158户。", "3044+7158=10202＞10102"),
        ("作出行政处罚58起，其中普通程序31起、简易程序26起。", "31+26=57≠58"),
        ("办结普通程序案件31件、简易程序案件26件，合计58件。", ""),
        ("普通程序31件、简易程序26件，合计58件。", "31+26=57≠58"),
        ("处罚60.5万元，其中食品类处罚40.2万元、药品类处罚21.3万元。", "40.2+21.3=61.5＞60.5"),
        ("结案90件。按来源看，投诉举报50件；监督检查30件；上级交办11件。", "50+30+11=91＞90"),
        ("结案90件，其中来自投诉举报的50件，占55.6%；来自监督检查的30件，占33.3%；其他9件，占10%。", "50+30+9=89≠90"),
        ("执法人员分为两类：共86名，分别是：一线执法70名、综合岗位15名。", "70+15=85≠86"),
        ("经营主体5.2万户，其中企业2.1万户、个体工商户3.9万户。", "2.1+3.9=6＞5.2"),
        ("本年度共 42 起。其中：普通程序案件 2 起，罚款 70 元；简易程序案件 42 起，罚款 90 元。", "2+42=44＞42"),
        ("检查企业214家次，其中一季度52家次、二季度61家次、三季度48家次、四季度55家次。", "52+61+48+55=216＞214"),
        ("全年行政处罚4157件，其中一般程序1387件、简易程序3370件。", "1387+3370=4757＞4157"),
    ],
)
def test_sum_that_misses_its_total_is_shown(text: str, arithmetic: str) -> None:
    findings = found(text)
    if not arithmetic:
        assert findings == []  # 办结 is a stage: what is added up is not sure
        return
    (finding,) = findings
    assert (finding.rule, finding.severity) == ("arithmetic-sum", "error")
    assert arithmetic in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "新设立经营主体10202户，其中企业3044户、个体工商户7158户。",
        "新设立经营主体12000户，其中企业3044户、个体工商户7158户等。",
        "作出行政处罚57起，其中普通程序31起、简易程序26起。",
        "各类执法案件216件，其中简易程序案件22件，一般程序案件8件。",
        "收到申请1600件，其中1580件予以受理，准予许可980件。",
        "现有人员60人，其中女性30人、党员45人、本科以上学历50人。",
        "检查商户300余户，其中餐饮200户、超市150户。",
        "共立案80件、结案75件，其中食品类50件、药品类30件。",
        "新设企业100户，其中外资企业8户，注销企业130户。",
        "处罚80.995万元，其中普通程序37起、处罚金额78.9万元，简易程序79起、处罚金额2.095万元。",
        "经营主体5.2万户，其中企业2.1万户、个体工商户3.1万户。",
        "处罚12起（较上年增加30起），其中一般处罚5起。",
        "结案90件，其中投诉举报50件（含网络交易40件）、监督检查35件。",
        "检查450家次，其中：食品130家次；药品80家次。",
        "处罚案件32件。移送案件3件。按程序看，普通程序4件；简易程序28件。",
    ],
)
def test_list_that_may_be_right_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_part_larger_than_its_total_is_flagged() -> None:
    (finding,) = found("全年立案120件，其中食品类案件130件。")
    assert (finding.rule, finding.text) == ("consistency-part-over-total", "130件")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("受理投诉1000件，办结900件，办结率95%。", "900÷1000=90.00%"),
        ("监督抽检800批次，不合格12批次，合格率98.8%。", "（800-12）÷800=98.50%"),
        ("共办理案件978件，其中简易程序案件300件（占比31.7%）。", "300÷978=30.67%"),
        ("在编人员40人，其中38人持有执法证，持证率90%。", "38÷40=95.00%"),
        ("结案200件，其中投诉举报线索50件，占总数的20%。", "50÷200=25.00%"),
    ],
)
def test_rate_that_its_counts_contradict_is_flagged(text: str, right: str) -> None:
    (finding,) = found(text)
    assert (finding.rule, right in finding.message) == ("arithmetic-rate", True)


@pytest.mark.parametrize(
    "text",
    [
        "受理投诉1000件，办结900件，办结率90%。",
        "受理投诉1000件，办结900件，按时办结率100%。",
        "受理投诉34973件，办结31988件，办结率91.5%。",
        "监督抽检800批次，不合格12批次，合格率98.5%。",
        "发电量3150亿度，占全国16%。",
        "共办理案件300件，其中食品类100件，占33.3%；药品类200件，占66.7%。",
        "检查300余家，整改200家，整改率95%。",
        "食品案件215件，占全部案件320件的67.2%。",
        "食品案件215件，占全部案件320件的比重为67.19%。",
        "食品案件215件，占药品、器械案件320件的近七成；投诉400件，办结率76.2%。",
    ],
)
def test_rate_that_may_be_right_is_left_alone(text: str) -> None:
    assert found(text) == []


TABLE = """| 单位 | 立案（件） | 罚没款（万元） | 办结率 |
| --- | --- | --- | --- |
| 东风所 | 12 | 20.5 | 90% |
| 河东所 | 94 | 1.25 | 95% |
| 其中：网络 | 3 | - | 80% |
| 合计 | {cases} | {money} | 94% |
"""


@pytest.mark.parametrize(
    ("cases", "money", "flagged"),
    [("106", "21.75", []), ("109", "21.75", []), ("107", "21.75", ["107"]), ("106", "22.75", ["22.75"])],
)
def test_sum_row_is_held_against_its_rows(cases: str, money: str, flagged: list[str]) -> None:
    assert [finding.text for finding in found(TABLE.format(cases=cases, money=money))] == flagged


def test_sum_column_and_subtotals_of_a_tabbed_table() -> None:
    lines = ("所 上半年 下半年 合计", "甲 3 4 7", "乙 3 5 9", "小计 6 9 15", "丙 1 1 2", "小计 1 1 2", "总计 7 10 17")
    table = "".join(line.replace(" ", "\t") + "\n" for line in lines)
    assert sorted(finding.text for finding in found(table)) == ["15", "9"]


@pytest.mark.parametrize(
    "text", ["食品案件215件，占全部案件320件的76.2%。", "检查215次，占执法活动320次的比重为76.2%。"]
)
def test_share_of_a_whole_named_between_is_held_against_both(text: str) -> None:
    (finding,) = found(text)
    assert finding.rule == "arithmetic-rate"
    assert "215÷320=67.19%" in finding.message


def test_posts_of_two_kinds_are_parts_of_the_staff() -> None:
    (finding,) = found("现有执法人员186人，其中行政编制112人、事业编制84人。")
    assert "112+84=196＞186" in finding.message
