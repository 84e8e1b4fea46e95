#!/usr/bin/python3
"""One student's whole year on real parts, and the first step of the next: plan, approval, mid-year check, a warning from imported data that is
noted, answered and objected to, diagnosis with the goals of the plan, confirmation, and next year's plan with what was carried over.

The student only touches the window; the counselor only calls the web API; time passes by publishing other windows around today.
spiral.py --build DIR --folder DIR"""

import argparse
import datetime
import json
import os
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from demo import Demo, played
from desk import Counselor
from platform_of_our_own import Trouble
from screen import Screen
from student import Student

PIN = "507294"
SKIPPED = 77

# First and last day of each window, in days from the plan's first: everything lies close together, so that a shift of days leads
# from one window to the next.
YEAR = {"publish": (-2, -1), "plan": (0, 2), "monitoring": (3, 13), "checkpoint": (4, 6), "diagnosis": (8, 10), "graduates_diagnosis": (8, 10), "report": (11, 13)}
IN_PLAN, IN_CHECKPOINT, IN_DIAGNOSIS, IS_OVER = 1, 5, 9, 20
BEFORE, AFTER = 5, 20  # days around today that must lie in its calendar year


def windows_of(academic_year, first_day):
    def day(offset):
        return (first_day + datetime.timedelta(days=offset)).isoformat()

    cycle = {"academic_year": academic_year, "carry_over": day(15)}
    for name, (opens, closes) in YEAR.items():
        cycle[name] = {"opens": day(opens), "closes": day(closes)}
    cycle["diagnosis"]["freeze"] = day(10)
    return cycle


class Spiral(Demo):
    def __init__(self, options):
        super().__init__(options)
        self.past = False
        self.today = datetime.date.today()
        first = self.today.year
        self.year, self.next_year = f"{first - 1}-{first}", f"{first}-{first + 1}"

    # --- the college's side

    def publish(self, *cycles):
        """Other windows; the terminal has them when its log says so."""
        folder = os.path.join(self.platform.sample, "bundle")
        with open(os.path.join(folder, "windows.json"), "w", encoding="utf-8") as file:
            json.dump(cycles, file)
        version = self.platform.admin("bundle", "publish", folder)["version"]
        if getattr(self, "screen", None):
            self.wait_for_log(f"bundle {version} is in force", 60)

    def this_year(self, at):
        return windows_of(self.year, self.today - datetime.timedelta(days=at))

    def wait_for_log(self, words, seconds):
        end = time.monotonic() + seconds
        path = os.path.join(self.folder, "terminal.log")
        while time.monotonic() < end:
            with open(path, encoding="utf-8", errors="replace") as log:
                if words in log.read():
                    return
            time.sleep(0.1)
        raise Trouble(f"the terminal does not say '{words}' within {seconds} s")

    def until(self, what, condition, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            time.sleep(0.2)
        raise Trouble(f"waited {seconds} s for {what}")

    def stands(self, counselor, kind, state):
        students = counselor.call(f"/api/v1/classes/{self.guest['class']}/{kind}?year={self.year}&state={state}")["students"]
        return any(entry["student_no"] == self.guest["student_no"] for entry in students)

    def import_status(self, indicator, value):
        path = os.path.join(self.platform.sample, f"status-{indicator}.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("XH,indicator,academic_year,term,value,source,as_of\n")
            file.write(f"{self.guest['student_no']},{indicator},{self.year},2,{value},教务系统,{self.today.isoformat()}\n")
        self.platform.admin("import", "status", path)

    # --- the student's side

    def reach(self, identity, pages=40):
        """Scrolls down until all of it can be seen."""
        for _ in range(pages):
            self.screen.settle()
            found = self.screen.find(identity)
            if found and found["visible"] == found["rect"]:
                return found
            if not self.student.scroll_down():
                break
        seen = ", ".join(w["id"] for w in self.screen.widgets())
        raise Trouble(f"'{identity}' is nowhere on the page '{self.screen.frame['screen']}': {seen[:600]}")

    def touch(self, identity):
        self.reach(identity)
        time.sleep(0.6)  # nobody touches again at once what has just come under the finger
        self.screen.tap(identity)
        self.screen.settle()

    def write(self, identity):
        self.reach(identity)
        time.sleep(0.6)
        self.student.write(identity)

    def log_in(self, first=False):
        screen = self.screen
        if first:
            self.student.log_in()
            return
        screen.wait_for_screen("attract", seconds=60)
        screen.settle()
        screen.tap("attract.start")
        self.student.agree_to_notice()
        screen.wait_for_screen("login")
        for text in (self.guest["student_no"], PIN):
            self.student.enter(text, "login")
        self.student.reach_home()

    def leave(self):
        if not self.screen.find("nav.action"):
            while self.screen.wait("a page", lambda f: f["screen"]) != "home":
                self.screen.tap("nav.back" if self.screen.find("nav.back") else "nav.home")
                self.screen.settle()
        self.screen.tap("nav.action")
        self.screen.wait_for_screen("attract", seconds=30)

    def arrived(self):
        self.screen.wait_for_screen("done", seconds=60)
        self.screen.wait("the receipt of the platform", lambda f: any(w["id"] == "done.arrival" and w["value"] == "platform" for w in f["widgets"]), 60)
        self.picture("done")
        self.screen.tap("done.sign_out")
        self.screen.wait_for_screen("attract", seconds=30)

    def open_kiosk(self):
        display = self.start_display()
        widgets = os.path.join(tempfile.mkdtemp(prefix="xuezhen-"), "widgets")
        self.open_terminal(display, "--widgets", widgets)
        self.screen = Screen(display, widgets)
        self.student = Student(self.screen, self.guest["student_no"], self.guest["code"], PIN, self.picture)

    # --- the year

    def write_a_plan(self):
        self.step("the student writes a plan with one goal and one measure")
        self.log_in(first=True)
        self.touch("home.plan")
        self.screen.wait_for_screen("plan_header")
        self.write("plan.text.year")
        self.touch("nav.next")
        self.screen.wait_for_screen("plan_dimension")
        dimension = next(w["id"].split(".")[1] for w in self.screen.widgets() if ".target." in w["id"])
        self.touch(f"plan.{dimension}.target.2")
        self.touch(f"plan.{dimension}.add")
        self.screen.wait_for_screen("goal")
        self.write("goal.g1.text")
        self.touch("goal.g1.add")
        self.write("measure.g1.m1.text")
        self.picture("goal")
        for _ in range(12):
            if self.screen.wait("a page of the plan", lambda f: f["screen"]) == "plan_review":
                break
            self.touch("nav.next")
        self.picture("plan-review")
        self.touch("plan.submit")
        self.arrived()

    def check_mid_year(self):
        self.step("the student checks the plan in the middle of the year")
        self.log_in()
        self.touch("home.checkpoint")
        self.screen.wait_for_screen("check_goal")
        self.touch("check.g1.progress.3")
        self.touch("check.g1.m1.2")
        self.picture("check-goal")
        for _ in range(6):
            if self.screen.wait("a page of the check", lambda f: f["screen"]) == "check_review":
                break
            self.touch("nav.next")
        self.touch("check.submit")
        self.arrived()

    def answer_a_warning(self):
        self.step("the student meets a warning, notes it, sets a task and objects to the datum")
        self.log_in()
        self.touch("home.warnings")
        self.screen.wait_for_screen("warnings")
        self.picture("warnings")
        key = f"XY03/{self.year}/2"
        self.touch(f"warning.{key}")
        self.screen.wait_for_screen("warning")
        self.touch("warning.acknowledge")
        self.screen.wait("the task's field", lambda f: any(w["id"] == "text.task" for w in f["widgets"]), 20)
        self.write("text.task")
        self.touch("warning.act")
        self.screen.wait("the task to stand", lambda f: any(w["id"] == "warning.plan" for w in f["widgets"]), 20)
        self.touch("warning.object")
        self.screen.wait_for_screen("object")
        self.write("text.objection")
        self.touch("object.send")
        self.screen.wait("the objection to stand", lambda f: f["screen"] == "warning" and any(w["id"] == "objection.open" for w in f["widgets"]), 20)
        self.picture("warning")
        self.leave()

    def diagnose(self):
        self.step("the student diagnoses the year, the goal's result in front of them, and carries an improvement over")
        self.log_in()
        self.touch("home.diagnosis")
        carried = False
        for _ in range(40):
            name = self.screen.wait_for_screen("self_level", "dimension", "texts", "review")
            if name == "review":
                break
            if name == "self_level":
                self.student.fill_to_the_end(name)
            if name == "dimension" and not carried:
                self.reach("goal.g1.completion.3")
                self.touch("goal.g1.completion.3")
                self.picture("goal-item")
                add = self.first_of(".add", "improvement.")
                self.touch(add)
                dimension = add.split(".")[1]
                self.write(f"text.improvement.{dimension}.1")
                self.touch(f"improvement.{dimension}.1.carry")
                carried = True
            self.touch("nav.next")
        self.touch("review.submit")
        self.arrived()

    def first_of(self, ending, beginning):
        for _ in range(40):
            found = next((w["id"] for w in self.screen.widgets() if w["id"].startswith(beginning) and w["id"].endswith(ending)), None)
            if found:
                return found
            if not self.student.scroll_down():
                break
        raise Trouble(f"nothing like {beginning}…{ending} on the page")

    def begin_next_year(self):
        self.step("next year's plan begins with what was carried over")
        self.log_in()
        self.touch("home.plan")
        self.screen.wait_for_screen("plan_header")
        self.touch("nav.next")
        self.screen.wait_for_screen("plan_dimension")
        self.reach("goal.g1")
        self.picture("carried")
        self.leave()

    def play(self):
        self.prepare()
        self.step("publish windows in which today is a day for plans")
        self.publish(self.this_year(IN_PLAN))
        self.open_kiosk()
        counselor = Counselor(self.platform, self.guest["counselor"], self.guest["password"])
        self.write_a_plan()
        self.step("the counselor approves the plan")
        self.until("the plan at the counselor's", lambda: self.stands(counselor, "plans", "submitted"))
        counselor.decide(self.guest["student_no"], "plans", self.year, "approve", comment="目标具体，继续努力")
        self.publish(self.this_year(IN_CHECKPOINT))
        self.check_mid_year()
        self.step("status data are imported that raise a warning")
        self.import_status("XY03", "6")
        self.answer_a_warning()
        objections = counselor.call(f"/api/v1/classes/{self.guest['class']}/objections")
        if not json.dumps(objections).count("XY03"):
            raise Trouble(f"the counselor sees no objection: {objections}")
        self.publish(self.this_year(IN_DIAGNOSIS))
        self.diagnose()
        self.step("the counselor confirms the diagnosis")
        self.until("the diagnosis at the counselor's", lambda: self.stands(counselor, "diagnoses", "submitted"))
        counselor.decide(self.guest["student_no"], "diagnoses", self.year, "confirm", comment="写得实在")
        self.publish(self.this_year(IS_OVER), windows_of(self.next_year, self.today - datetime.timedelta(days=1)))
        self.begin_next_year()
        self.stop()
        return {"spiral": "ok", "screens": self.screens, "seconds": round(time.monotonic() - self.began, 1)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--folder", required=True)
    options = parser.parse_args()
    options.fresh, options.size = True, "1080x1920"
    spiral = Spiral(options)
    if any((spiral.today + datetime.timedelta(days=days)).year != spiral.today.year for days in (-BEFORE, AFTER)):
        print("skipped: the windows around today would leave the year's calendar", file=sys.stderr)
        return SKIPPED
    return played(spiral, spiral.play)


if __name__ == "__main__":
    sys.exit(main())
