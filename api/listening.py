"""A port of our own to listen on, told in words when it can't be had, and a polite end on SIGTERM."""

from __future__ import annotations

import signal
import socket
from types import FrameType

from api.door import NotDone


def bind(host: str, port: int, advice: str) -> socket.socket:
    """A listening socket, on a port the system chooses when ``port`` is 0.

    Raises NotDone, ending in ``advice``: how to choose another port.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise NotDone(
            f"不能监听 {host}:{port}（{error.strerror or error}）。端口可能已被别的程序占用，请换一个：{advice}。"
        ) from error


def address_of(listener: socket.socket, host: str) -> str:
    """The URL to reach a listener on ``host`` from this machine."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{listener.getsockname()[1]}"


def end_on_sigterm() -> None:
    """Let SIGTERM end the process as if it were done, with everything put away."""
    signal.signal(signal.SIGTERM, _end)


def _end(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
