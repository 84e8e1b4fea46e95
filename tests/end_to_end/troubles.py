#!/usr/bin/python3
"""What goes wrong at a kiosk, on real parts: each trouble gets a clear screen, and nothing is lost.

Wrong login, a terminal killed in the middle of a draft, a platform that is not there, an offline submission that drains later, one
that is quarantined and seen at the next login, a store under the wrong key, a closed window.   troubles.py --build DIR --folder DIR"""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from demo import Demo, played
from platform_of_our_own import Trouble
from screen import Screen
from student import Student

PIN = "507294"


class Troubles(Demo):
    def __init__(self, options):
        super().__init__(options)
        self.past = False  # last years' results are not what is tried here

    # --- small steps

    def kiosk(self):
        """The terminal's window, opened, at its first screen."""
        self.widgets = os.path.join(tempfile.mkdtemp(prefix="xuezhen-"), "widgets")
        self.open_terminal(self.display, "--widgets", self.widgets)
        self.screen = Screen(self.display, self.widgets)
        self.student = Student(self.screen, self.guest["student_no"], self.guest["code"], PIN, self.picture)
        return self.screen

    def close(self, how=signal.SIGTERM):
        self.terminal.send_signal(how)
        self.terminal.wait(20)

    def log_in(self, pin=PIN, number=None):
        """A later login: number, then PIN."""
        screen = self.screen
        screen.wait_for_screen("attract", seconds=60)
        screen.settle()
        screen.tap("attract.start")
        self.student.agree_to_notice()
        screen.wait_for_screen("login")
        for text in (number or self.guest["student_no"], pin):
            self.student.enter(text, "login")

    def refused(self):
        return self.screen.wait("a refusal", lambda f: next((w for w in f["widgets"] if w["id"] == "refused"), None), 30)["label"]

    def expect(self, condition, what):
        if not condition:
            raise Trouble(what)

    def counted(self):
        return self.platform.metric("xuezhen_records_counted_total")

    # --- the troubles

    def a_wrong_login(self):
        self.step("a wrong PIN and an unknown student get the same words")
        screen = self.kiosk()
        self.student.log_in()
        self.picture("home")
        self.leave()
        said = []
        for number, pin in ((None, "493827"), ("20990101001", "493827")):
            self.log_in(pin, number)
            said.append(self.refused())
            self.picture(f"refused-{len(said)}")
            screen.tap("nav.back")
            screen.settle()
            while screen.look()["screen"] != "attract":
                screen.tap("nav.back")
                screen.settle()
        self.expect(said[0] == said[1] and len(said[0]) > 4, f"the two refusals differ: {said}")

    def leave(self):
        self.screen.tap("nav.action")
        self.screen.wait_for_screen("attract")

    def a_kill_in_the_middle(self):
        self.step("a terminal that is killed resumes the draft after the login")
        screen = self.screen
        self.log_in()
        self.student.reach_home()
        screen.tap("home.diagnosis")
        screen.wait_for_screen("self_level")
        screen.tap("self_level.SZ.3")
        screen.settle()
        screen.tap("nav.next")
        screen.wait_for_screen("dimension")
        screen.settle()
        self.student.fill_what_is_there()
        answered = {w["id"] for w in screen.widgets() if w["value"] == "chosen"}
        self.expect(answered, "nothing could be answered on the first page")
        screen.wait("the mark that it is saved", lambda f: any(w["id"] == "nav.status" and "已保存" in w["label"] for w in f["widgets"]), 20)
        self.close(signal.SIGKILL)
        screen = self.kiosk()
        self.log_in()
        self.student.reach_home()
        screen.tap("home.diagnosis")
        for _ in range(4):
            name = screen.wait_for_screen("self_level", "dimension")
            screen.settle()
            if name == "dimension":
                break
            self.expect(screen.find("self_level.SZ.3")["value"] == "chosen", "the own level is lost")
            screen.tap("nav.next")
        there = {w["id"] for w in screen.widgets() if w["value"] == "chosen"}
        self.expect(answered <= there, f"lost by the kill: {sorted(answered - there)}")
        self.picture("resumed")
        self.close()

    def no_platform(self):
        self.step("without the platform a visit is whole, and drains later")
        self.platform.stop()
        screen = self.kiosk()
        self.log_in()
        name = screen.wait_for_screen("offline_confirm", "home", "opening", seconds=60)
        if name == "offline_confirm":
            self.picture("offline-confirm")
            self.confirm_offline()
        self.student.reach_home()
        self.picture("home-offline")
        screen.tap("home.diagnosis")
        self.student.fill_pages()
        self.picture("review-offline")
        screen.tap("review.submit")
        screen.wait_for_screen("done", seconds=60)
        self.expect(screen.wait("where it is", lambda f: next((w for w in f["widgets"] if w["id"] == "done.arrival"), None))["value"] == "terminal",
                    "an offline submission says that it reached the platform")
        self.picture("done-offline")
        screen.tap("nav.next")
        screen.wait_for_screen("report")
        self.picture("report-offline")
        self.close(signal.SIGKILL)  # and the power goes
        self.platform.start()
        screen = self.kiosk()
        end = time.monotonic() + 60
        while self.counted() < 1 and time.monotonic() < end:
            time.sleep(0.2)
        self.expect(self.counted() == 1, f"the offline submission was counted {self.counted()} times")

    def a_wrong_pin_offline(self):
        self.step("what was handed in offline under a wrong PIN is set aside, and its student sees that at the next login")
        self.close()
        self.platform.stop()
        screen = self.kiosk()
        self.log_in(pin="493827")
        screen.wait_for_screen("offline_confirm", seconds=60)
        self.confirm_offline("493827")
        self.student.reach_home()
        screen.tap("home.diagnosis")
        self.student.filled = set()
        self.student.fill_pages(only_levels=True)
        screen.tap("review.submit")
        screen.wait_for_screen("done", seconds=60)
        self.close()
        self.platform.start()
        self.kiosk()
        end = time.monotonic() + 60
        while (self.platform.metric("xuezhen_envelopes_stored") < 2 or self.platform.metric("xuezhen_envelopes_pending")) and time.monotonic() < end:
            time.sleep(0.2)
        self.expect(self.counted() == 0, "a record under a wrong PIN was counted")
        self.log_in()
        self.student.reach_home()
        seen = self.screen.wait("word of the record that was set aside", lambda f: next((w for w in f["widgets"] if w["id"] == "home.submission"), None))
        self.picture("home-quarantined")
        self.expect("未计入" in seen["label"] + seen["value"], f"the home page says only: {seen['label']} {seen['value']}")

    def confirm_offline(self, pin=PIN):
        """Number and PIN once more."""
        screen = self.screen
        if screen.find("offline.next"):
            screen.tap("offline.next")
            screen.settle()
        for text in (self.guest["student_no"], pin):
            pad = next((w["id"].split(".digit.")[0] for w in screen.widgets() if ".digit." in w["id"]), None)
            self.expect(pad, "no number pad to confirm with")
            self.student.enter(text, pad)

    def a_wrong_key(self):
        self.step("a store under the wrong key is shown as 暂停服务 and stays as it is")
        self.close()
        key = os.path.join(self.folder, "terminal.key")
        store = os.path.join(self.folder, "terminal", "store", "store.db")
        kept = key + ".kept"
        with open(store, "rb") as file:
            before = file.read()
        shutil.copy(key, kept)
        with open(key, "r+b") as file:
            first = file.read(1)
            file.seek(0)
            file.write(b"1" if first == b"0" else b"0" if first in b"0123456789abcdef" else bytes([first[0] ^ 1]))
        screen = self.kiosk()
        screen.wait_for_screen("unavailable", seconds=60)
        self.picture("wrong-key")
        self.close()
        with open(store, "rb") as file:
            self.expect(file.read() == before, "the store was changed under the wrong key")
        os.replace(kept, key)

    def a_closed_window(self):
        self.step("a closed window says when it opens")
        folder = os.path.join(self.platform.sample, "bundle")
        path = os.path.join(folder, "windows.json")
        with open(path, encoding="utf-8") as file:
            cycles = json.load(file)
        now = cycles[-1]
        yesterday = time.strftime("%Y-%m-%d", time.localtime(time.time() - 2 * 86400))
        for name in ("diagnosis", "graduates_diagnosis"):
            now[name]["closes"] = yesterday
            now[name].pop("freeze", None)
        with open(path, "w", encoding="utf-8") as file:
            json.dump(cycles, file, ensure_ascii=False)
        self.platform.admin("bundle", "publish", folder)
        self.kiosk()
        time.sleep(8)  # the terminal asks for the bundle at its start and every few seconds here
        self.log_in()
        self.student.reach_home()
        self.screen.settle()
        self.picture("home-closed")
        self.screen.tap("home.diagnosis")
        self.screen.wait_for_screen("closed_window")
        self.picture("closed-window")

    def play(self):
        self.prepare()
        self.display = self.start_display()
        self.a_wrong_login()
        self.a_kill_in_the_middle()
        self.no_platform()
        self.a_wrong_pin_offline()
        self.a_wrong_key()
        self.a_closed_window()
        self.step("stop")
        self.stop()
        return {"troubles": "ok"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--build", "--folder"):
        parser.add_argument(name, required=True)
    parser.add_argument("--size", default="1080x1920")
    options = parser.parse_args()
    options.fresh, options.headless = True, True
    troubles = Troubles(options)
    return played(troubles, troubles.play)


if __name__ == "__main__":
    sys.exit(main())
