"""The schemas say what the readers take: `payloads_test.py PAYLOAD_LINES ASSETS`.

Published files and a diagnosis are spoiled in many ways. What a schema refuses its reader must refuse; of a diagnosis, whose form is all that a
schema can say, the reader must also take what the schema takes.
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
           "goal-chain.json": "goal-chain", "diagnosis": "diagnosis"}
DIAGNOSIS = {
    "answers": {"SX04": "7.5", "MY03": "12", "CX04": 4, "XY06": [3, 4, None]},
    "missing": {"SX03": "declined"},
    "dimensions": {"XY": {"self_level": 3, "completion": 75, "completion_text": "已报名", "problems": ["xy_english"], "gap_text": "词汇量", "causes": ["method"],
                          "improvements": [{"text": "晚自习", "due": "2027-12-20", "carry": True}, {"text": "早睡", "carry": False}]}},
    "texts": {"gained": "会用示波器了"}, "without_plan": "转专业"}
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
    for name, schema in SCHEMAS.items():
        uri = Path(folder, f"{schema}.json").as_uri()
        validator = Draft202012Validator(store[uri], resolver=RefResolver(uri, store[uri], store=store))
        Draft202012Validator.check_schema(store[uri])
        good = DIAGNOSIS if name == "diagnosis" else json.loads(Path(assets, "instruments", name).read_text(encoding="utf-8"))
        for document in [good, *(spoiled(good, rng) for _ in range(1500 if name == "diagnosis" else 60))]:
            candidates.append((name, document, validator.is_valid(document)))
        if not candidates[-1 - (1500 if name == "diagnosis" else 60)][2]:
            sys.exit(f"{name} does not keep to its own schema")
    text = "".join(f"{name} {json.dumps(document, ensure_ascii=False)}\n" for name, document, _ in candidates)
    run = subprocess.run([driver, f"{assets}/instruments"], input=text, capture_output=True, text=True, encoding="utf-8", check=True)
    verdicts = run.stdout.splitlines()
    if len(verdicts) != len(candidates):
        sys.exit(f"{len(candidates)} candidates went in and {len(verdicts)} verdicts came out")
    for (name, document, valid), verdict in zip(candidates, verdicts):
        taken = verdict == "taken"
        if taken and not valid or name == "diagnosis" and valid and not taken:
            sys.exit(f"{name}: the schema {'takes' if valid else 'refuses'} and the reader {'takes' if taken else 'refuses'}\n{json.dumps(document, ensure_ascii=False)}")
    print(f"{len(candidates)} candidates, {sum(valid for _, _, valid in candidates)} of them valid")


if __name__ == "__main__":
    main(*sys.argv[1:])
