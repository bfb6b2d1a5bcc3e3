"""A real HTTP server on this machine that answers as the Graph API was told to, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

SILENCE = object()  # takes the request and never answers
HANG_UP = object()  # takes the request and closes the line


@dataclass
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str] = field(default_factory=dict)
    body: Any = None


@dataclass
class Answer:
    """What to answer: an object becomes JSON, bytes stay bytes."""

    content: Any
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class ScriptedGraph:
    """Answers scripted per method and path, in order; the last one stays."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._answers: dict[tuple[str, str], list[Answer]] = defaultdict(list)
        self._over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v26.0"

    def answers(self, method: str, path: str, content: Any, status: int = 200, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._answers[method, path].append(Answer(content, status, named))

    def fails(self, method: str, path: str, code: int, subcode: int = 0, status: int = 400, **more: Any) -> None:
        error = {"message": "(#code) as scripted", "type": "OAuthException", "code": code, "fbtrace_id": "x", **more}
        if subcode:
            error["error_subcode"] = subcode
        self.answers(method, path, {"error": error}, status)

    def writes(self) -> list[Asked]:
        return [one for one in self.asked if one.method == "POST"]

    def close(self) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _next_answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        waiting = self._answers[asked.method, asked.path]
        if not waiting:
            error = {"message": "Unknown path components", "type": "OAuthException", "code": 2500}
            return Answer({"error": error}, 404)
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def _handler(graph) -> type[BaseHTTPRequestHandler]:  # noqa: N805 – the handler's own self is inside
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._answer()

            def do_POST(self) -> None:
                self._answer()

            def log_message(self, *args: object) -> None:
                pass

            def _answer(self) -> None:
                raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                address = urlsplit(self.path)
                asked = Asked(self.command, address.path.removeprefix("/v26.0"), dict(parse_qsl(address.query)))
                if self.headers.get("Content-Type", "").startswith("application/json"):
                    asked.body = json.loads(raw)
                else:
                    asked.form = dict(parse_qsl(raw.decode()))
                answer = graph._next_answer(asked)
                if answer.content is SILENCE:
                    graph._over.wait()
                if answer.content is SILENCE or answer.content is HANG_UP:
                    self.close_connection = True
                    return
                content = answer.content if isinstance(answer.content, bytes) else json.dumps(answer.content).encode()
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        return Handler
