"""The engines behind the door: the compiled plan answers, and a rule network, where it is asked for, gives a second opinion.

The network decides verdicts, versions, outcomes of conditions, reservations and known figures on its own. What explains an
answer (texts, values read, open facts, ranges, confidence) is read off the compiled plan. Where both decide alike, the
answer bears the network's name; where they differ, or the network is missing, it says so and bears `compiled`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from api.requests import COMPILED
from engine.determination import Detail
from engine.diagnostics import Text
from engine.language.values import Value, number_as_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.requests import Request
    from engine.catalog import Catalog
    from engine.rete import Network, Opinion
    from engine.screening import Screener
    from engine.second_opinion import Difference

IN_FULL = Detail(reasons=True, workers=True)
AGREES, DIFFERS, MISSING = "agrees", "differs", "missing"
WHY = {
    "not_installed": Text(
        "durable-rules가 설치되어 있지 않음: 소스로만 배포되어 C 컴파일러와 Python 3.11 또는 3.12가 필요함",
        "durable-rules is not installed: it is published as source only and needs a C compiler and Python 3.11 or 3.12",
    ),
    "died": Text("엔진의 프로세스가 끝나 버림", "the engine's process has ended"),
    "too_slow": Text("엔진이 제한 시간 안에 답하지 않음", "the engine did not answer in time"),
    "too_large": Text(
        "엔진이 담을 수 있는 것보다 규칙이 많음", "there are more rules than the engine can hold"
    ),
    "failed": Text("엔진이 판정하지 못함", "the engine failed to decide"),
}
_COMPILED_VERDICT = Text("판정은 compiled 엔진의 것임", "the verdicts are those of the compiled engine")


class Engines:
    """The networks that have been asked for, one for each engine and release; the last few stay in memory."""

    _KEPT = 4

    def __init__(self) -> None:
        self._networks: dict[tuple[str, str], Network] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End what the networks have started."""
        while self._networks:
            self._networks.popitem()[1].close()

    def screening(self, screener: Screener, request: Request, trace: bool = False) -> dict[str, Any]:
        """The screening that a request asks for, with the second opinion where it names another engine."""
        answer = screener.screen(request.profile, request.detail)
        if request.engine == COMPILED:
            return answer
        from engine.rete import Unavailable  # noqa: PLC0415 - most answers need no network
        from engine.second_opinion import differences  # noqa: PLC0415

        network = self._network(screener.catalog, request.engine)
        try:
            opinions = network.decide(request.profile)
        except Unavailable as lost:
            return answer | {"second_opinion": _missing(request.engine, lost.reason)}
        full = answer if request.detail == IN_FULL else screener.screen(request.profile, IN_FULL)
        found = differences(full, opinions)
        second = _given(request.engine, found)
        if trace:
            second["firings"] = _firings(network, opinions)
        return answer | {"engine": COMPILED if found else request.engine, "second_opinion": second}

    def _network(self, catalog: Catalog, engine: str) -> Network:
        from engine.rete import Chain, Network  # noqa: PLC0415
        from engine.rete.clips_chain import ClipsChain  # noqa: PLC0415
        from engine.rete.durable import DurableChain  # noqa: PLC0415

        key = (engine, catalog.digest)
        network = self._networks.pop(key, None)
        if network is None or network.catalog is not catalog:
            chain: Chain = ClipsChain() if engine == ClipsChain.name else DurableChain()
            network = Network(catalog, chain)
        self._networks[key] = network
        if len(self._networks) > self._KEPT:
            self._networks.pop(next(iter(self._networks))).close()
        return network


def _missing(engine: str, reason: str) -> dict[str, Any]:
    why = WHY[reason]
    message = Text(f"{why.ko}. {_COMPILED_VERDICT.ko}", f"{why.en}; {_COMPILED_VERDICT.en}")
    return {
        "engine": engine,
        "status": MISSING,
        "reason": reason,
        "message": message.as_json(),
        "differences": [],
    }


def _given(engine: str, found: list[Difference]) -> dict[str, Any]:
    return {
        "engine": engine,
        "status": DIFFERS if found else AGREES,
        "reason": None,
        "message": _COMPILED_VERDICT.as_json() if found else None,
        "differences": [
            {
                "program": one.program,
                "worker": one.worker,
                "field": one.field,
                "compiled": _plain(one.compiled),
                "second": _plain(one.rete),
            }
            for one in found
        ],
    }


def _plain(value: Value) -> Any:  # noqa: ANN401 - whatever the engines differ in
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, bool | str) else number_as_json(value)


def _firings(network: Network, opinions: Mapping[str, Opinion]) -> list[dict[str, Any]]:
    """What fired, in order: the rule, the tokens it rests on, the token it gives."""
    said = network.law.statements.said
    return [
        {
            "program": opinion.program,
            "worker": finding.worker,
            "number": number,
            "rules": firing.pack.name,
            "from": [dict(zip(("claim", "held"), said(token), strict=True)) for token in firing.clause.body],
            "gives": dict(zip(("claim", "held"), said(firing.clause.head), strict=True)),
        }
        for opinion in opinions.values()
        for finding in opinion.findings
        for number, firing in enumerate(finding.firings, start=1)
    ]
