"""`haedang serve`: the HTTP door, on this machine only."""

from __future__ import annotations

from typing import Annotated

import typer

from api.command_line.output import refusing, write

HOST = "127.0.0.1"
Port = Annotated[int, typer.Option(min=1, max=65535, help="포트 번호")]


def serve(port: Port = 8000) -> None:
    """이 컴퓨터에서만 열리는 HTTP API를 시작합니다. Answer over HTTP on 127.0.0.1."""
    with refusing(as_document=False):
        from api.command_line.opening import open_rulesets

        _check_port(port)
        open_rulesets()  # rulesets that do not hold are told here, not in a log line
    write(f"http://{HOST}:{port} 에서 대답합니다. 끝내기: Ctrl-C / answering here, Ctrl-C ends it\n")
    import uvicorn

    uvicorn.run(
        "api.app:create_app", factory=True, host=HOST, port=port, log_level="warning", server_header=False
    )


def _check_port(port: int) -> None:
    """Whether the port is free: uvicorn would end with a log line where a sentence is due."""
    import socket

    from engine.diagnostics import Refused, diagnose

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise Refused([diagnose("R109", path="--port", port=port)]) from None
