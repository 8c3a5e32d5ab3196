"""What can be wrong with an expression."""

from __future__ import annotations

from engine.diagnostics.message import Message

OF_LANGUAGE: dict[str, Message] = {
    "L100": Message(
        "식이 끝나지 않음", "the expression ends too early", "빠진 부분을 적으세요", "write the missing part"
    ),
    "L101": Message("여기에 올 수 없는 `{seen}`", "`{seen}` cannot stand here", "{instead}", "{instead}"),
    "L102": Message("34자리나 지수 34를 넘는 수", "a number beyond 34 digits or an exponent beyond 34"),
    "L103": Message(
        "날짜도 기간도 아님: `{text}`",
        "neither a date nor a duration: `{text}`",
        '@"2026-01-02" 또는 @"P1Y"',
        '@"2026-01-02" or @"P1Y"',
    ),
    "L104": Message(
        "식이 {most}자를 넘음",
        "the expression is longer than {most} characters",
        "정의로 나누세요",
        "split it into definitions",
    ),
    "L105": Message(
        "괄호가 {most}단계보다 깊음",
        "more than {most} brackets deep",
        "정의로 나누세요",
        "split it into definitions",
    ),
    "L106": Message("`{name}` 함수는 없음", "there is no function `{name}`", "{instead}", "{instead}"),
    "L107": Message(
        "`{name}` 함수의 인수 개수가 맞지 않음",
        "`{name}` is called with the wrong number of arguments",
        "{expected}",
        "{expected}",
    ),
    "L108": Message(
        "셈이 {most}단계보다 깊게 이어짐",
        "more than {most} operations inside each other",
        "정의로 나누세요",
        "split it into definitions",
    ),
    "L109": Message(
        "문자를 가리키지 않는 \\u",
        "`\\u` that names no character",
        '\\u 뒤에 16진수 4자리 또는 \\U 뒤에 6자리: "\\uD55C"',
        'four hexadecimal digits after \\u or six after \\U: "\\uD55C"',
    ),
    "L110": Message("{left}와(과) {right}은(는) 견줄 수 없음", "{left} cannot be compared with {right}"),
    "L111": Message(
        "{left}와(과) {right}은(는) {operator}로 셈할 수 없음",
        "{left} and {right} cannot be combined by {operator}",
        "{cure}",
        "{cure}",
    ),
    "L112": Message("{expected}이(가) 올 곳에 {seen}이(가) 옴", "{expected} expected, {seen} found"),
    "L113": Message(
        "`{value}`은(는) `{choices}`의 값이 아님",
        "`{value}` is not a value of `{choices}`",
        "{near}",
        "{near}",
    ),
    "L114": Message("모르는 이름 `{name}`", "unknown name `{name}`", "{near}", "{near}"),
    "L115": Message(
        "`{name}`은(는) 없음(null)일 수 있음",
        "`{name}` may be null here",
        "먼저 `{name} = null`을 따지세요: {name} = null or …, if {name} = null then …",
        "guard it first: {name} = null or ..., if {name} = null then ...",
    ),
    "L116": Message("`{name}` 항목이 없음", "there is no field `{name}`", "{near}", "{near}"),
    "L117": Message(
        "`{name}`은(는) 날짜를 말해야 읽을 수 있음",
        "`{name}` must be asked for a day",
        "`{name} at 날짜`로 적으세요",
        "write `{name} at <date>`",
    ),
    "L118": Message(
        "at은 값·표·정의의 이름에만 붙음", "`at` follows the name of a parameter, table or definition"
    ),
    "L119": Message(
        "at least와 at most는 합과 개수를 수와 견줄 때만 씀",
        "`at least` and `at most` wrap a sum or count of non-negative fields that is compared with a number",
        "at least(…) >= 수, at most(…) <= 수로 적고, 음수가 될 수 없는 항목만 더하세요",
        "write at least(...) >= number or at most(...) <= number, over a field whose range begins at 0",
    ),
    "L120": Message(
        "`{name}` 함수에 그런 이름의 인수는 없음: {argument}",
        "`{name}` has no arguments of these names: {argument}",
        "{expected}",
        "{expected}",
    ),
    "L121": Message(
        "규칙의 식에는 기록을 직접 적을 수 없음",
        "a record cannot be written in a rule",
        "기록 목록 사실을 읽으세요",
        "read a fact that is a list of records",
    ),
    "L122": Message(
        "`?`는 표의 칸과 in 뒤의 검사에서만 씀",
        "`?` is the tested value in a table cell or after `in`, and nothing elsewhere",
    ),
    "L123": Message(
        "범위는 표의 칸과 in 뒤의 검사에서만 씀",
        "a range is a test in a table cell or after `in`, and no value",
        "값이 그 안에 있는지는 in이나 between으로 물으세요",
        "ask with `in` or `between` whether a value lies inside",
    ),
    "L130": Message(
        "셈의 결과가 {bits}비트까지 길어질 수 있음 ({most}비트까지)",
        "the result may take {bits} bits ({most} at most)",
        "중간에서 반올림하거나 사실의 범위를 좁히세요",
        "round on the way, or narrow the ranges of the facts",
    ),
}
