"""A question and its answer."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field, field_validator

from api.schemas import Day, Incoming, Outgoing, Year
from api.schemas.evidence import AnswerFigureOut, CitationOut, SeriesRow
from assistant.speaking import Done, Notice

QUESTION_LIMIT = 2_000


class AskFilters(Incoming):
    """What the answer may rest on."""

    kind: Literal["report", "regulation"] | None = Field(None, description="只查报告或只查法规")
    year: Year | None = Field(None, description="只查这个年度的报告")
    issuer: str | None = Field(None, max_length=100, description="只查这个单位")


class AskRequest(Incoming):
    """A question."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"question": "2024年罚没款金额是多少？"},
                {"question": "咱们局去年一共罚了多少钱？", "as_of": "2026-02-01", "stream": False},
            ]
        }
    )

    question: str = Field(min_length=1, max_length=QUESTION_LIMIT, description=f"问题，最多 {QUESTION_LIMIT} 个字符")
    conversation_id: str | None = Field(
        None, min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_-]+$", description="接着哪一次对话问，见上一次回答"
    )
    as_of: Day | None = Field(None, description="日期，“去年”等相对它而言，法律取当日有效的文本；默认今天")
    filters: AskFilters | None = Field(None, description="限定资料范围")
    stream: bool = Field(
        False, description="为 true 时以 server-sent events 返回：token、notice、citations、done、error"
    )
    deep: bool = Field(
        False, description="为 true 时由语言模型分步查找（最多六步，每步一个 notice），适合跨多份资料的问题"
    )
    use_model: bool = Field(True, description="为 false 时不经语言模型；没有配置模型时没有区别")

    @field_validator("question")
    @classmethod
    def _not_blank(cls, question: str) -> str:
        if not question.strip():
            raise ValueError("问题是空的，请写下要问的内容。")
        return question


class NoticeOut(Outgoing):
    """Beside the answer: how it came about."""

    kind: Literal["without_model", "mapped", "step", "retry", "cut", "replaced"] = Field(
        description="without_model 未经语言模型；mapped 借助模型理解问题；step 查找步骤；"
        "retry 要求模型重写；cut 删去没有依据的话；replaced 换成台账的说法"
    )
    text: str = Field(description="说明")

    @classmethod
    def of(cls, notice: Notice) -> NoticeOut:
        """From the assistant's notice."""
        return cls(kind=notice.kind, text=notice.text)


class Token(Outgoing):
    """A piece of the answer, as the data of a ``token`` event."""

    text: str


class AskResponse(Outgoing):
    """The answer; ``answer`` carries [n] marks."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "status": "not_found",
                    "answer": "未找到2019年的立案数据。资料库中有2022、2023、2024年的报告。",
                    "figures": [],
                    "citations": [],
                    "rows": [],
                    "conversation_id": "b0c4d9",
                    "turn": 1,
                    "model": None,
                    "notices": [],
                }
            ]
        }
    )

    status: Literal["answered", "not_found", "conflict"] = Field(
        description="answered 有答案；not_found 资料中没有；conflict 资料中说法不一"
    )
    answer: str = Field(description="回答，[n] 指向 citations")
    figures: list[AnswerFigureOut] = Field(description="作为答案的数据；not_found 时为空")
    citations: list[CitationOut] = Field(description="依据")
    rows: list[SeriesRow] = Field(description="多个年度或单位的数列，按所问的顺序；单个数据时为空")
    conversation_id: str = Field(description="接着问时带上它")
    turn: int = Field(default=0, description="对话中的第几问，从 1 起")
    model: str | None = Field(description="措辞出自哪个语言模型；未经模型时为空")
    notices: list[NoticeOut] = Field(description="回答是怎样得来的，例如删去或替换了没有依据的话")

    @classmethod
    def of(cls, done: Done, conversation_id: str) -> AskResponse:
        """From what the assistant ended with."""
        answer = done.answer
        return cls(
            status=answer.status,
            answer=answer.text,
            figures=[AnswerFigureOut.of(figure) for figure in answer.figures],
            citations=[CitationOut.of(citation) for citation in answer.citations],
            rows=[SeriesRow.of(point) for point in answer.rows],
            conversation_id=conversation_id,
            model=done.model or None,
            notices=[NoticeOut.of(notice) for notice in done.notices],
        )
