"""A model that keeps failing is left alone for a while, and then tried by one call only."""

from __future__ import annotations

from assistant.language_model.circuit import Circuit


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_it_opens_after_failures_in_a_row_and_lets_one_try_after_the_rest() -> None:
    clock = Clock()
    circuit = Circuit(2, 30, clock)
    circuit.failed("一")
    circuit.succeeded()
    circuit.failed("二")
    assert circuit.may_pass()
    circuit.failed("三")
    assert (circuit.open, circuit.reason) == (True, "三")
    assert not circuit.may_pass()
    clock.now = 31
    assert [circuit.may_pass() for _ in range(3)] == [True, False, False]
    circuit.failed("四")
    assert not circuit.may_pass()
    clock.now = 62
    assert circuit.may_pass()
    circuit.succeeded()
    assert (circuit.open, circuit.reason) == (False, "")
    assert all(circuit.may_pass() for _ in range(3))


def test_a_call_that_was_left_lets_the_next_one_try() -> None:
    clock = Clock()
    circuit = Circuit(1, 30, clock)
    circuit.failed("一")
    clock.now = 31
    assert circuit.may_pass()
    circuit.given_up()
    assert circuit.may_pass()
