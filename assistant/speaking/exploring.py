"""Open questions over many documents: a model decides what to look up, we look it up, and the gate stays the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assistant.asking.answering import answer
from assistant.asking.understanding.questions import Question, parse_question
from assistant.checking import check
from assistant.evidence import Answer, AnswerFigure, Citation
from assistant.language_model import ChatModel, ModelFailed
from assistant.language_model.agent import Tool, agent_steps
from assistant.speaking.pieces import Done, Evidence, Notice, Piece
from assistant.speaking.prompting import harmless, prompt
from assistant.speaking.speak import gate_for, speak, worded
from knowledge.library import Library

MOST_STEPS = 6
_STEP_WORDS = {"figures": "查数据", "compare": "比较两年", "search": "查报告原文", "article": "查法条", "check": "审校"}
_MARK = re.compile(r"\[(\d{1,3})\]")


@dataclass
class Gathered:
    """The answers that the tools gave, their citations numbered through."""

    question: Question
    library: Library
    answers: list[Answer] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def figures(self, question: str) -> str:
        """查一个数据。question 写全单位、年度和指标，例如“2024年罚没款金额是多少”。"""
        return self._ask(question)

    def compare(self, indicator: str, year: int, base_year: int) -> str:
        """比较一个指标在两年的数值。"""
        return self._ask(f"{year}年{indicator}比{base_year}年增加多少？")

    def search(self, question: str) -> str:
        """在报告原文里查一件事，例如“2024年存在哪些问题”。"""
        return self._ask(question)

    def article(self, law: str, number: int) -> str:
        """查一条法律，例如 law=行政处罚法 number=36。"""
        return self._ask(f"《{law}》第{number}条是怎么规定的？")

    def check(self, text: str) -> str:
        """审校一段话，返回问题。"""
        findings = check(text[:2000], self.library, as_of=self.question.as_of).findings
        return "；".join(finding.message for finding in findings[:10]) or "没有发现问题"

    def tools(self) -> list[Tool]:
        """As the agent takes them."""
        return [
            Tool("figures", self.figures),
            Tool("compare", self.compare),
            Tool("search", self.search),
            Tool("article", self.article),
            Tool("check", self.check),
        ]

    def _ask(self, text: str) -> str:
        asked = parse_question(text[:300], self.question.as_of, self.library.issuers())
        found = answer(asked, self.library)
        if found.status != "answered":
            return found.text
        numbered = self._numbered(found)
        if numbered.text not in {before.text for before in self.answers}:
            self.answers.append(numbered)
        return harmless(numbered.text)

    def _numbered(self, found: Answer) -> Answer:
        """The answer with the numbers its citations have among all those gathered."""
        new: dict[int, int] = {}
        for citation in found.citations:
            place = (citation.title, citation.article, citation.document_id, citation.span)
            same = next((c for c in self.citations if (c.title, c.article, c.document_id, c.span) == place), None)
            if same is None:
                same = replace(citation, n=len(self.citations) + 1)
                self.citations.append(same)
            new[citation.n] = same.n
        text = _MARK.sub(lambda mark: f"[{new.get(int(mark[1]), int(mark[1]))}]", found.text)
        figures = tuple(_moved(figure, new) for figure in found.figures)
        citations = tuple(replace(citation, n=new[citation.n]) for citation in found.citations)
        return replace(found, text=text, figures=figures, citations=citations)

    def whole(self) -> Answer:
        """All that was found, as one answer."""
        text = "\n".join(found.text for found in self.answers)
        figures = tuple(figure for found in self.answers for figure in found.figures)
        return Answer("answered", text, figures, tuple(self.citations))


def _moved(figure: AnswerFigure, new: dict[int, int]) -> AnswerFigure:
    return figure if figure.citation is None else replace(figure, citation=new[figure.citation])


def explore(question: Question, library: Library, model: ChatModel) -> Iterator[Piece]:
    """As :func:`speak`, but a model looks things up first, in at most ``MOST_STEPS`` calls; each step is a notice.

    What is shown of a step is which tool was used, never what the model put into it. When the steps bring no
    evidence, or fail, the question is answered as without them.
    """
    gathered = Gathered(question, library)
    told = {"today": question.as_of.isoformat(), "issuers": "、".join(library.issuers()[:20])}
    notices: list[Notice] = []
    try:
        for number, name in enumerate(_steps(gathered, model, told), 1):
            words = f"第{number}步：{_STEP_WORDS.get(name, '查找')}，现有依据{len(gathered.citations)}条。"
            notices.append(Notice("step", words))
            yield notices[-1]
    except ModelFailed as failure:
        notices.append(Notice("without_model", f"分步查找没有完成：{failure}。"))
        yield notices[-1]
    if not gathered.answers:
        for piece in speak(question, library, model):
            yield replace(piece, notices=(*notices, *piece.notices)) if isinstance(piece, Done) else piece
        return
    whole = gathered.whole()
    yield Evidence(whole.citations, whole.figures)
    yield from worded(question, gate_for(question, gathered.answers, whole, library), model, notices)


def _steps(gathered: Gathered, model: ChatModel, told: dict[str, str]) -> Iterator[str]:
    system = prompt("agent_system", told)
    return agent_steps(model, system, harmless(gathered.question.text), gathered.tools(), most=MOST_STEPS)
