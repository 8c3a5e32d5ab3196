"""What exact reasoning over the vocabulary's ranges can find in rules that are well formed."""

from __future__ import annotations

from engine.diagnostics.message import Message

OF_REASONING: dict[str, Message] = {
    "M201": Message(
        "이 조건은 누구에게도 성립할 수 없음",
        "this condition can never hold",
        "어휘의 범위와 부등호, 숫자를 확인하세요",
        "see the ranges in the vocabulary, the signs and the figures",
    ),
    "M202": Message(
        "이 조건은 누구에게나 성립함",
        "this condition always holds",
        "어휘의 범위와 부등호, 숫자를 확인하거나 조건을 빼세요",
        "see the ranges in the vocabulary, the signs and the figures, or take the condition out",
    ),
    "M203": Message(
        "{name}의 {start} 판은 아무도 받을 수 없음: 조건이 서로 어긋남",
        "nobody can get the version of {start} of {name}: its conditions exclude each other",
        "두 조건의 숫자를 확인하거나 any로 묶으세요",
        "see the figures of both, or join them by `any`",
    ),
    "M204": Message(
        "식의 이 부분은 언제나 {truth}",
        "this part of the formula is always {truth}",
        "값을 모르면 답이 늦어질 뿐입니다: 이 부분을 빼세요",
        "while the value is unknown it only holds the answer back: take this part out",
        "warning",
    ),
    "M206": Message(
        "`{name}`을(를) 몰라도 답은 {truth}인데 기다리게 됨",
        "the answer is {truth} whatever `{name}` is, and yet it waits for it",
        "`{name}` 없이도 정해지도록 식을 고쳐 쓰세요",
        "write the formula so that it is settled without `{name}`",
        "warning",
    ),
    "M210": Message(
        "표 `{name}`에 빈틈이 있음: {case}",
        "the table `{name}` leaves a gap: {case}",
        "이 경우의 행을 더하세요",
        "add a row for this case",
    ),
    "M211": Message(
        "unique 표 `{name}`의 두 행이 겹침: {case}",
        "two rows of the unique table `{name}` meet: {case}",
        "한 행의 범위를 줄이거나 hit를 first로 하세요",
        "narrow one of them, or make it `hit: first`",
    ),
    "M212": Message(
        "any 표 `{name}`의 두 행이 다르게 답함: {case}",
        "two rows of the any table `{name}` answer differently: {case}",
        "결과를 같게 하거나 범위를 나누세요",
        "make the results the same, or part the rows",
    ),
    "M213": Message(
        "앞의 행들이 먼저 걸려 닿을 수 없는 행",
        "this row is never reached: the rows before it match first",
        "앞으로 옮기거나 지우세요",
        "move it up, or remove it",
    ),
    "M214": Message(
        "표 `{name}`의 이 행에 맞는 값이 없음",
        "no value can match this row of the table `{name}`",
        "어휘의 범위와 칸의 부등호를 확인하세요",
        "see the ranges in the vocabulary and the signs of the cells",
    ),
    "M215": Message(
        "표 `{name}`이(가) 너무 복잡해 빈틈과 겹침을 다 살피지 못함",
        "the table `{name}` is too large for its gaps and overlaps to be searched",
        "표를 나누세요",
        "part the table",
        "warning",
    ),
    "M216": Message(
        "어느 판도 쓰지 않는 조건 `{name}`",
        "no version uses the condition `{name}`",
        "판에 적거나 지우세요",
        "name it in a version, or remove it",
        "warning",
    ),
}
