#!/usr/bin/python3
"""The main job, end to end, on real parts: a platform with an invented college, an enrolled terminal, a student, a counselor.

Without --headless it stays open until Ctrl-C. With it, a student's visit and the counselor's look are played through, a
picture of every screen and page is kept, and one JSON line says how it went."""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from desk import Counselor
from platform_of_our_own import Platform, Trouble
from screen import Screen
from student import Student

HERE = os.path.dirname(os.path.abspath(__file__))
TERMINAL_TOML = """[platform]
url = "{url}"
heartbeat_seconds = 5
bundle_seconds = 5

[store]
directory = "{store}"
key_file = "{store}.key"
"""
COMMENTS = ("目标具体，措施可行，坚持下去", "可以，记得按月对照一次进度", "方向对，遇到困难随时来找我")


class Demo:
    def __init__(self, options):
        self.options = options
        self.folder = os.path.abspath(options.folder)
        self.pictures = os.path.join(self.folder, "screens")
        self.terminal_config = os.path.join(self.folder, "terminal.toml")
        self.memory = os.path.join(self.folder, "demo.json")
        self.platform = Platform(os.path.abspath(options.build), os.path.join(self.folder, "platform"))
        self.processes = []
        self.screens = []
        self.past = True
        self.step_name = "start"
        self.began = time.monotonic()

    def step(self, name):
        self.step_name = name
        print(f"· {name}", file=sys.stderr, flush=True)

    # --- preparing

    def prepare(self):
        if os.path.exists(self.memory) and not self.options.fresh and self.remember():
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.pictures)
        self.step("make a platform")
        self.platform.make()
        self.step("import the college, publish the forms")
        codes = self.platform.fill()
        self.guest = self.platform.guest()
        self.guest["code"] = codes[self.guest["student_no"]]
        self.step("give the counselor a password")
        self.guest["password"] = self.platform.admin("user", "reset", self.guest["counselor"])["password"]
        self.step("start the server")
        self.platform.start()
        if self.past:
            self.step("hand in three years of plans, checks, diagnoses and feedback")
            self.platform.hand_in_past(self.guest["student_no"])
            self.step("let the counselor judge the plans, answer a student and tell the class what changes")
            self.counsel()
        self.step("enrol a terminal")
        with open(self.terminal_config, "w", encoding="utf-8") as file:
            file.write(TERMINAL_TOML.format(url=self.platform.sync_url, store=os.path.join(self.folder, "terminal")))
        code = self.platform.enrol_code("DEMO-01", "图书馆一楼 01")
        self.platform.run(self.platform.program("xuezhen-terminal"), "enrol", "--config", self.terminal_config, "-", text=code + "\n")
        with open(self.memory, "w", encoding="utf-8") as file:
            json.dump({**self.guest, "sync_port": self.platform.sync_port, "web_port": self.platform.web_port, "day": time.strftime("%Y-%m-%d")}, file)

    def counsel(self):
        """The counselor's autumn: all plans of the class are approved but one, and the demonstration's student is answered."""
        student, class_code, year = self.guest["student_no"], self.guest["class"], self.guest["academic_year"]
        desk = Counselor(self.platform, self.guest["counselor"], self.guest["password"])
        waiting = [entry["student_no"] for entry in desk.listed(class_code, "plans", year, "submitted")]
        returned = next((number for number in waiting if number != student), None)
        for place, number in enumerate(waiting):
            if number == returned:
                desk.decide(number, "plans", year, "return", reason="目标写得太大，请说清楚做到什么程度算完成，再补一条具体措施")
            else:
                desk.decide(number, "plans", year, "approve", comment=COMMENTS[place % len(COMMENTS)])
        last = f"{int(year[:4]) - 1}-{year[:4]}"
        desk.decide(student, "plans", last, "approve", comment=COMMENTS[0])
        desk.decide(student, "diagnoses", last, "confirm", comment="写得实在，没有完成的一项带到下一年继续做")
        thread = next((entry["thread"] for entry in desk.threads("open") if entry["student_no"] == student), None)
        if not returned or not thread:
            raise Trouble(f"the class has {len(waiting)} plans to judge, and the student's feedback is {thread}")
        desk.answer(student, thread, "你反映的情况我核实了，已经和实训中心、后勤商量，安排写在下面的告知里。谢谢你提出来。")
        desk.tell(class_code, "每周三、周四晚上增开一个实训时段，自习室留出一间安静教室", "几位同学反映动手时间不够、晚自习太吵", [{"student_no": student, "thread": thread}])

    def remember(self):
        """The platform of the last call, started again; False when its windows no longer contain today."""
        with open(self.memory, encoding="utf-8") as file:
            self.guest = json.load(file)
        if time.time() - time.mktime(time.strptime(self.guest["day"], "%Y-%m-%d")) > 9 * 86400:
            return False
        self.platform.sync_port, self.platform.web_port = self.guest["sync_port"], self.guest["web_port"]
        self.step("start the server of the last call (--fresh makes a new one)")
        self.platform.start()
        return True

    def open_terminal(self, display, *arguments):
        environment = {**os.environ, "DISPLAY": display}
        log = open(os.path.join(self.folder, "terminal.log"), "ab")
        self.terminal = subprocess.Popen([self.platform.program("xuezhen-terminal"), "run", "--config", self.terminal_config, *arguments],
                                         env=environment, stdout=log, stderr=log)
        self.processes.append(self.terminal)

    # --- by hand

    def by_hand(self):
        self.prepare()
        print(f"\nPages for staff   {self.platform.web_url}   (the certificate is the platform's own: the browser will ask)"
              f"\n  counselor       {self.guest['counselor']}   password {self.guest['password']}"
              f"\nTerminal          student number {self.guest['student_no']} ({self.guest['name']}, {self.guest['class_name']})"
              f"\n  first visit     activation code {self.guest['code']}; afterwards the PIN you chose"
              f"\n  waiting there   a plan in force, a warning, the counselor's answer, what the college changed, this year's diagnosis"
              f"\nFiles             {self.folder}\n", flush=True)
        if os.environ.get("DISPLAY"):
            self.step("open the terminal (close its window or press Ctrl-C to end)")
            self.open_terminal(os.environ["DISPLAY"], "--windowed", self.options.window)
            self.terminal.wait()
        else:
            self.step("there is no display: the platform runs until Ctrl-C; --headless plays a visit on a display of its own")
            self.platform.server.wait()

    # --- by itself

    def start_display(self):
        read, write = os.pipe()
        with open(os.path.join(self.folder, "display.log"), "ab") as log:
            server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{self.options.size}x24", "-nolisten", "tcp", "-noreset"],
                                      pass_fds=[write], stdout=log, stderr=log)
        os.close(write)
        self.processes.append(server)
        with os.fdopen(read) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise Trouble("Xvfb does not start")
        return f":{number}"

    def picture(self, name):
        path = os.path.join(self.pictures, f"{len(self.screens) + 1:02}-{name}.png")
        self.screen.save(path)
        self.screens.append(path)

    def last_picture(self):
        """What the window showed when something went wrong."""
        try:
            self.picture("failed")
        except (AttributeError, OSError, Trouble):
            pass  # there was no window, or there is none any more

    def by_itself(self):
        self.prepare()
        login = (self.guest["counselor"], self.guest["password"], self.guest["class"])
        before = self.platform.live_counts(*login)["counted"]
        self.step("open the terminal")
        display = self.start_display()
        widgets = os.path.join(tempfile.mkdtemp(prefix="xuezhen-"), "widgets")
        self.open_terminal(display, "--widgets", widgets)
        self.screen = Screen(display, widgets)
        self.step("a student's visit")
        student = Student(self.screen, self.guest["student_no"], self.guest["code"], "507294", self.picture)
        student.visit()
        self.step("the counselor's look")
        end = time.monotonic() + 60
        while (after := self.platform.live_counts(*login)["counted"]) == before and time.monotonic() < end:
            time.sleep(0.2)
        seen = json.loads(self.platform.run("node", os.path.join(HERE, "counselor.mjs"), self.platform.web_url, *login, self.pictures))
        self.screens += seen["screens"]
        if after != before + 1 or seen["counted"] != after:
            raise Trouble(f"the class had {before} counted diagnoses, now {after}, and the page shows {seen['counted']}")
        warned = self.warning_of_the_guest()
        if warned != "acknowledged":
            raise Trouble(f"the student has acknowledged the warning, and the counselor sees it as {warned}")
        # The kiosk writes a line for each receipt that it has verified; the visit has waited for it on the screen as well.
        with open(os.path.join(self.folder, "terminal.log"), encoding="utf-8") as log:
            receipts = sum(" receipt " in line and line.rstrip().endswith("stored") for line in log)
        if receipts != 1:
            raise Trouble(f"the terminal has verified {receipts} receipts for one submission")
        self.step("stop")
        self.stop()
        return {"demo": "ok", "submitted": 1, "receipts": receipts, "aggregate_before": before,
                "aggregate_after": after, "warning": warned, "screens": self.screens, "seconds": round(time.monotonic() - self.began, 1)}

    def warning_of_the_guest(self):
        """The state of the student's warning on the counselor's list."""
        desk = Counselor(self.platform, self.guest["counselor"], self.guest["password"])
        warnings = desk.call(f"/api/v1/classes/{self.guest['class']}/warnings")["warnings"]
        return next((entry["state"] for entry in warnings if entry["student_no"] == self.guest["student_no"]), "nothing")

    def stop(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(15)
                except subprocess.TimeoutExpired:
                    process.kill()
        self.platform.stop()


def played(visit, play):
    """The exit code of a test that plays `play`, whose answer it prints as JSON; what failed is said, and pictured where there is a window."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        print(json.dumps(play(), ensure_ascii=False), flush=True)
        return 0
    except (Trouble, OSError, subprocess.SubprocessError, KeyError, ValueError, TypeError, StopIteration) as error:
        print(f"failed: {visit.step_name}: {error}", file=sys.stderr)
        visit.last_picture()
        return 1
    finally:
        try:
            visit.stop()
        except Trouble as error:
            print(f"failed: stop: {error}", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(prog="config/run-demo", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--headless", action="store_true", help="play a student's visit on a display of its own and check what comes of it")
    parser.add_argument("--fresh", action="store_true", help="forget the platform of the last call")
    parser.add_argument("--window", default="540x960", help="size of the terminal's window (default %(default)s)")
    parser.add_argument("--size", default="1080x1920", help="size of the display with --headless (default %(default)s)")
    parser.add_argument("--build", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--folder", required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.headless:
        options.fresh = True
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    demo = Demo(options)
    try:
        if options.headless:
            print(json.dumps(demo.by_itself(), ensure_ascii=False), flush=True)
        else:
            demo.by_hand()
        return 0
    except KeyboardInterrupt:
        return 0
    except (Trouble, OSError, subprocess.SubprocessError, KeyError, ValueError) as error:
        print(f"failed: {demo.step_name}: {error}", file=sys.stderr)
        if options.headless:
            demo.last_picture()
            print(json.dumps({"demo": "failed", "step": demo.step_name, "error": str(error)[:500], "screens": demo.screens}, ensure_ascii=False))
        return 1
    finally:
        try:
            demo.stop()
        except Trouble as error:
            print(f"failed: stop: {error}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
