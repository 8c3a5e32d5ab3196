"""What can be wrong with the text of a YAML file."""

from __future__ import annotations

from engine.diagnostics.message import Message

OF_YAML: dict[str, Message] = {
    "Y001": Message(
        "파일이 {most}자를 넘음",
        "the file is longer than {most} characters",
        "파일을 나누세요",
        "split the file",
    ),
    "Y002": Message(
        "YAML로 읽을 수 없음: {why}",
        "this is not readable as YAML: {why}",
        "들여쓰기, 따옴표, 괄호를 확인하세요",
        "check indentation, quotes and brackets",
    ),
    "Y003": Message(
        "YAML 앵커(&)와 별칭(*)은 쓸 수 없음",
        "YAML anchors (&) and aliases (*) are not allowed",
        "값을 그대로 다시 적으세요",
        "write the value out again",
    ),
    "Y004": Message(
        "`{name}` 키가 두 번 나옴", "the key `{name}` appears twice", "하나를 지우세요", "remove one of them"
    ),
    "Y005": Message(
        "`{text}`은(는) 뜻이 모호함",
        "`{text}` is ambiguous here",
        '참·거짓은 true, false로, 글자는 따옴표 안에 적으세요: "{text}"',
        'write true or false for a truth, quotes for a word: "{text}"',
    ),
    "Y006": Message(
        "정수는 숫자만으로 적어야 함",
        "a whole number is written in digits only",
        "1_000이나 0o17 대신 1000처럼 적으세요",
        "write 1000, not 1_000",
    ),
    "Y007": Message(
        "소수는 따옴표 안에 적어야 함",
        "a decimal must be quoted",
        '"0.6"처럼 적으세요 (정확한 값으로 읽습니다)',
        'write "0.6": it is read exactly',
    ),
    "Y008": Message(
        "키는 단순한 이름이어야 함",
        "a key must be a plain name",
        "목록이나 << 병합을 키로 쓰지 마세요",
        "no lists or << merges as keys",
    ),
    "Y009": Message(
        "{most}단계보다 깊게 포개짐",
        "nested deeper than {most} levels",
        "구조를 얕게 하세요",
        "make the structure flatter",
    ),
    "Y010": Message(
        "YAML 태그(!)는 쓸 수 없음", "YAML tags (!) are not allowed", "태그를 지우세요", "remove the tag"
    ),
    "Y011": Message(
        "{most}자리를 넘는 수",
        "a number of more than {most} digits",
        "{most}자리까지 쓸 수 있습니다",
        "at most {most} digits are allowed",
    ),
}
