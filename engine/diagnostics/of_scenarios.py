"""What can be wrong with a scenario."""

from __future__ import annotations

from engine.diagnostics.message import Message

OF_SCENARIOS: dict[str, Message] = {
    "S101": Message("모르는 사실 `{name}`", "unknown fact `{name}`", "{near}", "{near}"),
    "S102": Message("모르는 제도 `{name}`", "unknown program `{name}`", "{near}", "{near}"),
    "S103": Message("`{of}`에 없는 선택값 `{name}`", "`{name}` is no choice of `{of}`", "{near}", "{near}"),
    "S104": Message("`{of}`에 없는 조건 `{name}`", "`{of}` has no condition `{name}`", "{near}", "{near}"),
    "S105": Message("`{of}`에 없는 금액 `{name}`", "`{of}` has no amount `{name}`", "{near}", "{near}"),
    "S106": Message("`{of}`에 없는 항목 `{name}`", "`{of}` has no field `{name}`", "{near}", "{near}"),
    "S107": Message("`{name}`은(는) 값이 아님: {expected}", "`{name}` is no such value: {expected}"),
    "S108": Message(
        "여기에 올 수 없는 문장",
        "this sentence cannot stand here",
        "`{keyword}`(으)로 시작하는 문장입니다",
        "it is said after `{keyword}`",
    ),
    "S109": Message(
        "정해진 문장이 아님",
        "none of the sentences there are",
        "가까운 문장: {form} (모두는 features/README.md에 있습니다)",
        "the nearest is: {form}; all are in features/README.md",
    ),
    "S110": Message(
        "모르는 판정 `{name}`",
        "unknown verdict `{name}`",
        "해당, 비해당, 미정, 시행 전후",
        "해당, 비해당, 미정, 시행 전후",
    ),
    "S111": Message(
        "심사할 수 없는 대상 `{name}`", "`{name}` cannot be screened", "사람, 회사", "사람, 회사"
    ),
    "S112": Message(
        "맞지 않는 단위 `{name}`",
        "the unit `{name}` does not fit",
        "이 값의 단위: {unit}",
        "the unit of this value: {unit}",
    ),
    "S113": Message(
        "`{name}`은(는) 목록임",
        "`{name}` is a list",
        "표와 함께 `다음과 같다` 또는 `없다`로 적으세요",
        "write `다음과 같다` and a table, or `없다`",
    ),
    "S114": Message(
        "무엇을 심사하는지 아직 적지 않음",
        "nobody has said yet what is screened",
        "배경에 `사람을 심사한다` 또는 `회사를 심사한다`를 먼저 적으세요",
        "begin with `사람을 심사한다` or `회사를 심사한다`",
    ),
    "S115": Message("표의 꼴이 맞지 않음: {expected}", "the table does not fit: {expected}"),
    "S116": Message(
        "`{name}`의 표가 아님",
        "not the table of `{name}`",
        "`근로자들이 다음과 같다`로 적으세요",
        "write `근로자들이 다음과 같다`",
    ),
    "S117": Message(
        "근로자들의 표가 있어 누구의 `{name}`인지 알 수 없음",
        "workers are listed, so it is not clear whose `{name}` this is",
        "표의 칸에 적으세요",
        "write it into the table",
    ),
    "S118": Message(
        "`{name}`은(는) 목록이 아님",
        "`{name}` is no list",
        "`없음이다` 또는 값을 적으세요",
        "write `없음이다` or a value",
    ),
    "S119": Message(
        "근로자들은 회사에만 있음",
        "only a company has workers",
        "`회사를 심사한다`로 시작하세요",
        "begin with `회사를 심사한다`",
    ),
    "S120": Message(
        "근로자 `{name}`이(가) 없음",
        "there is no worker `{name}`",
        "있는 근로자: {names}",
        "there are: {names}",
    ),
    "S121": Message(
        "아직 심사하지 않음",
        "nothing has been screened yet",
        "`만일 … 심사한다`를 먼저 적으세요",
        "say `만일 … 심사한다` first",
    ),
    "S201": Message(
        "{what}: `{wanted}`이(가) 와야 하는데 `{seen}`",
        "{what}: `{wanted}` expected, `{seen}` found",
        "{why}",
        "{why}",
    ),
    "S202": Message(
        "`{name}`은(는) 이 심사에서 따지지 않음",
        "`{name}` is not decided in this screening",
        "사람의 제도인지 회사의 제도인지 확인하세요",
        "see whether it is for a person or a company",
    ),
    "S301": Message(
        "시나리오를 돌릴 도구가 설치되지 않음: {name}",
        "what runs scenarios is not installed: {name}",
        "make test를 한 번 실행하거나 requirements/test.txt를 설치하세요",
        "run make test once, or install requirements/test.txt",
    ),
    "S302": Message(
        "이 줄에는 시나리오가 없음",
        "no scenario stands on this line",
        "시나리오나 예의 한 줄을 적으세요",
        "give a line of a scenario or of its examples",
    ),
    "S303": Message("기능 파일을 읽을 수 없음: {told}", "the feature file cannot be read: {told}"),
    "S304": Message(
        "여기에는 .feature 파일이 없음",
        "there is no .feature file here",
        "기능 파일이나 그런 파일이 든 폴더를 적으세요",
        "give a feature file, or a folder that holds some",
    ),
    "S305": Message(
        "아무것도 설명하지 않는 까닭 `{name}`",
        "the reason `{name}` explains nothing",
        "그런 목표가 없거나 이제 시나리오가 보았습니다: 지우세요",
        "there is no such goal, or a scenario sees it now: take it out",
    ),
    "S306": Message("이 파일에는 시나리오가 없음", "there is no scenario in this file"),
}
