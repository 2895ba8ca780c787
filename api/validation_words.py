"""What pydantic found wrong, in Chinese: where and what to do. Never repeats the input."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

WORDS = {
    "missing": "必须填写。",
    "extra_forbidden": "没有这个字段，请检查拼写或去掉。",
    "string_too_long": "最多 {max_length} 个字符，请缩短后再提交。",
    "string_too_short": "至少 {min_length} 个字符。",
    "string_type": "应为文字（JSON 字符串）。",
    "string_unicode": "含有无效的 Unicode 字符，请去掉后再提交。",
    "string_pattern_mismatch": "格式不对，应符合 {pattern}。",
    "int_type": "应为整数。",
    "int_parsing": "应为整数，例如 2025。",
    "int_parsing_size": "数字太大。",
    "int_from_float": "应为整数，不能有小数。",
    "bool_type": "应为 true 或 false。",
    "bool_parsing": "应为 true 或 false。",
    "date_type": "应为日期，例如 2026-02-01。",
    "date_parsing": "应为日期，例如 2026-02-01。",
    "date_from_datetime_parsing": "应为日期，例如 2026-02-01。",
    "date_from_datetime_inexact": "应为日期，不带时间，例如 2026-02-01。",
    "greater_than_equal": "不能小于 {ge}。",
    "less_than_equal": "不能大于 {le}。",
    "literal_error": "只能是 {expected} 之一。",
    "list_type": "应为列表（JSON 数组）。",
    "dict_type": "应为 JSON 对象。",
    "model_type": "应为 JSON 对象。",
    "model_attributes_type": "应为 JSON 对象。",
    "too_long": "最多 {max_length} 项，请减少后再提交。",
    "too_short": "至少 {min_length} 项。",
    "json_invalid": "JSON 有语法错误（{error}）。",
    "value_error": "{error}",
}
_OUTER = ("body", "query", "path", "header")


def fault_of(item: Mapping[str, Any]) -> tuple[str, str]:
    """(field, message) of one item of ``ValidationError.errors()``."""
    place = [str(part) for part in item["loc"]]
    if place and place[0] in _OUTER:
        place = place[1:]
    words = WORDS.get(str(item["type"]), "取值不符合要求，格式见 /docs。")
    return ".".join(place), words.format_map(_Facts(item.get("ctx") or {}))


class _Facts(dict[str, Any]):
    """A fact that the error does not carry is left out of the sentence instead of failing it."""

    def __missing__(self, key: str) -> str:
        return "…"
