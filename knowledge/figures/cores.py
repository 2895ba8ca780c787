"""The words before a number less those that say why, how, since when or by whose means: what is left names it."""

from __future__ import annotations

import re

from knowledge.figures.clauses import EDGE, clean, first_cut, without_base
from knowledge.figures.words import pattern

_ACTS = pattern("noun", "organ_acts")
_BY = re.compile(r"\A(?:按照?|经)[^，]*?(?:计算|统计|口径|测算|折算|核算)")
# 主要原因是|清单由12项扩大到29项: what the clause says is no part of what is counted.
_SAYING = re.compile(
    r"\A[^，]{0,8}?(?:原因|结果|表现|问题|特点|亮点|情况|其中|数据|目标|任务)(?:是|为|显示)[：:]?(?=.{2,})"
)
# 因退休、调离|注销, 因行政处罚|被申请复议: why is no part of what is counted.
_CAUSE = re.compile(
    r"\A(?:因|由于)(?:[^，]*?(?:等|的)?原因"
    r"|[^，]*(?=注销|减少|退出|调出|退休|离岗|调离|收回|被|延期|撤销|核减|终止))"
)
# 因火灾|死亡: what it was that killed is no reason but the thing.
_KILLED_BY = re.compile(
    r"\A(?:全年|今年|累计|共|全[省市区县])*(?:因|由于)(?=[^，]{2,8}(?:死亡|受伤|伤亡|亡人|失联|致残))"
)
# 与公安、城管等部门|联合查处案件, 依托平台|归集信息: with whom and by what means.
_WITH = re.compile(
    r"\A(?:与|会同|联合|协同|配合|协助)[^，]{2,16}?(?:部门|单位|机关|局|委|公安|企业|街道|乡镇)等?"
    r"(?=联合|共同|开展|查处|检查|办理|排查|整治|处置|打击|打掉|查获)"
    r"|\A(?:会同|联合|协同)(?!执法|检查|惩戒|抽查|整治|行动|监管|办案|体|国)[^，]{2,16}?(?=开展|查处|检查|排查|整治)"
    r"|\A(?:依托|通过|利用|借助|运用|根据|围绕|结合|针对|聚焦)[^，]{2,14}?"
    r"(?=带动|实现|发放|推动|归集|开展|检查|查处|办理|受理|完成|发现|推送|监测|组织|制定|新增|发布|查获|排查)"
    rf"|\A(?:[^，]{{0,10}}?在)[^，]{{2,14}}?(?:平台|系统|网站|窗口|大厅)[上中]?(?={_ACTS})"
    r"|\A受[^，]{2,12}?(?=委托|指派|指定)"
)
# “八五”普法期间|举办讲座, 截至|已整改: since when.
_WHILE = re.compile(
    r"\A(?:[^，]{0,12}?(?:期间|以来|时期)|(?:[本当]?年|月|季度)[底末]之?前|(?<=\A)前(?=整改|完成|办结|建成|销号)|[上下]半年|[一二三四]季度|截[至止](?:到)?(?:目前|日前|年底|年末|[月年]?底)?)(?=.{2,})"
)
_ACTED = ("新增", "完成", "实现", "建成", "新建", "培训", "发放", "处置", "整改", "带动", "吸引")
# 全州系统|实有经营主体, 发案较多的有|松原岭市: of whom all, and how it stands out.
_ALL_OF = re.compile(
    r"\A(?:全|我|本)(?:州|盟|旗|镇|乡|街道?|村|大队|支队|总队|中队|系统|行业|院|厅|站|关|所|中心|分局|办|公司|校)(?:系统|上下)?(?=.{2,})"
    r"|\A(?:实有|现存|计划(?!生育|单列))(?=.{2,})|\A[^，、]{1,8}的(?:有|依次[是为]|包括|分别[是为])(?=.{2,})"
)
_UNTIL = re.compile(r"\A截[至止](?:到|于)?")
_HELD_BY = re.compile(
    r"(?:\A|(?<=\A归集))(?:上传|录入|汇总|报送)?(?:到|至|在|于|进|入)[^，]{2,20}?(?:平台|系统|数据库|台账)[上中里]?的(?=.{2,})"
    r"|\A(?:[^，、的]{0,8}(?:局|队|所|院|委|办|厅|站|中心|部门|机关))?"
    r"(?:录入|归集|上传|统计|汇总|登记|收到|接到|办理|查处|查办|承办)的(?=.{2,})"
)
_DONE = re.compile(
    r"(?<=..)(?:共计?|累计|总共|合计|总计|全年共?)(?:已)?(?:实施|组织|开展|采取|作出|进行|完成|执行|办理|发生|达成)\Z"
)
# 窗口|受理申请: where it was handed in; 网上受理 is told apart from it and keeps its words.
_AT = re.compile(
    r"\A(?:(?:政务|办事|服务|综合|登记|审批)*(?:窗口|大厅|前台|柜台))(?=(?:共|累计)?(?:受理|办理|接待|接件|收件|办结))"
)
# 为1240家|小微企业提供担保贷款|22亿元: to whom is told by the number before.
_TO_WHOM = re.compile(
    r"\A[^，、]{0,6}(?:企业|农户|商户|群众|家庭|学生|主体|职工|居民|老人|困难户)(?:提供|发放)(?:了)?(?=.{2,})"
)
CHANGED_SO = re.compile(
    r"\A(?:调整|修订|合并|清理|精简|整合|优化|划转|增减|变更|改革|扩容|更新|取消)后(?:全[市县区局]|共|仍|现|的)*"
)
# 涉及公安的最多，|92件|: that they are the most is no part of what they are.
_MOST_OF = re.compile("(?<=..)(?:的|类)?(?:最多|居多|为最多|占多数|次之)\\Z")
_AFTER_ALL = re.compile(r"(?:却|则|仍|也)+\Z")
# 公路密度达到每百平方公里|132公里|: of how much is no part of what is measured.
_PER = re.compile(
    r"(?<=..)(?:达到?|为|约)?每[十百千万亿]{0,2}"
    r"(?:人|户|名[^，]{1,4}|平方公里|公里|平方米|亩|公顷|吨|立方米)(?:达到?|为|约)?\Z"
)
_MONEY_OF = re.compile(r"(?<=..)(?:折合|约合|共计)?人民币\Z")
# 我局计划|完成食品抽检1900批次: that it is planned is told of the figure, not in its name.
_PLANNED = re.compile(
    r"\A(?:[我本全][局省市区县院队]|大队|支队)?(?:计划|拟)"
    r"(?=(?:再|新)?(?:完成|开展|组织|举办|实施|联合|培训|新建|改造|检查|抽检|办理|制定|修订|引进|培育|建设|发放).{2,})"
)
_BEFORE_ALL = re.compile(
    r"\A(?:[依据由因为对以]此|(?:其次|再次|次之)(?:的?[是为有])?|虽然|尽管|但是?|不过|其余|而且|全部|截[至止]|(?:全.|辖区|我.|本.)?(?:内|共|累计|总共|全年|合计)*发生)(?=.{2,})"
)


def _last_act(left: str) -> str:
    """新院区投用、|新增床位: of two acts in a row the last."""
    head, mark, tail = left.rpartition("、")
    acts = mark and tail.strip().startswith(_ACTED) and 0 < first_cut(head) < len(head)
    return tail if acts else left


def core_of(left: str) -> str:
    """What the words right before a number say is counted; "" where they say nothing."""
    left = _last_act(left)
    words = _UNTIL.sub("", without_base(left).strip(EDGE)).strip(EDGE)
    for given in (
        _ALL_OF,
        _SAYING,
        _PLANNED,
        _BY,
        _CAUSE,
        _WHILE,
        _WITH,
        _HELD_BY,
        _BEFORE_ALL,
        _AT,
        _TO_WHOM,
        _ALL_OF,
        _KILLED_BY,
        CHANGED_SO,
    ):
        words = given.sub("", words).strip(EDGE)
    words = _PER.sub("", words)
    words = clean(_WITH.sub("", clean(_MONEY_OF.sub("", _AFTER_ALL.sub("", words)))))
    return clean(_MOST_OF.sub("", _DONE.sub("", words)))
