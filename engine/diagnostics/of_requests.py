"""What can be wrong with a profile (P) or a request (R). A value of a profile is never repeated: it may be personal."""

from __future__ import annotations

from engine.diagnostics.message import Message

OF_REQUESTS: dict[str, Message] = {
    "P101": Message(
        "읽을 수 없는 문서",
        "the document cannot be read",
        "JSON 또는 YAML 문법을 확인하세요",
        "check the JSON or YAML syntax",
    ),
    "P102": Message(
        "문서가 {most}바이트를 넘음",
        "the document is longer than {most} bytes",
        "필요한 사실만 보내세요",
        "send only the facts needed",
    ),
    "P103": Message("{most}단계보다 깊게 포개짐", "nested deeper than {most} levels"),
    "P104": Message("같은 키가 두 번 나옴", "a key appears twice", "하나를 지우세요", "remove one of them"),
    "P105": Message(
        "수가 아님 (NaN, Infinity)",
        "not a number (NaN, Infinity)",
        "모르면 키를 빼세요",
        "leave the key out if it is not known",
    ),
    "P106": Message("34자리나 지수 34를 넘는 수", "a number beyond 34 digits or an exponent beyond 34"),
    "P107": Message(
        "주민등록번호로 보이는 글자는 받지 않음",
        "text that reads as a resident registration number is refused",
        "번호 대신 생년월일(birth_date)만 적으세요",
        "give birth_date instead",
    ),
    "P108": Message("모르는 키 `{name}`", "unknown key `{name}`", "{near}", "{near}"),
    "P109": Message("모르는 사실 `{name}`", "unknown fact `{name}`", "{near}", "{near}"),
    "P110": Message("{expected}이(가) 와야 함", "expected {expected}"),
    "P111": Message("범위를 벗어남: {low}부터 {high}까지", "out of range: {low} to {high}"),
    "P112": Message("없는 날짜", "no such day", "YYYY-MM-DD로 적으세요", "write YYYY-MM-DD"),
    "P113": Message(
        "목록에 없는 값", "not a value of the list", "쓸 수 있는 값: {values}", "values: {values}"
    ),
    "P114": Message(
        "null은 쓸 수 없음",
        "null is not allowed here",
        "모르면 키를 빼세요",
        "leave the key out if it is not known",
    ),
    "P115": Message(
        "계산되는 사실이라 줄 수 없음", "this fact is worked out and cannot be given", "{near}", "{near}"
    ),
    "P116": Message(
        "`{entity}`의 사실이라 여기에 둘 수 없음",
        "a fact of the {entity} cannot stand here",
        "{where}에 적으세요",
        "put it under {where}",
    ),
    "P117": Message("`{name}`이(가) 없음", "`{name}` is missing"),
    "P118": Message("목록이 {most}건을 넘음", "more than {most} records"),
    "P119": Message("근로자 id가 겹치거나 비어 있음", "a worker id is empty or appears twice"),
    "P120": Message(
        "빈 문자열", "an empty string", "모르면 키를 빼세요", "leave the key out if it is not known"
    ),
    "R101": Message("모르는 제도 `{name}`", "unknown program `{name}`", "{near}", "{near}"),
    "R102": Message(
        "없는 발행본",
        "no such release",
        "haedang releases로 발행본을 보고 여덟 자 이상 적으세요",
        "see the releases with haedang releases, and write eight digits or more",
    ),
    "R103": Message("파일을 읽을 수 없음: {name}", "the file cannot be read: {name}"),
    "R104": Message(
        "규칙 집합을 찾을 수 없음: {name}",
        "no rulesets found: {name}",
        "rulesets 폴더가 있는 곳에서 실행하세요",
        "run it where rulesets/ is",
    ),
    "R105": Message(
        "`{name}`의 값이 맞지 않음",
        "`{name}` has no such value",
        "쓸 수 있는 값: {expected}",
        "values: {expected}",
    ),
    "R106": Message(
        "없는 엔진: {name}",
        "there is no such engine: {name}",
        "쓸 수 있는 값: compiled, clips, durable",
        "values: compiled, clips, durable",
    ),
    "R107": Message(
        "`{name}`은(는) 아직 없음",
        "`{name}` does not exist yet",
        "쓸 수 있는 값: {values}",
        "values: {values}",
    ),
    "R108": Message("파일에 쓸 수 없음: {name}", "the file cannot be written: {name}"),
    "R109": Message(
        "{port}번 포트를 쓸 수 없음",
        "port {port} cannot be used",
        "--port로 다른 번호를 주세요",
        "give another number with --port",
    ),
    "R110": Message("글자로 된 파일이 아님 (UTF-8)", "this is not a text file (UTF-8)"),
    "R111": Message("내용이 비어 있음", "there is nothing in it"),
    "R113": Message("모르는 진단 코드 `{name}`", "unknown code `{name}`", "{near}", "{near}"),
    "R112": Message("사용법이 맞지 않음: {told}", "wrong usage: {told}", "--help를 보세요", "see --help"),
    "R114": Message(
        "compiled 엔진에는 발화한 규칙이 없음",
        "the compiled engine fires no rules",
        "--engine clips 또는 --engine durable과 함께 쓰세요",
        "use it with --engine clips or --engine durable",
    ),
    "R115": Message(
        "식이 목록을 너무 여러 번 돎 (식의 조각 {most}개까지 셈함)",
        "the expression goes through its lists too often ({most} parts are calculated at most)",
        "겹친 for와 거르기를 줄이거나 목록을 나누세요",
        "nest fewer loops and filters, or part the lists",
    ),
    "R199": Message(
        "해당의 결함: {kind}", "a bug of ours: {kind}", "이 코드를 알려 주세요", "report this code"
    ),
}
