"""Plain values to HTTP answers: the same JSON as on the command line, Korean as it is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response


def answer(values: Mapping[str, Any]) -> Response:
    """The answer that carries values that are ready for JSON."""
    return Response(
        json.dumps(values, ensure_ascii=False, separators=(",", ":")), media_type="application/json"
    )
