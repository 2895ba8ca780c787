"""Section templates: their headers, the user's folder, and what is said of a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import meta
from jinja2.sandbox import SandboxedEnvironment

from assistant.drafting.drafts import Draft
from assistant.drafting.filling import render
from assistant.drafting.templates import (
    CONTEXT,
    SectionTemplate,
    TemplateProblem,
    TemplateRefused,
    read_template,
    section_templates,
)
from assistant.metrics.supplied import SuppliedMetric, check_metrics
from knowledge.quantities import find_quantities

SHIPPED = section_templates().templates
HEADER = '{#\ntitle = "试验"\n[needed]\n"立案" = "件"\n#}\n'


def draft(template: SectionTemplate, *supplied: SuppliedMetric) -> Draft:
    metrics = check_metrics(supplied) if supplied else []
    return render(template, metrics, [], year=2026, issuer="云河区市场监督管理局")


def test_every_chapter_of_a_report_has_a_template() -> None:
    titles = "".join(t.title for t in SHIPPED.values())
    chapters = (
        "执法主体 执法人员 行政许可 行政处罚 检查 行政强制 其他",
        "制度 重点执法 方式创新 队伍建设 执法监督",
        "存在问题 下一步",
    )
    assert [chapter for chapter in " ".join(chapters).split() if chapter not in titles] == []
    assert section_templates().problems == ()


@pytest.mark.parametrize("template", SHIPPED.values(), ids=lambda t: t.name)
def test_a_templates_variables_are_those_of_its_header(template: SectionTemplate) -> None:
    environment = SandboxedEnvironment()
    environment.filters["同比"] = str
    used = meta.find_undeclared_variables(environment.parse(template.source))
    assert used - CONTEXT == set(template.indicators)


@pytest.mark.parametrize("template", SHIPPED.values(), ids=lambda t: t.name)
def test_full_metrics_fill_every_place_with_marked_numbers(template: SectionTemplate) -> None:
    supplied = [
        SuppliedMetric(name, f"{31 + 7 * i}", unit, last_year=f"{29 + 8 * i}")
        for i, (name, unit) in enumerate(template.indicators.items())
    ]
    made = draft(template, *supplied)
    assert "【待补" not in made.text
    assert made.missing == made.unused == ()
    assert all(figure.span.of(made.text) == figure.text for figure in made.figures)
    spans = [figure.span for figure in made.figures]
    assert all(any(s.contains(n.span) or n.span.overlaps(s) for s in spans) for n in find_quantities(made.text))


@pytest.mark.parametrize("template", SHIPPED.values(), ids=lambda t: t.name)
def test_without_metrics_needed_ones_are_left_to_fill_in_and_optional_ones_are_gone(template: SectionTemplate) -> None:
    made = draft(template)
    assert made.missing == tuple(name for name in template.needed)
    assert all(f"【待补：{name}】" in made.text for name in template.needed)
    assert not any(f"【待补：{name}】" in made.text for name in template.optional)
    assert "，。" not in made.text
    assert "。。" not in made.text


def test_a_users_template_overrides_and_a_broken_one_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "14_penalties.md.j2").write_text(HEADER + "今年立案{{ 立案 }}。", "utf-8")
    (tmp_path / "90_own.md.j2").write_text(HEADER + "本局立案{{ 立案 }}。", "utf-8")
    (tmp_path / "91_broken.md.j2").write_text(HEADER + "正文\n{% if 立案 %}没有结束", "utf-8")
    held = section_templates(tmp_path)
    assert held.templates["14_penalties"].users
    assert "90_own" in held.templates
    assert len(held.templates) == len(SHIPPED) + 1
    (problem,) = held.problems
    assert problem.name == "91_broken"
    assert problem.line >= 6


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        ("立案{{ 立案 }}", 1, "缺少说明块"),
        ("{#\ntitle = \n#}\n", 2, "TOML"),
        ('{#\n[needed]\n"立案" = "件"\n#}\n{{ 立案 }}', 1, "title"),
        (HEADER + "{{ 立案 }}\n{{ 结案 }}", 7, "没有的变量“结案”"),
        (HEADER + "没有变量", 1, "没有用到"),
        ('{#\ntitle = "甲"\ncontext = ["密码"]\n#}\n{{ 密码 }}', 1, "context"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(source: str, line: int, reason: str) -> None:
    problem = read_template("x", source)
    assert isinstance(problem, TemplateProblem)
    assert problem.line == line
    assert reason in problem.reason


@pytest.mark.parametrize("body", ["{{ 立案.__class__.__mro__ }}", "{{ 立案._ledger }}", "{{ 立案 }}{{ ''.__class__ }}"])
def test_a_template_cannot_reach_behind_its_values(body: str) -> None:
    template = read_template("x", HEADER + body)
    assert isinstance(template, SectionTemplate)
    with pytest.raises(TemplateRefused):
        draft(template, SuppliedMetric("立案", "7", "件"))


def test_last_years_value_gives_the_change_in_words() -> None:
    made = draft(SHIPPED["16_coercion"], SuppliedMetric("行政强制措施", "90", "件", last_year="120"))
    assert "90件（同比下降25%）" in made.text
    assert {f.text: f.origin for f in made.figures}["25%"] == "computed"


def test_metrics_the_template_has_no_place_for_are_named() -> None:
    made = draft(SHIPPED["16_coercion"], SuppliedMetric("植树", "90", "棵"))
    assert made.unused == ("植树",)
    assert "植树" not in made.text
