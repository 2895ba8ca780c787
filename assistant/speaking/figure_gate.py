"""What a sentence says about figures, held against the facts: value, unit, year, indicator, scope, direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.speaking.facts import Change, Facts, Level, NotGrounded
from assistant.speaking.same_values import same_change, same_value, sign
from assistant.speaking.tokens import Token
from assistant.speaking.words import speaking_words
from knowledge.quantities import Number

_CLAUSE_ENDS = "，；,;"
_TRAILING = frozenset({"glue", "punctuation", "mark", "title"})


@dataclass(frozen=True, slots=True)
class Carried:
    """What the lines before (2023年罚没款情况：) say for a sentence that leaves it out.

    ``year_open``: no year was said yet, so that the one asked about is meant. ``name`` is carried by headings only.
    """

    year: int | None = None
    year_open: bool = True
    name: str = ""
    issuer: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """A place of a sentence and the fact that it states."""

    token: Token
    fact: Level | Change


@dataclass(slots=True)
class _Sentence:
    facts: Facts
    carried: Carried
    bound: list[Bound] = field(default_factory=list)
    year: int | None = None
    base: int | None = None
    yearly: bool = False
    years: list[int] = field(default_factory=list)  # since the last value
    said_years: set[int] = field(default_factory=set)
    names: list[str] = field(default_factory=list)  # since the last value
    name: str = ""
    issuer: str = ""
    scope: str | None = None  # "": the whole issuer was named
    period: str = ""
    planned: bool = False
    anchored: bool = False
    base_next: bool = False  # the base year was said last: the next value may be its value
    change: Token | None = None
    level: bool = False
    queued_names: list[str] = field(default_factory=list)
    queued_years: list[int] = field(default_factory=list)
    loose: Token | None = None  # words after the last value that would change what it is

    def take(self, token: Token) -> None:
        """Read one token. Raises NotGrounded."""
        if token.kind == "unknown":
            raise NotGrounded(f"“{token.text}”不在依据里")
        if token.kind == "quantity":
            self._quantity(token)
            return
        if token.kind not in _TRAILING:
            self.loose = token
        handler = getattr(self, f"_{token.kind}", None)
        if handler is not None:
            handler(token)

    def _name(self, token: Token) -> None:
        self.anchored = False
        self.names.append(token.text)

    def _year(self, token: Token) -> None:
        assert isinstance(token.value, int)
        if token.value not in self.facts.years:
            raise NotGrounded(f"依据里没有{token.text}")
        self.said_years.add(token.value)
        if self.anchored:
            self.base, self.base_next, self.anchored = token.value, True, False
        else:
            self.years.append(token.value)
            self.base_next = False

    def _before(self, token: Token) -> None:
        if not self.anchored:
            raise NotGrounded(f"“{token.text}”指哪一年不明确，请写明年度")
        self.yearly, self.anchored = True, False

    def _yearly(self, _token: Token) -> None:
        self.yearly = True

    def _anchor(self, _token: Token) -> None:
        self.anchored = True

    def _punctuation(self, token: Token) -> None:
        if self.change is not None and token.text in _CLAUSE_ENDS:
            self._claim(self._next_name(self.change), self._next_year(self.change))

    def _change(self, token: Token) -> None:
        if self.change is not None:
            raise NotGrounded(f"“{self.change.text}”没有数值或依据")
        self.change = token

    def _level(self, _token: Token) -> None:
        self.level = self.change is not None

    def _each(self, _token: Token) -> None:
        if len(self.names) > 1:
            self.queued_names, self.names = self.names, []
        if len(self.years) > 1:
            self.queued_years, self.years = self.years, []

    def _planned(self, _token: Token) -> None:
        self.planned = True

    def _issuer(self, token: Token) -> None:
        if self.issuer and self.issuer != token.value and not self.bound:
            raise NotGrounded("一句话里有两个单位，分不清数据属于哪一个")
        self.issuer = str(token.value)

    def _scope(self, token: Token) -> None:
        self.scope = str(token.value)

    def _whole(self, _token: Token) -> None:
        self.scope = ""

    def _period(self, token: Token) -> None:
        self.period = token.text

    def _quantity(self, token: Token) -> None:
        number = token.value
        assert isinstance(number, Number)
        of_base = self.base_next and self.change is None  # 比|2023年的246.3万元|: then the main year waits
        name, year = self._next_name(token), self.base if of_base else self._next_year(token)
        if self.change is not None and not self.level:
            fact: Level | Change = self._moved(number, name, year, token)
        else:
            fact = self._held(number, name, year, token)
            if self.change is not None:
                self._claim(name, year)
        self.bound.append(Bound(token, fact))
        self.name, self.names, self.loose = name, [], None
        if not of_base:
            self.years, self.year = [], year
        self.change, self.level, self.base_next, self.planned, self.period = None, False, False, False, ""

    def _next_name(self, token: Token) -> str:
        if self.queued_names:
            return self.queued_names.pop(0)
        if len(set(self.names)) > 1:
            raise NotGrounded(f"“{token.text}”前有几个指标（{'、'.join(self.names)}），分不清属于哪一个")
        name = self.names[0] if self.names else self.name or self.carried.name
        if not name:
            raise NotGrounded(f"“{token.text}”所在的句子没有写明指标")
        return name

    def _next_year(self, token: Token) -> int | None:
        if self.queued_years:
            return self.queued_years.pop(0)
        if len(set(self.years)) > 1:
            raise NotGrounded(f"“{token.text}”前有几个年度，分不清属于哪一年")
        meant = self.carried.year or (self.facts.year if self.carried.year_open else None)
        return self.years[0] if self.years else self.year or meant

    def _held(self, number: Number, name: str, year: int | None, token: Token) -> Level:
        named = [level for level in self.facts.levels if name in level.names]
        if not any(same_value(number, level) for level in named):
            raise NotGrounded(f"依据里“{name}”没有“{token.text}”这个数")
        fitting = [level for level in named if same_value(number, level) and level.year == year]
        if not fitting:
            raise NotGrounded(f"“{name}”的“{token.text}”不是{year or '（未写明）'}年的数据")
        fitting = [level for level in fitting if self._fits(level.issuer, level.scope)]
        if not fitting:
            raise NotGrounded(f"“{name}”“{token.text}”的单位或范围与依据不同")
        goal = self.planned or any(word in name for word in speaking_words().planned)
        fitting = [
            level
            for level in fitting
            if level.period == self.period and (level.planned == self.planned or (level.planned and goal))
        ]
        if not fitting:
            raise NotGrounded(f"“{name}”“{token.text}”的统计期间（或计划、实绩）与依据不同")
        return fitting[0]

    def _fits(self, issuer: str, scope: str) -> bool:
        said = self.issuer or self.carried.issuer
        if said != issuer and (said or len(self.facts.issuers) > 1):
            return False
        narrowed = self.carried.scope if self.scope is None else self.scope
        return scope == narrowed or (bool(scope) and self._scope_in_name(scope))

    def _scope_in_name(self, scope: str) -> bool:
        return scope in (self.names[0] if self.names else self.name)

    def _moved(self, number: Number, name: str, year: int | None, token: Token) -> Change:
        assert self.change is not None
        assert isinstance(self.change.value, int)
        known = self._pairs(name, year)
        if not known:
            raise NotGrounded(f"依据里没有“{name}”的变化，或没有写明与哪一年相比")
        wanted = self.change.value
        fitting = [c for c in known if same_change(number, c) and sign(c.amount) == wanted]
        if not fitting:
            wrong_way = all(sign(c.amount) != wanted for c in known)
            raise NotGrounded(
                f"“{name}”的方向“{self.change.text}”与依据相反" if wrong_way else f"“{name}”没有“{token.text}”这个变化"
            )
        return fitting[0]

    def _pairs(self, name: str, year: int | None) -> list[Change]:
        """The changes that the sentence can mean: to its year, from the year it compares with."""
        known = [c for c in self.facts.changes if name in c.names and self._fits(c.issuer, c.scope)]
        if self.base is not None:
            return [c for c in known if (c.year, c.base_year) == (year, self.base)]
        if self.yearly:
            return [c for c in known if c.year == year and c.base_year == c.year - 1]
        return [c for c in known if {c.year, c.base_year} == self.said_years]

    def _claim(self, name: str, year: int | None) -> None:
        """A movement said without its size: 罚没款金额比2023年有所减少."""
        assert self.change is not None
        known = self._pairs(name, year)
        if not known or any(sign(c.amount) != self.change.value for c in known):
            raise NotGrounded(f"“{name}”的“{self.change.text}”没有依据或与依据相反")
        self.bound.append(Bound(self.change, known[0]))
        self.change, self.loose, self.names, self.years = None, None, [], []
        self.name, self.year = name, year

    def close(self) -> None:
        """After the last token. Raises NotGrounded for what hangs loose."""
        if self.change is not None:
            if self.loose is not None and self.loose.start > self.change.start:
                raise NotGrounded(f"“{self.loose.text}”没有对应的数值")
            self._claim(self._next_name(self.change), self._next_year(self.change))
        if self.queued_names or self.queued_years:
            raise NotGrounded("“分别”前后的项数不一致")
        if self.bound and self.loose is not None:
            raise NotGrounded(f"“{self.loose.text}”没有对应的数值")


def bind(tokens: Sequence[Token], facts: Facts, carried: Carried) -> tuple[list[Bound], Carried]:
    """Each value and movement of a sentence with its fact, and what the sentence carries on as a heading.

    Raises:
        NotGrounded: something in it is not carried by ``facts``.
    """
    sentence = _Sentence(facts, carried)
    for token in tokens:
        sentence.take(token)
    sentence.close()
    if sentence.bound:
        return sentence.bound, _carried_on(sentence)
    if sentence.loose is None:
        return [], carried
    if not _is_heading(tokens):
        raise NotGrounded("没有数据，也不是标题或引语")
    one_name, one_year = len(set(sentence.names)) == 1, len(set(sentence.years)) == 1
    return [], Carried(
        year=sentence.years[0] if one_year else carried.year,
        year_open=not sentence.said_years and carried.year_open,
        name=sentence.names[0] if one_name else "",
        issuer=sentence.issuer or carried.issuer,
        scope=carried.scope if sentence.scope is None else sentence.scope,
    )


def _carried_on(sentence: _Sentence) -> Carried:
    """A reader takes year, issuer and scope of one sentence for those of the next."""
    facts = [bound.fact for bound in sentence.bound]
    years = {fact.year for fact in facts}
    scopes, issuers = {fact.scope for fact in facts}, {fact.issuer for fact in facts}
    return Carried(
        year=years.pop() if len(years) == 1 else None,
        year_open=False,
        name=sentence.carried.name,
        issuer=issuers.pop() if len(issuers) == 1 else "",
        scope=scopes.pop() if len(scopes) == 1 else "",
    )


def _is_heading(tokens: Sequence[Token]) -> bool:
    last = next((token for token in reversed(tokens) if token.text.strip()), None)
    return last is not None and last.text in "：:"
