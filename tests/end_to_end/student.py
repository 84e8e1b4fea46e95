"""A student's visit, from the attract screen to the report, by touch alone."""

import re
import time

from screen import Trouble

PINYIN = ["jixunuli", "duokandushu", "anshiwancheng"]
LIKERT = re.compile(r"^item\.(\w+)\.(\d+)\.([1-5])$")


class Student:
    def __init__(self, screen, student_no, activation_code, pin, pictures):
        self.screen = screen
        self.student_no = student_no
        self.activation_code = activation_code
        self.pin = pin
        self.pictures = pictures  # function(name) → takes a picture of the screen
        self.filled = set()
        self.pictured = set()
        self.entries = 0

    # --- the way through

    def visit(self):
        screen = self.screen
        self.log_in()
        self.picture("home")
        self.look_around()
        self.touch("home.diagnosis")
        self.fill_pages()
        self.picture("review")
        screen.tap("review.submit")
        screen.wait_for_screen("done", seconds=60)
        screen.wait("the receipt of the platform", lambda f: any(w["id"] == "done.arrival" and w["value"] == "platform" for w in f["widgets"]), 60)
        self.picture("done")
        screen.tap("nav.next")
        screen.wait_for_screen("report")
        self.picture("report")
        while self.scroll_down():
            pass
        self.picture("report-end")
        self.look_at_the_formula()

    def look_around(self):
        """What waits at home before the diagnosis: a warning, the plan in force, an answer of the counselor and what the college tells."""
        screen = self.screen
        self.touch("home.warning.action")
        screen.wait_for_screen("warning")
        self.picture("warning")
        self.touch("warning.acknowledge")
        screen.wait("the task's field", lambda f: any(w["id"] == "text.task" for w in f["widgets"]), 20)
        screen.settle()
        self.picture("warning-acknowledged")
        self.go_home()
        self.touch("home.plan")
        screen.wait_for_screen("plan")
        screen.settle()
        self.picture("plan")
        self.go_home()
        self.touch("home.feedback")
        screen.wait_for_screen("feedback")
        screen.settle()
        self.picture("feedback")
        thread = next(w["id"] for w in screen.widgets() if w["id"].startswith("thread."))
        self.touch(thread)
        screen.wait_for_screen("thread")
        screen.settle()
        self.picture("thread")
        self.go_home()

    def look_at_the_formula(self):
        """From the report to how its numbers came about."""
        screen = self.screen
        for _ in range(12):
            found = screen.find("report.computed")
            if found and found["visible"] == found["rect"]:
                break
            self.scroll_up()
        self.touch("report.computed")
        screen.wait_for_screen("computed")
        screen.settle()
        self.picture("computed")
        dimension = next(w["id"] for w in screen.widgets() if w["id"].startswith("computed.") and w["id"].endswith(".XY"))
        self.touch(dimension)
        screen.settle(0.4)
        self.picture("computed-dimension")

    def go_home(self):
        screen = self.screen
        for _ in range(6):
            if screen.wait("a page", lambda f: f["screen"]) == "home":
                screen.settle()
                return
            screen.tap("nav.back" if screen.find("nav.back") else "nav.home")
            screen.settle(0.3)
        raise Trouble("no way home")

    def log_in(self):
        """The first login: number and activation code, and a PIN of one's own."""
        screen = self.screen
        screen.wait_for_screen("attract", seconds=90)
        self.picture("attract")
        screen.tap("attract.start")
        self.agree_to_notice()
        screen.wait_for_screen("login")
        self.picture("login")
        screen.tap("login.first_time")
        screen.wait_for_screen("activation")
        for text in (self.student_no, self.activation_code, self.pin, self.pin):
            self.enter(text, "activation")
        self.reach_home()

    def agree_to_notice(self):
        """The notice stands before the login or after it, once a year."""
        screen = self.screen
        if screen.wait_for_screen("notice", "login", "home") == "notice":
            screen.settle()  # a new student's screen is made anew: a touch within its first frame belongs to nobody
            self.picture("notice")
            if screen.find("notice.sensitive.2"):
                if screen.find("notice.sensitive.2")["value"] == "chosen":
                    raise Trouble("the consent to sensitive data is given before anybody gave it")
                screen.tap("notice.sensitive.2")
            screen.tap("notice.agree")

    def reach_home(self):
        if self.screen.wait_for_screen("notice", "home", seconds=60) == "notice":
            self.agree_to_notice()
        self.screen.wait_for_screen("home", seconds=60)

    def enter(self, text, screen_name):
        """Types on the number pad, then goes on."""
        for digit in text:
            self.screen.tap(f"{screen_name}.digit.{digit}")
        self.picture(f"{screen_name}-{self.entries}")
        self.entries += 1
        self.screen.tap(f"{screen_name}.next")
        self.screen.settle()

    def fill_pages(self, only_levels=False):
        """Level, dimension, level, dimension, …, texts: fills each page, or only what is required, and goes on, until the review."""
        screen = self.screen
        for _ in range(40):
            name = screen.wait_for_screen("self_level", "dimension", "texts", "review")
            if name == "review":
                screen.settle()
                return
            self.check_no_data_before_level(name)
            self.picture(name)
            if name == "self_level" or not only_levels:
                self.fill_to_the_end(name)
            elif screen.find("text.without_plan"):
                self.touch("text.without_plan", self.write)
            screen.tap("nav.next")
            screen.settle(0.3)
        raise Trouble("forty pages and still no review")

    def check_no_data_before_level(self, name):
        if name == "self_level":
            shown = [w["id"] for w in self.screen.widgets() if w["id"].startswith("data.")]
            if shown:
                raise Trouble(f"status data are shown before the student's own level: {shown}")

    # --- filling

    def fill_to_the_end(self, name):
        for _ in range(60):
            self.fill_what_is_there()
            if not self.scroll_down():
                self.picture(f"{name}-end")
                return
        raise Trouble(f"the page '{name}' has no end")

    def scroll_down(self):
        """One drag of about half a page; False at the end."""
        return self.scroll(0.8, 0.3)

    def scroll_up(self):
        return self.scroll(0.3, 0.8)

    def scroll(self, start, end):
        screen = self.screen
        body = next((w for w in screen.widgets() if w["role"] == "scroll"), None)
        if not body:
            return False
        x, y, w, h = body["visible"]
        before = self.places()
        screen.drag(x + w * 0.015 + 3, y + h * start, y + h * end)
        screen.settle(0.2)
        return self.places() != before

    def touch(self, identity, how=None):
        """Scrolls down until all of it can be seen, and touches it, or does with it what `how` does."""
        for _ in range(40):
            self.screen.settle()
            found = self.screen.find(identity)
            if found and found["visible"] == found["rect"]:
                time.sleep(0.4)  # nobody touches again at once what has just come under the finger
                (how or self.screen.tap)(identity)
                self.screen.settle()
                return
            if not self.scroll_down():
                break
        seen = ", ".join(w["id"] for w in self.screen.widgets())
        raise Trouble(f"'{identity}' is nowhere on the page '{self.screen.frame['screen']}': {seen[:600]}")

    def places(self):
        return {w["id"]: round(w["rect"][1]) for w in self.screen.widgets() if not w["id"].startswith(("nav.", "header"))}

    def fill_what_is_there(self):
        """Answers every question of which a whole control can be seen."""
        for _ in range(120):
            todo = self.next_to_fill()
            if not todo:
                return
            kind, identity, key = todo
            if identity.startswith("goal."):
                self.picture("goal")
            self.filled.add(key)
            if kind == "text":
                self.write(identity)
            elif kind == "number":
                for _ in range(3):
                    self.screen.tap(identity)
            else:
                self.screen.tap(identity)
            self.screen.settle(0.05)
        raise Trouble("a page that never gets full")

    def next_to_fill(self):
        groups = {}
        for w in self.screen.widgets():
            if not w["enabled"] or w["visible"] != w["rect"]:
                continue
            identity = w["id"]
            if identity.startswith("text.") and w["role"] == "field":
                if identity not in self.filled and not w["value"]:
                    return "text", identity, identity
            elif identity.startswith("number.") and identity.endswith(".more"):
                if identity not in self.filled:
                    return "number", identity, identity
            elif identity.startswith(("item.", "choice.", "self_level.", "completion.", "goal.", "gap.", "cause.")) and w["role"] in ("choice", "checkbox", "chip"):
                groups.setdefault(identity.rsplit(".", 1)[0], []).append(w)
            elif identity.startswith("improvement.") and identity.endswith((".add", ".carry")):
                if identity not in self.filled and w["value"] != "chosen":
                    return "choice", identity, identity
        for key, members in groups.items():
            if key in self.filled or any(w["value"] == "chosen" for w in members):
                continue
            return "choice", members[min(len(members) - 1, 3 if LIKERT.match(members[0]["id"]) else 2)]["id"], key
        return None

    def write(self, identity):
        """Types Chinese with the pinyin keyboard, takes the first candidate, and closes the keyboard."""
        screen = self.screen
        screen.tap(identity)
        screen.wait("the keyboard", lambda f: any(w["id"] == "key.done" for w in f["widgets"]))
        time.sleep(0.6)  # a person looks for the first key; meanwhile pinyin is loaded, if nobody has written here before
        for letter in PINYIN[len(self.filled) % len(PINYIN)]:
            screen.tap(f"key.{letter}")
        if "keyboard" not in self.pictured:
            screen.wait("candidates", lambda f: any(w["id"] == "word.0" for w in f["widgets"]), 20)
            self.picture("keyboard")
        screen.tap("word.0", seconds=20)
        screen.tap("key.done")
        screen.wait("the keyboard to go", lambda f: not any(w["id"] == "key.done" for w in f["widgets"]))

    def picture(self, name):
        if name not in self.pictured:
            self.pictured.add(name)
            self.pictures(name)
