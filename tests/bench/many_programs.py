"""A catalogue of many programs made of the few there are: each copied under other names, with parameters of its own."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

PARAMETERS = "parameters"
_PARTS = 3  # domain, program, file: what a domain's programs share is no program
KINDS = ("facts", PARAMETERS, "tables", "definitions", "sources", "statutes")


def many_programs(texts: dict[str, bytes], programs: int) -> dict[str, bytes]:
    """The texts of a rulesets folder with copies of its programs until there are `programs`."""
    named_once = (PurePosixPath(name) for name in texts if name.split("/")[0] not in KINDS)
    folders = sorted({path.parent for path in named_once if len(path.parts) == _PARTS})
    named = re.compile(rf"\b({'|'.join(_parameters(texts))})\b")
    answer = dict(texts)
    for number in range(programs - len(folders)):
        folder, copy = folders[number % len(folders)], number // len(folders) + 2
        for name, data in texts.items():
            if PurePosixPath(name).parent == folder:
                place = f"{folder}_{copy}/{PurePosixPath(name).name}"
                answer[place] = _renamed(data.decode(), folder.name, copy, named)
    for copy in range(2, max(2, (programs - 1) // len(folders) + 2)):
        for name, data in texts.items():
            if name.startswith(f"{PARAMETERS}/"):
                text = re.sub(r"(?m)^  (\w+):$", rf"  \1_{copy}:", data.decode())
                answer[name.replace(".yaml", f"_{copy}.yaml")] = text.encode()
    return answer


def _parameters(texts: dict[str, bytes]) -> list[str]:
    found = [
        name
        for file, data in texts.items()
        if file.startswith(f"{PARAMETERS}/")
        for name in re.findall(r"(?m)^  (\w+):$", data.decode())
    ]
    return sorted(found, key=len, reverse=True)


def _renamed(text: str, program: str, copy: int, named: re.Pattern[str]) -> bytes:
    text = text.replace(f"program: {program}\n", f"program: {program}_{copy}\n")
    # A parameter's name may be an id or a citation's source too: only inside expressions is it the parameter.
    lines = [
        named.sub(rf"\1_{copy}", line)
        if re.match(r"\s*(- )?(when|value|workers|floor|ceiling|if|else):? ", line)
        else line
        for line in text.splitlines()
    ]
    return ("\n".join(lines) + "\n").encode()
