"""Where the measuring material lies beside a checkout, and the skip that names it when it is absent."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
SAMPLE_REPORT = SHARED / "samples" / "西青区市场监督管理局2025年行政执法工作报告.txt"
REGULATIONS = SHARED / "regulations"
EVALUATION = SHARED / "evaluation"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason=f"the measuring material {SHARED.name}/ is not beside this checkout"
)
