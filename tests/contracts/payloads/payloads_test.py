"""The schemas say what the readers take: `payloads_test.py PAYLOAD_LINES ASSETS`.

Published files, payloads of records and the parts of a student's context are spoiled in many ways. What a schema refuses its reader must refuse; of a
payload, whose form is all that a schema can say, the reader must also take what the schema takes.
"""
import copy
import json
import random
import subprocess
import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore", DeprecationWarning)
from jsonschema import Draft202012Validator, RefResolver

SCHEMAS = {"self-diagnosis.json": "instrument", "standard.json": "standard", "windows.json": "windows", "notice.json": "notice", "policy.json": "policy",
           "goal-chain.json": "goal-chain"}
RECORD, OTHER = "019a0000-0000-7000-8000-000000000001", "019a0000-0000-7000-8000-000000000002"
DIAGNOSIS = {
    "answers": {"SX04": "7.5", "MY03": "12", "CX04": 4, "XY06": [3, 4, None]},
    "missing": {"SX03": "declined"},
    "dimensions": {"XY": {"self_level": 3, "completion": 75, "completion_text": "已报名", "problems": ["xy_english"], "gap_text": "词汇量", "causes": ["method"],
                          "improvements": [{"text": "晚自习", "due": "2027-12-20", "carry": True, "code": "i1", "tag": "method", "goal": "g1"},
                                           {"text": "早睡", "carry": False}]}},
    "texts": {"gained": "会用示波器了"}, "plan": RECORD, "goals": {"g1": {"completion": 50, "note": "差两分"}}}
PLAN = {
    "strengths": "动手", "weaknesses": "英语", "opportunities": "校企班", "threats": "时间", "three_year_goal": "进台站", "year_goal": "过四级", "occasion": "year",
    "dimensions": {"XY": {"target_level": 3, "goals": [
        {"code": "g1", "text": "均分到 80", "indicator": "XY01", "baseline": "72.5", "target": "80", "priority": 3, "expected": "良好", "due": "2027-06-30", "support": "答疑",
         "node": "xy", "from": {"record": RECORD, "item": "i1"}, "measures": [{"code": "m1", "text": "每周两次", "due": "2026-12-20"}]}]}}}
CHECKPOINT = {"plan": RECORD, "goals": {"g1": {"progress": 50, "note": "过半", "measures": {"m1": {"progress": "late", "note": "补上"}}}},
              "warnings": {"XY01/2026-2027/1": "找老师"}, "summary": "还行", "revises": True}
FEEDBACK = {"to": "teacher", "text": "实训设备不够", "thread": RECORD, "about": "JN", "diagnosis": OTHER}
STANDING = {
    "plan": {"state": "revision_returned", "active_record": RECORD, "record": OTHER, "reason": "写具体些", "revision": 2, "active": PLAN, "latest": PLAN, "comment": "加油"},
    "checkpoint_record": OTHER, "checkpoint": CHECKPOINT,
    "diagnosis": {"state": "returned", "record": OTHER, "reason": "缺原因", "revision": 1, "comment": "好", "handed_in": DIAGNOSIS, "verified": {"JN03": "confirmed", "LD03": "rejected"}},
    "carried": [{"from": {"record": RECORD, "item": "i1"}, "academic_year": "2025-2026", "dimension": "XY", "text": "晚自习", "due": "2027-12-20"}],
    "threads": [[{"academic_year": "2025-2026", "goal": "g1", "text": "均分", "attained": "0.50", "improvement": "i1"}, {"academic_year": "2026-2027", "goal": "g2", "text": "均分"}]]}
WARNINGS = [{"type": "warning", "key": "XY01/2026-2027/1", "colour": "red", "value": "48", "threshold": "50", "source": "教务系统", "as_of": "2027-01-15", "state": "in_action",
             "text": "每周答疑", "due": "2027-01-20", "objection": "dismissed", "objection_answer": "已核对"},
            {"type": "objection", "indicator": "XY03", "value": "4", "state": "open", "answer": "在查"}]
REPLIES = [{"type": "thread", "id": RECORD, "to": "teacher", "about": "JN", "state": "assigned", "assigned_to": "t01", "reopening_used": False, "unread": True,
            "posts": [{"by": "student", "at": "2027-03-01T01:02:03.004Z", "text": "设备"}, {"by": "staff", "name": "教务处", "at": "2027-03-02T01:02:03.004Z", "text": "已报修"}]},
           {"type": "note", "id": OTHER, "what": "增加机时", "why": "反馈", "from_when": "2027-03-10", "thread": RECORD, "unread": False}]
PAYLOADS = {"diagnosis": DIAGNOSIS, "plan": PLAN, "checkpoint": CHECKPOINT, "feedback": FEEDBACK}
CONTEXTS = {"year-standing": STANDING, "warnings": WARNINGS, "replies": REPLIES}
OTHERS = [0, 1, -1, 5, 9, 100, 10**6, True, "", "x", "7.5", "07", "7.50", "1e2", "2026-06-10", "2026-06-1", "A" * 40, [], [1, 6], [None], [3, 4, None], {}, {"zh": "x"}, {"zh": "x", "en": "y"}]


def places(value, at=()):
    """The paths of all parts of a document."""
    yield at
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(part, (*at, key))


def spoiled(document, rng):
    document = copy.deepcopy(document)
    *above, last = rng.choice([path for path in places(document) if path])
    holder = document
    for key in above:
        holder = holder[key]
    kind = rng.randrange(4)
    if kind == 0:
        del holder[last]
    elif kind == 1 and isinstance(holder, dict):
        holder["spare"] = rng.choice(OTHERS)
    elif kind == 2 and isinstance(holder, list):
        holder.append(rng.choice([*OTHERS, copy.deepcopy(holder[0])]))
    else:
        holder[last] = rng.choice(OTHERS)
    return document


def main(driver, assets):
    folder = Path(assets, "schema").resolve()
    store = {file.as_uri(): json.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.json")}
    rng = random.Random(20260610)
    candidates = []
    for name, schema in [*SCHEMAS.items(), *((name, name) for name in [*PAYLOADS, *CONTEXTS])]:
        uri = Path(folder, f"{schema}.json").as_uri()
        validator = Draft202012Validator(store[uri], resolver=RefResolver(uri, store[uri], store=store))
        Draft202012Validator.check_schema(store[uri])
        good = PAYLOADS.get(name) or CONTEXTS.get(name) or json.loads(Path(assets, "instruments", name).read_text(encoding="utf-8"))
        if not validator.is_valid(good):
            sys.exit(f"{name} does not keep to its own schema")
        for document in [good, *(spoiled(good, rng) for _ in range(60 if name in SCHEMAS else 1000))]:
            candidates.append((name, document, validator.is_valid(document)))
    text = "".join(f"{name} {json.dumps(document, ensure_ascii=False)}\n" for name, document, _ in candidates)
    run = subprocess.run([driver, f"{assets}/instruments"], input=text, capture_output=True, text=True, encoding="utf-8", check=True)
    verdicts = run.stdout.splitlines()
    if len(verdicts) != len(candidates):
        sys.exit(f"{len(candidates)} candidates went in and {len(verdicts)} verdicts came out")
    refused = [name for (name, document, _), verdict in zip(candidates, verdicts) if verdict != "taken" and any(document is good for good in [*PAYLOADS.values(), *CONTEXTS.values()])]
    if refused:
        sys.exit(f"the readers refuse {', '.join(refused)} as they stand here")
    for (name, document, valid), verdict in zip(candidates, verdicts):
        taken = verdict == "taken"
        if taken and not valid or name in PAYLOADS and valid and not taken:
            sys.exit(f"{name}: the schema {'takes' if valid else 'refuses'} and the reader {'takes' if taken else 'refuses'}\n{json.dumps(document, ensure_ascii=False)}")
    print(f"{len(candidates)} candidates, {sum(valid for _, _, valid in candidates)} of them valid")


if __name__ == "__main__":
    main(*sys.argv[1:])
