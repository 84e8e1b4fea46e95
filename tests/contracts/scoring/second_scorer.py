"""DOMAIN 5 a second time, written apart from the first: fractions instead of rationals of a library, dictionaries instead of types.

It reads the same published files and nothing else of the project. Whoever changes a rule changes it here too, by hand.
"""
import json
from fractions import Fraction as _Fraction
from functools import lru_cache
from pathlib import Path


# The published numbers come again and again.
Fraction = lru_cache(maxsize=4096)(_Fraction)


class Refused(Exception):
    """An input that scoring must refuse."""


def _places(value, places):
    """Half up, all places written; scores are never negative."""
    units = (value * 10**places * 2 + 1) // 2
    whole, rest = divmod(int(units), 10**places)
    return f"{whole}.{rest:0{places}d}"


class Scorer:
    def __init__(self, folder):
        form = json.loads(Path(folder, "self-diagnosis.json").read_text(encoding="utf-8"))
        self.standard = json.loads(Path(folder, "standard.json").read_text(encoding="utf-8"))
        self.dimensions = {d["code"]: [i["code"] for i in d["indicators"]] for d in form["dimensions"]}
        self.asked = {i["code"]: i for d in form["dimensions"] for i in d["indicators"]}
        self.judged = self.standard["indicators"]

    # ---- input
    def _number(self, value):
        if isinstance(value, bool) or not isinstance(value, (int, _Fraction)) or value < 0:
            raise Refused
        return Fraction(value)

    def _value(self, code, given):
        """What the thresholds look at; None when the answer is not complete."""
        asked = self.asked[code]
        if given is None:
            return None
        if asked["type"] == "likert":
            if not isinstance(given, list):
                raise Refused
            for item in given:
                if item is not None and self._number(item) not in (1, 2, 3, 4, 5):
                    raise Refused
            if len(given) != len(asked["items"]) or None in given:
                return None
            return sum((self._number(item) for item in given), Fraction(0)) / len(given)
        value = self._number(given)
        if asked["type"] == "choice" and value not in [c["value"] for c in asked["choices"]]:
            raise Refused
        if asked["type"] == "count" and value.denominator != 1:
            raise Refused
        return value

    def _exempt(self, code, student):
        exempt = self.asked[code].get("exempt", {})
        return student["grade"] in exempt.get("grades", []) or (exempt.get("before_internship", False) and not student.get("internship_started", False))

    def read(self, document):
        """code → Fraction, None (missing) or "n/a"."""
        if not set(document) <= {"grade", "graduating", "internship_started", "answers", "missing"} or document.get("grade") not in (1, 2, 3):
            raise Refused
        answers, missing = document.get("answers", {}), document.get("missing", {})
        if not set(answers) | set(missing) <= set(self.asked):
            raise Refused
        if not set(missing.values()) <= {"unanswered", "declined", "not_arrived", "not_applicable"}:
            raise Refused
        values = {code: self._value(code, answers.get(code)) for code in self.asked}
        for code in self.asked:
            if missing.get(code) == "not_applicable" or self._exempt(code, document):
                values[code] = "n/a"
        return values

    # ---- one indicator
    def _score(self, code, value):
        judged, kind = self.judged[code], self.asked[code]["type"]
        if kind == "choice":
            return Fraction([s for c, s in zip(self.asked[code]["choices"], judged["scores"]) if c["value"] == value][0])
        if kind == "count":
            return Fraction(judged["scores"][min(int(value), len(judged["scores"]) - 1)])
        points = [(Fraction(x), Fraction(y)) for x, y in judged["anchors"]]
        value = max(points[0][0], min(points[-1][0], value))
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            if x0 <= value <= x1:
                return y0 + (y1 - y0) * (value - x0) / (x1 - x0)
        raise AssertionError(code)

    def _level(self, code, value):
        sign = 1 if self.asked[code]["direction"] == "up" else -1
        reached = sum(value * sign >= Fraction(t) * sign for t in self.judged[code]["thresholds"])
        return ["below", "pass", "good", "excellent"][reached]

    def _warning(self, code, value, student):
        worst = None
        for colour in ("yellow", "orange", "red"):
            rule = self.judged[code].get("warnings", {}).get(colour)
            if rule is None:
                continue
            when = rule.get("when", {})
            if "grade" in when and when["grade"] != student["grade"] or when.get("graduating", False) and not student.get("graduating", False):
                continue
            if ("below" in rule and value < Fraction(rule["below"]) or "equal" in rule and value == Fraction(rule["equal"])
                    or "at_least" in rule and value >= Fraction(rule["at_least"])):
                worst = colour
        return worst

    # ---- the whole
    def _level_of_score(self, score):
        return ["below", "pass", "good", "excellent"][sum(score >= Fraction(t) for t in self.standard["rules"]["levels"])]

    def score(self, document):
        values, rules = self.read(document), self.standard["rules"]
        indicators, dimensions, means, raised = {}, {}, {}, []
        for dimension, codes in self.dimensions.items():
            applicable = answered = total = Fraction(0)
            for code in codes:
                weight, value = self.judged[code]["weight"], values[code]
                if weight == 0:
                    continue
                indicators[code] = {"score": None, "level": None, "warning": None}
                if value == "n/a":
                    continue
                applicable += weight
                if value is None:
                    continue
                score, warning = self._score(code, value), self._warning(code, value, document)
                answered += weight
                total += weight * score
                raised += [warning] if warning else []
                indicators[code] = {"score": _places(score, 1), "level": self._level(code, value), "warning": warning}
            coverage = answered / applicable if applicable else Fraction(0)
            enough = applicable and coverage >= Fraction(rules["coverage"])
            if enough:
                means[dimension] = total / answered
            dimensions[dimension] = {"score": _places(means[dimension], 1) if enough else None, "coverage": _places(coverage, 2),
                                     "state": "insufficient" if not enough else "complete" if coverage == 1 else "partial"}
        return {"indicators": indicators, "dimensions": dimensions, "overall": self._overall(means, "red" in raised), "warning": self._merged(raised)}

    def _overall(self, means, red):
        rules, weights = self.standard["rules"]["overall"], self.standard["dimensions"]
        weight = sum(weights[d] for d in means)
        if len(means) < rules["dimensions"] or weight < rules["weight"]:
            return {"score": None, "level": None}
        total = sum(weights[d] * mean for d, mean in means.items()) / weight
        level = self._level_of_score(total)
        if level == "excellent" and red:
            level = "good"
        if level in ("good", "excellent") and any(mean < Fraction(rules["cap_below"]) for mean in means.values()):
            level = "pass"
        return {"score": _places(total, 1), "level": level}

    def _merged(self, raised):
        rules = self.standard["rules"]["warnings"]
        colours = set(raised)
        if raised.count("yellow") >= rules["yellow_to_orange"]:
            colours.add("orange")
        if raised.count("orange") >= rules["orange_to_red"]:
            colours.add("red")
        return next((colour for colour in ("red", "orange", "yellow") if colour in colours), None)


def loads(text):
    return json.loads(text, parse_float=_Fraction)
