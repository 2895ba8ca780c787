from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.embedding import Embedder, ModelUnavailable, load_embedder, memory
from knowledge.embedding.bundled_model import BUNDLED_NAME, build_bundled_model
from knowledge.embedding.bundled_tokenizer import double_array, precompiled_charsmap

# As the model was trained; vectors and counts of tokens were held against the engine that comes with the weights.
TOKENS = {
    "query: 查封期限": ["▁que", "ry", ":", "▁", "查", "封", "期限"],
    "passage: ２０２５年": ["▁passage", ":", "▁2025", "年"],
    "query:   a   b": ["▁que", "ry", ":", "▁a", "▁b"],
}


@pytest.fixture(scope="module")
def embedder(model_home: Path) -> Embedder:
    return load_embedder("bundled", model_home)


def test_a_vector_has_length_one_and_the_dimension_told_beforehand(embedder: Embedder) -> None:
    vectors = embedder.embed_passages(["行政处罚由违法行为发生地的机关管辖。", "短"])
    assert vectors.shape == (2, embedder.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_the_passage_that_answers_is_closer_than_those_that_do_not(embedder: Embedder) -> None:
    passages = embedder.embed_passages(
        ["查封、扣押的期限不得超过三十日，情况复杂的可以延长。", "全年组织普法宣传活动十二场。", "新增持证人员六人。"]
    )
    assert int(np.argmax(passages @ embedder.embed_query("扣押财物最长可以多少天？"))) == 0


def test_order_and_company_do_not_change_a_vector(embedder: Embedder) -> None:
    texts = ["乙" * 30, "甲", "全局共办结案件若干。" * 20, "丙丁"]
    together = embedder.embed_passages(texts)
    alone = np.vstack([embedder.embed_passages([text]) for text in texts])
    assert np.all(np.sum(together * alone, axis=1) > 0.999)


def test_memory_is_given_back_between_many_passages(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    given_back: list[bool] = []
    monkeypatch.setattr("knowledge.embedding.embedder.give_back_memory", lambda: given_back.append(True))
    monkeypatch.setattr("knowledge.embedding.embedder._TRIM_EVERY", 8)
    embedder.embed_passages(["立案"] * 8)  # whatever was counted before is settled with this
    given_back.clear()
    for _ in range(4):
        embedder.embed_passages(["立案"] * 7)
    assert len(given_back) == 2


def test_giving_memory_back_is_left_out_where_the_system_has_no_such_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.embedding.memory.sys.platform", "win32")
    assert memory.trimming() is None


def test_giving_memory_back_can_be_done_at_any_time() -> None:
    memory.give_back_memory()
    memory.give_back_memory()


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, embedder.dimension)


def test_a_text_far_longer_than_the_model_reads_is_embedded_by_its_beginning(embedder: Embedder) -> None:
    assert embedder.embed_query("罚款" * 20_000).shape == (embedder.dimension,)


def test_many_threads_get_what_one_gets(embedder: Embedder) -> None:
    texts = [f"第{i}个问题：罚款多少？" for i in range(8)]
    expected = [embedder.embed_query(text) for text in texts]
    found: dict[int, float] = {}

    def ask(i: int) -> None:
        found[i] = float(embedder.embed_passages([texts[i]])[0] @ expected[i])

    threads = [threading.Thread(target=ask, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    again = {i: float(embedder.embed_passages([texts[i]])[0] @ expected[i]) for i in range(8)}
    assert found == pytest.approx(again, abs=1e-3)


@pytest.mark.parametrize("text", TOKENS)
def test_the_tokenizer_cuts_as_the_weights_expect(model_home: Path, text: str) -> None:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(build_bundled_model(model_home) / "tokenizer.json"))
    tokens = tokenizer.encode(text).tokens
    assert (tokens[0], tokens[-1]) == ("<s>", "</s>")
    assert tokens[1:-1] == TOKENS[text]


def test_the_model_is_built_once(model_home: Path) -> None:
    weights = build_bundled_model(model_home) / "model.safetensors"
    before = weights.stat().st_mtime_ns
    build_bundled_model(model_home)
    assert weights.stat().st_mtime_ns == before


def test_a_folder_made_from_another_source_is_built_anew(
    model_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(source: Path, folder: Path) -> None:
        (folder / "config.json").write_text("new")

    monkeypatch.setattr("knowledge.embedding.bundled_model._write_model", write)
    stale = tmp_path / "models" / BUNDLED_NAME
    stale.mkdir(parents=True)
    (stale / "source.sha256").write_text("another")
    (stale / "left over").write_text("")
    folder = build_bundled_model(tmp_path)
    assert (folder / "config.json").read_text() == "new"
    assert not (folder / "left over").exists()
    assert list((tmp_path / "models").iterdir()) == [folder]


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(source: Path, folder: Path) -> None:
        (folder / "half").write_text("")
        raise OSError("disk full")

    monkeypatch.setattr("knowledge.embedding.bundled_model._write_model", fail)
    with pytest.raises(OSError, match="disk full"):
        build_bundled_model(tmp_path)
    assert list((tmp_path / "models").iterdir()) == []


def test_a_model_that_is_not_there_is_named_and_never_downloaded(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"没有的/模型.*不联网"):
        load_embedder("没有的/模型", tmp_path).embed_query("问")


def test_the_name_is_known_before_anything_is_built(tmp_path: Path) -> None:
    assert load_embedder("bundled", tmp_path).name.startswith(f"{BUNDLED_NAME}@")
    assert not (tmp_path / "models").exists()


@given(st.dictionaries(st.binary(min_size=1, max_size=4).filter(lambda key: 0 not in key), st.integers(0, 9_999)))
@settings(max_examples=60, deadline=None)
def test_a_double_array_finds_every_key_and_nothing_else(keys: dict[bytes, int]) -> None:
    units = double_array(keys)
    for key in [*keys, b"\x01", b"zz", b"\xff\xfe"]:
        assert _look_up(units, key) == keys.get(key)


def _look_up(units: list[int], key: bytes) -> int | None:
    """As readers of this form do: each unit's offset leads to its children's places."""
    position = units[0] >> 10
    for place, byte in enumerate(key):
        position ^= byte
        unit = units[position]
        if unit & 0x800000FF != byte:
            return None
        position ^= unit >> 10
        if place == len(key) - 1 and unit >> 8 & 1:
            return units[position] & 0x7FFFFFFF
    return None


def test_a_character_may_be_replaced_by_several_or_by_none() -> None:
    from tokenizers import normalizers

    charsmap = precompiled_charsmap({ord("㎡"): "m2", 0x200B: "", ord("Ａ"): "A"})
    assert normalizers.Precompiled(charsmap).normalize_str("Ａ5㎡\u200b。") == "A5m2。"
