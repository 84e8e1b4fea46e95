"""Both scorers agree to the digit: `agreement_test.py SCORE_LINES ASSETS [CASES] [SEED]`."""
import json
import random
import subprocess
import sys
import tempfile

from second_scorer import Refused, Scorer, loads


class Cases:
    """Students as JSON text: mostly plausible, often at a threshold, now and then wrong."""

    def __init__(self, scorer, seed):
        self.scorer, self.random = scorer, random.Random(seed)

    def _number(self, code):
        r, judged = self.random, self.scorer.judged[code]
        marks = [x for x, _ in judged["anchors"]] + [rule[k] for rule in judged.get("warnings", {}).values() for k in ("below", "equal", "at_least") if k in rule]
        top = float(judged["anchors"][-1][0])
        kind = r.random()
        if kind < 0.35:
            return r.choice(marks)
        if kind < 0.5:
            mark = r.choice(marks)
            return f"{float(mark) + r.choice([-1, 1, -0.01, 0.01, 0.5]):.2f}".lstrip("-")
        if kind < 0.85:
            return f"{r.uniform(0, top * 1.1):.{r.randrange(4)}f}"
        return r.choice(["0", "0.0", "1e2", "1E+1", "5e-1", "1e-30", "99.99999999999999999999", "123456789012345678901234567890", "1e300", "1E-300", "0e99", "-0", f"{r.uniform(0, top):.17f}"])

    def _best(self, code):
        r, asked, judged = self.random, self.scorer.asked[code], self.scorer.judged[code]
        if asked["type"] == "likert":
            return [r.choice([4, 5, 5, 5]) for _ in asked["items"]]
        if asked["type"] == "count":
            return r.choice([2, 3])
        if asked["type"] == "choice":
            scores = judged.get("scores", ["0"])
            return asked["choices"][scores.index(max(scores, key=float))]["value"]
        first, last = float(judged["thresholds"][2]), float(judged["anchors"][-1][0])
        return Raw(f"{r.uniform(first, last):.1f}" if asked["direction"] == "up" else judged["thresholds"][2])

    def _answer(self, code, good):
        r, asked = self.random, self.scorer.asked[code]
        if good == 1.0 and r.random() < 0.97:
            return self._best(code)
        if asked["type"] == "likert":
            size = len(asked["items"]) + (r.choice([-1, 1]) if r.random() < 0.03 else 0)
            low = 3 if good else 1
            return [None if r.random() < 0.01 else r.randint(low, 5) for _ in range(size)]
        if asked["type"] == "choice":
            values = [c["value"] for c in asked["choices"]]
            return r.choice(values[:1] if good and asked["direction"] == "down" else values[1:] if good else values)
        if asked["type"] == "count":
            return r.choice([0, 1, 2, 3, 4, 50])
        if good and r.random() < 0.9:
            thresholds = [float(t) for t in self.scorer.judged[code]["thresholds"]]
            up = asked["direction"] == "up"
            return Raw(f"{r.uniform(thresholds[0], thresholds[2] * 1.1) if up else r.uniform(0, thresholds[0]):.2f}")
        return Raw(self._number(code))

    def _spoil(self, document):
        r = self.random
        code = r.choice(list(self.scorer.asked))
        wrong = r.choice([("answers", "ZZ99", 1), ("answers", code, "72"), ("answers", code, -1), ("answers", "SZ03", 5), ("answers", "CX04", 0), ("answers", "XY06", [1, 2, 6]),
                          ("answers", "XY06", [1, 6]), ("answers", "XY06", [0, None, 3]), ("answers", "XY06", 3), ("answers", "XY01", [1]), ("answers", "CX02", Raw("1.5")), ("answers", "JN02", Raw("1.5")), ("missing", code, "lost"),
                          ("missing", "ZZ99", "declined"), ("answers", code, True), (None, "grade", 4), (None, "grade", 0), (None, "name", "x")])
        (document if wrong[0] is None else document[wrong[0]])[wrong[1]] = wrong[2]

    def one(self):
        r = self.random
        answered, good = r.choice([0.3, 0.6, 0.8, 0.95, 1.0]), r.choice([0.1, 0.5, 0.8, 0.95, 1.0])
        document = {"grade": r.choice([1, 2, 3]), "graduating": r.random() < 0.3, "internship_started": r.random() < 0.5, "answers": {}, "missing": {}}
        for code in self.scorer.asked:
            if r.random() < answered:
                document["answers"][code] = self._answer(code, good if good == 1.0 else r.random() < good)
            if r.random() < 0.08:
                document["missing"][code] = r.choice(["unanswered", "declined", "not_arrived", "not_applicable"])
        if r.random() < 0.05:
            for code in self.scorer.dimensions[r.choice(list(self.scorer.dimensions))]:
                document["missing"][code] = "not_applicable"
        if r.random() < 0.05:
            self._spoil(document)
        return written(document)


class Raw(str):
    """A number as it stands in the text."""


def written(value):
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(k)}:{written(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    return json.dumps(value)


def expected(scorer, case):
    try:
        return scorer.score(loads(case))
    except Refused:
        return "refused"


def main(driver, assets, count="10000", seed="20260610"):
    scorer = Scorer(assets)
    cases = Cases(scorer, int(seed))
    texts = [cases.one() for _ in range(int(count))]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as questions, tempfile.TemporaryFile("w+", encoding="utf-8") as answers:
        questions.write("\n".join(texts) + "\n")
        questions.seek(0)
        run = subprocess.Popen([driver, assets], stdin=questions, stdout=answers)
        seconds = [expected(scorer, text) for text in texts]  # while the first one works
        if run.wait() != 0:
            sys.exit(f"{driver} ended with {run.returncode}")
        answers.seek(0)
        lines = answers.read().splitlines()
    if len(lines) != len(texts):
        sys.exit(f"{len(texts)} cases went in and {len(lines)} results came out")
    seen = {}
    for text, line, second in zip(texts, lines, seconds):
        first = line if line == "refused" else json.loads(line)
        if first != second:
            sys.exit(f"the scorers differ (seed {seed}) on\n{text}\nC++:    {line}\nsecond: {json.dumps(second)}")
        kind = "refused" if first == "refused" else str(first["overall"]["level"])
        seen[kind] = seen.get(kind, 0) + 1
    # A run that never meets a level proves nothing about it.
    for kind in ("refused", "None", "below", "pass", "good", "excellent"):
        if seen.get(kind, 0) < 20:
            sys.exit(f"only {seen.get(kind, 0)} cases ended as {kind}: {seen}")
    print(f"{len(texts)} cases agree: {seen}")


if __name__ == "__main__":
    main(*sys.argv[1:])
