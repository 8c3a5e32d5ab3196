"""What can be wrong with a published release, its line in releases.lock, or a saved screening (R2xx)."""

from __future__ import annotations

from engine.diagnostics.message import Message

OF_RELEASES: dict[str, Message] = {
    "R201": Message(
        "여러 발행본에 맞음: {listed}",
        "several releases begin so: {listed}",
        "구별될 만큼 더 길게 적으세요",
        "write more of it",
    ),
    "R202": Message(
        "발행본 `{name}`의 내용이 지문과 다름",
        "what stands in release `{name}` is not what was published",
        "발행된 폴더는 고치지 않습니다: 원래대로 되돌리고, 고칠 것은 새로 발행하세요",
        "a published folder is never edited: restore it, and publish a correction as a new release",
    ),
    "R203": Message(
        "발행본 `{name}`의 폴더가 없음",
        "the folder of release `{name}` is not there",
        "저장소에서 그 폴더를 되찾으세요",
        "bring the folder back from the repository",
    ),
    "R204": Message(
        "발행 목록의 줄을 읽을 수 없음",
        "this line of the list of releases cannot be read",
        "지문, 발행한 날, 적어 둔 말의 순서이며 줄은 더하기만 합니다",
        "digest, day of publication, note; lines are only ever added",
    ),
    "R205": Message(
        "적어 둘 말은 {most}자까지 한 줄",
        "a note is one line of at most {most} characters",
        "줄을 바꾸지 말고 짧게 적으세요",
        "write it short, without a line break",
    ),
    "R206": Message(
        "저장된 심사가 아님: {expected}",
        "this is no saved screening: {expected}",
        "haedang screen --save로 만든 파일을 주세요",
        "give a file that haedang screen --save has written",
    ),
    "R207": Message(
        "발행본 `{first}`과(와) 지문의 앞부분이 같음",
        "its digest begins as that of release `{first}`",
        "규칙 집합을 조금이라도 바꾼 뒤 발행하세요",
        "publish after any change to the rulesets",
    ),
}
