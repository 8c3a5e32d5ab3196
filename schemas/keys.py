"""The keys of ruleset files: in the order in which they are written, each with what an editor shows about it.

One table for two readers: the exported JSON Schemas carry the words, `haedang fmt` the order. rulesets/format.md has the
same order with examples; tests/house/test_editor_files.py holds this table to the models.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Words = Mapping[str, str]  # key -> "Korean · English"

_CITE = {
    "cite": "근거: 법령, 조, 항, 호. 하나 또는 목록 · the citation: statute, article, paragraph, item; one or several"
}
_GRADE = {
    "grade": "확인 등급. 법령에서 읽었으면 적지 않음, B 공개 자료, C 확인 못 함 · left out: read in the statute; B: a public source; C: not confirmed",
    "source": "B, C의 출처: rulesets/sources의 이름 · an id of rulesets/sources, for B and C",
}
_INTERVAL = {
    "from": "이날부터 (그날 포함) · from this day, included",
    "until": "이날 전까지 (그날 제외). 다음 판이 이어지면 적지 않음 · until this day, not included; left out where the next one follows",
}
_PUBLISHED = {
    "published": "공포·고시한 날. 모르면 적지 않음 · day of the gazette or notice; left out where unknown"
}
_LABEL = {"label": "사람이 읽는 이름 · the name people read"}
_UNIT = {"unit": "단위: KRW, day, KRW/day, ratio … · the unit"}
_CHOICES = {"choices": "선택값 목록의 이름 · the name of a choice list"}
_KEYED_TO = {"keyed_to": "어느 판인지 정하는 날짜 사실 · the date fact that selects the version"}
_BOUNDS = {"range": "[가장 작은 값, 가장 큰 값], 양 끝 포함 · [least, greatest], both included"}
_AMOUNTS = {
    "amounts": "얼마 · how much, by id",
    "cap": "지원받는 근로자 수의 한도 · the most workers paid for",
    "apply": "신청 방법과 기한 · how and until when to apply",
    "not_together_with": "함께 받을 수 없는 제도 · programs that cannot be had together",
}
_PROGRAM = {"program": "제도 id, 폴더 이름과 같음 · the program's id, the name of its folder"}
_HEAD = {
    **_PROGRAM,
    "title": "제도의 이름 · the program's name",
    "for": "누가 신청하는가 · who applies: person or company",
    "per": "근로자마다 따로 정함 · decided worker by worker",
    **_KEYED_TO,
}
_VERSION = {
    **_INTERVAL,
    **_PUBLISHED,
    **_CITE,
    "conditions": "조건의 얼개: all, any, not · how the conditions are joined",
    "worker_conditions": "근로자마다 보는 조건 · conditions on each worker",
    **_AMOUNTS,
}

KEYS: Mapping[str, Words] = {
    "TextDocument": {"ko": "한국어 · Korean", "en": "영어 · English"},
    "FactsFile": {
        "facts": "규칙이 읽는 사실 · the facts rules may read, by name",
        "choices": "선택값 목록 · choice lists, by name",
    },
    "FactDocument": {
        **_LABEL,
        "entity": "누구의 사실인가 · whose fact: person, company, worker, any (person and company)",
        "type": "값의 종류 · the kind of value",
        **_CHOICES,
        "without": "목록에서 쓸 수 없는 값 · values of the list not allowed here",
        **_UNIT,
        "counter": "수 뒤에 붙는 말 · the word after the number",
        **_BOUNDS,
        "optional": "null(없음)일 수 있음 · may be null: known that there is none",
        "records": "가장 많은 기록 수 · most records allowed",
        "source": "given 주어짐, derived 계산됨, either 둘 다 · given, derived (worked out) or either",
        "known_by": "아는 사람, 잘 아는 순서 · who knows it, best first",
        "changes": "fixed 안 바뀜, waits 시간이 가면, acts 행동하면 · how it can change",
        "sensitive": "none, personal 개인, special 민감 · how personal it is",
        "judged_by": "기관의 판단인 사실 · a finding of the agency",
        "assumed": "주어지지 않으면 심사일로 봄 · taken as the screening date where it is not given",
        "filed": "applications의 어느 기록이 이 날짜를 주는가 · which record of applications gives it",
        "not_before": "이 날짜보다 앞설 수 없음 · never before this date fact",
        "not_after": "이 날짜보다 뒤일 수 없음 · never after this date fact",
        "in_question": "어느 기록을 말하는지 가리킴: 기록과 모순되지 않음 · says which record is meant, so never contradicts the records",
        "fields": "기록의 항목 · the fields of a record",
        "rules": "있을 수 없는 기록 · what the records cannot be",
    },
    "RecordRuleDocument": {
        "kind": "ordered 순서, needs 함께 있어야, within 기간 안의 날, excludes 함께 있을 수 없음, apart 겹칠 수 없음 · what the rule forbids",
        "fields": "규칙이 보는 항목, 차례대로 · the fields it looks at, in order",
        "same": "apart: 두 기록에서 같은 항목 · fields in which the two agree",
        "where": "apart: 두 기록이 가진 값 · values that both have",
        "inclusive": "apart: 끝이 마지막 날이면 true, 그다음 날이면 적지 않음 · true where the end is the last day, left out where it is the day after",
        "label": "무엇이 잘못인가 · what is wrong",
        **_CITE,
    },
    "FiledDocument": {
        "program": "제도 id나 그 목록, 또는 심사하는 제도면 this · a program id or a list of ids, or `this` for the one screened",
        "kind": "기록의 종류 · the kind of record",
    },
    "RecordFieldDocument": {
        **_LABEL,
        "type": "값의 종류 · the kind of value",
        **_CHOICES,
        **_UNIT,
        **_BOUNDS,
    },
    "ParametersFile": {
        "parameters": "시간에 따라 바뀌는 법정 수치 · figures that change through time, by name"
    },
    "ParameterDocument": {
        **_LABEL,
        "type": "값의 종류 · the kind of value",
        **_CHOICES,
        **_UNIT,
        "keyed_to": "값을 고르는 날짜 사실. 없으면 읽는 쪽이 `at`으로 날을 말함 · the date fact that selects; else readers say `at`",
        "values": "기간별 값 · the value of each interval",
    },
    "ParameterValueDocument": {
        **_INTERVAL,
        "value": '값. 소수는 따옴표 안에 "0.6" · the value; a decimal in quotes',
        **_PUBLISHED,
        **_CITE,
        **_GRADE,
    },
    "TablesFile": {"tables": "결정표 · decision tables, by name"},
    "TableDocument": {
        **_LABEL,
        "type": "결과의 종류, 적지 않으면 수 · the kind of result; a number where left out",
        **_CHOICES,
        **_UNIT,
        **_KEYED_TO,
        "hit": "맞는 줄이 여럿일 때 · what happens where several rows hit",
        "aggregation": "collect로 모은 결과를 합치는 법 · how collected results become one",
        "values": "가능한 결과, 앞선 것부터 · the possible results, best first",
        "inputs": "칸마다 보는 식 · the expression of each column",
        "versions": "기간별 줄 · the rows of each interval",
    },
    "TableVersionDocument": {**_INTERVAL, **_PUBLISHED, **_CITE, **_GRADE, "rows": "줄 · the rows"},
    "RowDocument": {
        "when": '칸: "-", "< 50", "[12..36)", "not(1)" · one test for each input',
        "then": "결과 · the result",
    },
    "DefinitionsFile": {"definitions": "다른 사실에서 계산하는 사실 · facts worked out from others, by name"},
    "DefinitionDocument": {
        "label": "어휘에 없는 이름이면 적음 · the name people read, where the vocabulary has none",
        "type": "어휘에 없는 이름의 값의 종류, 적지 않으면 수 · the kind of value of a name of its own",
        **_CHOICES,
        "records": "기록 목록의 일부인 이름이면 그 목록 · for a name of some records of a list: the list",
        **_UNIT,
        "keyed_to": "versions를 고르는 날짜 사실 · the date fact that selects among `versions`",
        "value": "계산식 · the expression",
        "versions": "기간별 계산식 · the expression of each interval",
        **_CITE,
        **_GRADE,
    },
    "DefinitionVersionDocument": {
        **_INTERVAL,
        **_PUBLISHED,
        "value": "계산식 · the expression",
        **_CITE,
        **_GRADE,
    },
    "SourcesFile": {"sources": "A가 아닌 수치의 출처 · where figures below grade A were found, by id"},
    "SourceDocument": {
        "ko": "한국어 · Korean",
        "en": "영어 · English",
        "dated": "언제의 자료인가 · of when it is",
    },
    "StatutesFile": {"statutes": "법령에 있는 조와 별표 · the articles and annexes of statutes, by name"},
    "StatuteDocument": {
        "formerly": "옛 이름 · names it had before",
        "since": "이날부터 앎 · the first day of which anything is known",
        "complete_to": "이날까지 공포된 것을 앎 · what was promulgated by this day is known",
        "articles": "늘 있던 조: 1-5, 5의2 · articles it always had",
        "articles_changed": "생기거나 없어진 조 · articles that came or went",
        "annexes": "늘 있던 별표 · annexes it always had",
        "annexes_changed": "생기거나 없어진 별표 · annexes that came or went",
    },
    "ChangedDocument": {
        "no": "번호: 10의2 · the number",
        "from": _INTERVAL["from"],
        "promulgated": "이를 둔 법령의 공포일 · when what brought it was promulgated",
        "until": _INTERVAL["until"],
        "removal_promulgated": "이를 없앤 법령의 공포일 · when what took it away was promulgated",
    },
    "ProgramCommonFile": {
        **_HEAD,
        "conditions": "판 파일이 id로 가리키는 조건과 묶음 · conditions and groups that version files take by id",
        **_AMOUNTS,
    },
    "DomainCommonFile": {
        "conditions": "이 분야의 제도들이 함께 쓰는 조건과 묶음 · conditions and groups that the programs of the domain share",
    },
    "ProgramVersionFile": {**_PROGRAM, **_VERSION},
    "ProgramCompleteFile": {**_HEAD, **_VERSION},
    "ConditionDocument": {
        "id": "조건 id. common.yaml의 조건이면 여기 적은 키만 바뀜 · the id; a condition of common.yaml is changed only where written here",
        "when": "참·거짓인 식 · an expression that is true or false",
        **_LABEL,
        **_CITE,
        **_GRADE,
        "judged_by": "기관이 판단함: when은 기관의 판단만 읽음 · judged by the agency: `when` reads nothing but findings",
        "discretion": "기관이 달리 정할 수 있음 · the agency may decide otherwise",
        "keyed_to": "variants를 고르는 날짜 사실 · the date fact that selects among `variants`",
        "variants": "when 대신, 이 조건만 다른 날짜로 바뀔 때 · instead of `when`, where this test alone follows another date",
    },
    "VariantDocument": {
        **_INTERVAL,
        "none": "이 기간에는 조건이 없었음 · the condition did not exist",
        **_PUBLISHED,
        "when": "참·거짓인 식 · an expression that is true or false",
        **_CITE,
        **_GRADE,
    },
    "GroupDocument": {
        "id": "묶음의 id · the id of the group",
        **_LABEL,
        "all": "모두 맞아야 함 · all of these",
        "any": "하나라도 맞으면 됨 · any of these",
        "not": "맞지 않아야 함 · not this",
    },
    "AmountDocument": {
        **_LABEL,
        "value": "금액의 식 · the expression",
        **_UNIT,
        "round": "단수 처리 · how it is rounded",
        "to": "이 수의 배수로 처리 · to multiples of this",
        "ranks": "순위를 정하는 총액 (하나만, KRW) · the one total, in KRW, by which programs are ranked",
        "bound_by": "상한·하한에 걸린 때 · when a floor or a ceiling decided",
        "schedule": "날짜별 지급 · dated payments",
        **_CITE,
        **_GRADE,
    },
    "BoundByDocument": {
        "floor": "하한에 걸림 · the floor decided",
        "ceiling": "상한에 걸림 · the ceiling decided",
    },
    "PartDocument": {
        "part": "이 지급의 이름 · the name of this payment",
        "from": "첫날의 식 · its first day",
        "to": "마지막 날의 식 · its last day",
        "payable_from": "받을 수 있는 날의 식 · the day from which it is payable",
        "value": "금액의 식 · the expression",
        **_CITE,
    },
    "ApplyDocument": {
        "where": "어디에 · where",
        "until": "마지막 날의 식. 기한이 없으면 적지 않음 · the last day, an expression; left out where there is no deadline",
        **_CITE,
        "documents": "서류 · documents",
        "first": "먼저 할 일 · what to do first",
    },
    "StepDocument": {"id": "제도들이 함께 쓰는 id · an id that programs share", **_LABEL},
    "CapDocument": {"workers": "근로자 수의 식 · the number of workers, an expression", **_CITE, **_GRADE},
}


def describe(schema: dict[str, Any], model: type[Any]) -> None:
    """Put the keys of a model's JSON Schema into order and give each its words; keys not in the table come last."""
    words = KEYS.get(model.__name__, {})
    properties = schema.get("properties", {})
    ordered = [key for key in words if key in properties] + [key for key in properties if key not in words]
    for key in ordered:
        if key in words:
            properties[key]["description"] = words[key]
    if ordered:
        schema["properties"] = {key: properties[key] for key in ordered}
