"""What can be wrong with the shape and the sense of a ruleset."""

from __future__ import annotations

from engine.diagnostics.message import Message

OF_RULESETS: dict[str, Message] = {
    "M101": Message("모르는 키 `{name}`", "unknown key `{name}`", "{near}", "{near}"),
    "M102": Message(
        "`{name}` 키가 없음", "the key `{name}` is missing", "`{name}`을(를) 적으세요", "write `{name}`"
    ),
    "M103": Message("값의 꼴이 맞지 않음: {expected}", "the value does not fit: {expected}"),
    "M104": Message(
        "이 폴더에는 이런 파일을 두지 않음",
        "no such file belongs in this folder",
        "rulesets/README.md를 보세요",
        "see rulesets/README.md",
    ),
    "M105": Message(
        "`{name}`이(가) 두 번 정의됨",
        "`{name}` is defined twice",
        "이름 하나에 정의 하나만 두세요",
        "one name, one definition",
    ),
    "M106": Message("없는 날짜 또는 잘못된 범위", "no such day, or a range that does not fit the type"),
    "M107": Message(
        "모르는 단위 `{unit}`",
        "unknown unit `{unit}`",
        "쓸 수 있는 단위: {units}",
        "units that exist: {units}",
    ),
    "M108": Message("모르는 이름 `{name}`", "unknown name `{name}`", "{near}", "{near}"),
    "M109": Message(
        "선택값 목록 `{name}`이(가) 없음", "there is no choice list `{name}`", "{near}", "{near}"
    ),
    "M110": Message(
        "`{name}`은(는) 어휘에 없는 이름인데 label이 없음",
        "`{name}` is not in the vocabulary and has no label",
        "label을 적거나 어휘의 이름을 쓰세요",
        "give it a label, or use a name of the vocabulary",
    ),
    "M111": Message(
        "`{name}`은(는) 주어지는 사실이라 정의할 수 없음",
        "`{name}` is only ever given and cannot be defined",
        "source를 either로 바꾸세요",
        "make it `either`",
    ),
    "M112": Message(
        "등급 {grade}인 값에 source가 없음",
        "a figure of grade {grade} needs a source",
        "rulesets/sources의 이름을 source에 적으세요",
        "name an entry of rulesets/sources in `source`",
    ),
    "M113": Message("출처 `{name}`이(가) 없음", "there is no source `{name}`", "{near}", "{near}"),
    "M114": Message(
        "근거 조문(cite)이 없음",
        "the citation (cite) is missing",
        "법령, 조, 항, 호를 적으세요",
        "write statute, article, paragraph, item",
    ),
    "M115": Message(
        "조건에 이름표(label)가 없음",
        "the condition has no label",
        "참·거짓이 갈리는 말을 ko, en으로 적으세요",
        "write a claim in ko and en",
    ),
    "M116": Message(
        "조건 `{name}`이(가) common.yaml에 없음",
        "there is no condition `{name}` in common.yaml",
        "{near}",
        "{near}",
    ),
    "M117": Message(
        "조건에 when 또는 variants가 하나 있어야 함", "a condition has either `when` or `variants`"
    ),
    "M118": Message("`{name}`은(는) 날짜 사실이 아님", "`{name}` is not a date fact", "{near}", "{near}"),
    "M119": Message(
        "`{name}`의 기간이 겹침 ({until}까지, {start}부터)",
        "the intervals of `{name}` overlap (until {until}, from {start})",
        "앞의 until과 뒤의 from을 같게 하세요",
        "let the `until` of one be the `from` of the next",
    ),
    "M120": Message(
        "`{name}`의 기간에 빈틈이 있음 ({until}부터 {start}까지)",
        "the intervals of `{name}` leave a gap (from {until} to {start})",
        "빈 기간이 정말 법이라면 조건은 none: true로 적으세요",
        "close it; a condition that did not exist says none: true",
    ),
    "M121": Message("from이 until보다 앞서야 함", "`from` must be before `until`"),
    "M122": Message(
        "파일 이름이 from과 다름",
        "the file is not named after its `from`",
        "{name}.yaml이어야 합니다",
        "it should be {name}.yaml",
    ),
    "M123": Message("폴더와 program이 다름", "the folder and `program` differ", "{name}", "{name}"),
    "M124": Message(
        "common.yaml이 없음",
        "common.yaml is missing",
        "제도의 공통 부분을 적으세요",
        "write what all versions share",
    ),
    "M125": Message(
        "{name}이(가) 이 판에도 common.yaml에도 없음",
        "`{name}` stands neither in this version nor in common.yaml",
    ),
    "M126": Message(
        "ranks: true인 금액은 원 단위로 꼭 하나여야 함",
        "exactly one amount says `ranks: true`, in KRW",
        "총액 하나에만 적으세요",
        "mark the one total",
    ),
    "M127": Message(
        "기관이 판단하는 조건이 `{name}`을(를) 읽음",
        "a condition judged by the agency reads `{name}`",
        "기관의 판단인 사실만 읽게 하고 나머지는 다른 조건으로 나누세요",
        "let it read findings of the agency only; put the rest in a condition of its own",
    ),
    "M128": Message(
        "기관이 판단하는 조건이 not 아래에 있음",
        "a condition judged by the agency stands under `not`",
        "반대 뜻의 조건으로 바꾸세요",
        "state its opposite",
    ),
    "M129": Message(
        "정의가 돌고 돎: {cycle}",
        "the definitions go in a circle: {cycle}",
        "하나를 주어지는 사실로 바꾸세요",
        "break the circle",
    ),
    "M130": Message(
        "`{name}`은(는) 계산할 정의가 없음",
        "`{name}` has no definition to work it out",
        "definitions에 정의를 적으세요",
        "write its definition",
    ),
    "M131": Message(
        "회사의 조건이 근로자의 사실 `{name}`을(를) 읽음",
        "a condition on the company reads the worker's `{name}`",
        "worker_conditions로 옮기세요",
        "move it to worker_conditions",
    ),
    "M132": Message(
        "금액 `{name}`이(가) 아직 없음",
        "the amount `{name}` is not there yet",
        "먼저 나온 금액만 쓸 수 있습니다",
        "only earlier amounts",
    ),
    "M133": Message("행의 칸 수가 입력 수와 다름", "the row has not as many cells as the table has inputs"),
    "M134": Message(
        "같은 id의 조건이 한 판에 두 번 나옴: `{name}`",
        "the condition id `{name}` appears twice in one version",
        "다른 id를 쓰세요",
        "use another id",
    ),
    "M135": Message(
        "날짜를 `{name}`과(와) 비교함: 판으로 나눌 일",
        "a date is compared with `{name}`: that is a version",
        "그 날짜부터의 판, 값 또는 variants로 적으세요",
        "write a version, a dated value or variants from that day",
    ),
    "M136": Message(
        "이 조건은 사실을 하나도 읽지 않음",
        "this condition reads no fact at all",
        "누구에게나 답이 같습니다: 빼거나, 사실을 읽게 하세요",
        "its answer is the same for everybody: take it out, or let it read a fact",
    ),
    "M138": Message(
        "`{name}`에 {start}부터인 것이 둘",
        "`{name}` has two that begin on {start}",
        "하나로 합치거나 from을 고치세요",
        "make one of them, or mend a `from`",
    ),
    "M139": Message(
        "결과의 순서(values)는 priority와 output order에만, 그리고 꼭 있어야 함",
        "`values` belong to the hit policies priority and output order, which need them",
        "가장 앞세울 결과부터 values에 적으세요",
        "write the possible results in `values`, best first",
    ),
    "M140": Message(
        "aggregation은 collect 표에만 씀",
        "`aggregation` belongs to the hit policy collect",
        "hit: collect로 고치거나 aggregation을 빼세요",
        "write hit: collect, or take `aggregation` out",
    ),
    "M141": Message(
        "행의 결과가 values에 없음",
        "the row's result is not among `values`",
        "values의 알맞은 자리에 더하세요",
        "add it to `values` where it belongs",
    ),
    "M142": Message(
        "{day}에 없던 조문: {cite}",
        "this did not exist on {day}: {cite}",
        "{statute}: {known}",
        "{statute}: {known}",
    ),
    "M143": Message(
        "`{name}`은(는) 법을 고르는 날짜인데 그 정의가 `{other}`을(를) 읽음",
        "`{name}` selects law, and its definition reads `{other}`, which a date selects",
        "날짜에 따라 바뀌지 않는 것만 읽게 하세요",
        "let it read only what no date selects",
    ),
    "M137": Message(
        "근거 조문을 읽을 수 없음",
        "the citation cannot be read",
        "법령 이름, 조, 항, 호의 순서로 적으세요",
        "write the statute, then article, paragraph and item",
    ),
}
