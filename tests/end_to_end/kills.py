#!/usr/bin/python3
"""Killed at any moment, nothing that was acknowledged is lost: kill -9 of the real server under load, and of the real terminal under a student's hands.

The server is killed while terminals without a screen hand in; in the end it must know each envelope that it gave a receipt for. At the
same time another terminal is killed while a student touches levels of a draft or hands in feedback; the next login must show what
已保存 was shown for, and the platform must count each submission once.

kills.py --build DIR --folder DIR [--server N] [--terminal N] [--seed S]"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from demo import played
from platform_of_our_own import Platform, Trouble
from troubles import Troubles

SENDERS = 4
DIMENSION = "SZ"  # the first of the diagnosis


class KilledServer:
    """A platform under load whose server is killed again and again."""

    def __init__(self, build, folder, kills, dice):
        self.platform = Platform(build, folder)
        self.kills, self.dice = kills, dice
        self.healthy_within = []  # seconds

    def prepare(self):
        shutil.rmtree(self.platform.folder, ignore_errors=True)
        self.platform.make()
        self.platform.fill()
        self.platform.start()
        codes = [self.platform.enrol_code(f"LOAD-{i}", "负载") for i in range(SENDERS)]
        self.load = subprocess.Popen([self.platform.program("fault_load"), "--url", self.platform.sync_url,
                                      "--receipt-key", os.path.join(self.platform.data, "keys", "receipt.key")],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.load.stdin.write("\n".join(codes) + "\n\n")
        self.load.stdin.flush()
        if self.load.stdout.readline().strip() != "ready":
            raise Trouble(f"the load did not get ready: {self.load.stderr.read()}")

    def play(self):
        for _ in range(self.kills):
            time.sleep(self.dice.uniform(0.0, 0.5))
            if self.load.poll() is not None:
                raise Trouble(f"the load ended: {self.load.stderr.read().strip()}")
            self.platform.server.kill()
            self.platform.server.wait(30)
            began = time.monotonic()
            self.platform.start()
            self.healthy_within.append(time.monotonic() - began)
        out, said = self.load.communicate("\n", timeout=300)
        if self.load.returncode != 0:
            raise Trouble(f"a receipt did not hold: {said.strip()}")
        handed_in = json.loads(out)
        self.wait_until_opened()
        checked = self.platform.admin("verify")
        if not checked["ok"] or checked["envelopes"] != handed_in["envelopes"] or checked["quarantined"]:
            raise Trouble(f"{handed_in['envelopes']} envelopes have receipts, and the server holds: {checked}")
        return {"server_kills": self.kills, **handed_in, "slowest_start_s": round(max(self.healthy_within, default=0), 2)}

    def wait_until_opened(self):
        end = time.monotonic() + 120
        while self.platform.metric("xuezhen_envelopes_pending"):
            if time.monotonic() > end:
                raise Trouble("after two minutes there are still envelopes that nobody has opened")
            time.sleep(0.1)

    def stop(self):
        if getattr(self, "load", None) and self.load.poll() is None:
            self.load.kill()
        self.platform.stop()


class Levels:
    """The student's levels of one dimension: which were touched, and which of them 已保存 was shown for."""

    def __init__(self):
        self.touched = [0]  # nothing was chosen at first
        self.acknowledged = 0  # place in `touched`

    def see(self, frame):
        status = next((w["label"] for w in frame["widgets"] if w["id"] == "nav.status"), "")
        if frame["screen"] != "self_level" or "已保存" not in status:
            return
        shown = shown_level(frame)
        for place in range(self.acknowledged, len(self.touched)):
            if self.touched[place] == shown:
                self.acknowledged = place
                return
        raise Trouble(f"level {shown} is shown as saved, touched were {self.touched[self.acknowledged:]}")

    def found(self, level):
        """After a new start: what had been acknowledged, or what was touched later."""
        if level not in self.touched[self.acknowledged:]:
            raise Trouble(f"level {level} is in the draft; acknowledged was {self.touched[self.acknowledged]}, touched later {self.touched[self.acknowledged + 1:]}")
        self.touched, self.acknowledged = [level], 0


def shown_level(frame):
    mine = f"self_level.{DIMENSION}."
    return next((int(w["id"][len(mine):]) for w in frame["widgets"] if w["id"].startswith(mine) and w["value"] == "chosen"), 0)


class KilledTerminal(Troubles):
    """A terminal that is killed under a student who comes back each time."""

    def __init__(self, options, dice):
        super().__init__(options)
        self.dice = dice
        self.levels = Levels()
        self.attempts, self.acknowledged = 0, 0  # submissions
        self.dying = threading.Event()

    def picture(self, name):
        if name == "failed":
            super().picture(name)

    def kill_within(self, seconds):
        """At a random moment from now on, whatever the student does."""
        self.dying.clear()

        def kill():
            time.sleep(self.dice.uniform(0.0, seconds))
            self.dying.set()
            self.terminal.kill()
        threading.Thread(target=kill, daemon=True).start()

    def until_it_dies(self, act, see):
        """What the student does until nothing answers any more; then what the last frames said."""
        try:
            while True:
                act()
                see(self.screen.look())
        except Trouble:
            if not self.dying.wait(10):
                raise
        self.terminal.wait(10)
        try:
            while True:
                see(self.screen.look())
        except Trouble:
            return

    def touch_levels(self):
        screen = self.screen
        screen.tap_to("home.diagnosis", "self_level", self.student.touch)
        screen.settle(0.05)
        self.levels.found(shown_level(screen.look()))
        self.kill_within(1.5)

        def act():
            level = self.dice.choice([n for n in (1, 2, 3, 4) if n != self.levels.touched[-1]])
            self.levels.touched.append(level)
            screen.tap(f"self_level.{DIMENSION}.{level}", seconds=1)
        self.until_it_dies(act, self.levels.see)

    def hand_in(self):
        screen = self.screen
        screen.tap_to("home.feedback", "feedback", self.student.touch)
        screen.tap_to("feedback.new", "new_feedback")
        screen.settle(0.05)
        if not (screen.find("feedback.send") or {"enabled": False})["enabled"]:
            self.student.touch("text.feedback", self.student.write)
        self.attempts += 1
        seen = []
        sent = []
        self.kill_within(0.35)

        def act():
            if not sent:
                sent.append(True)
                screen.tap("feedback.send", seconds=1)
            time.sleep(0.01)

        def see(frame):
            if frame["screen"] == "done":
                seen.append(True)
        self.until_it_dies(act, see)
        self.acknowledged += bool(seen)

    def play(self, kills):
        self.display = self.start_display()
        self.kiosk()
        self.student.log_in()
        for number in range(kills):
            if number:
                self.kiosk()
                self.log_in()
                self.student.reach_home()
            if self.dice.random() < 0.75:
                self.touch_levels()
            else:
                self.hand_in()
        self.kiosk()
        self.log_in()
        self.student.reach_home()
        self.screen.tap_to("home.diagnosis", "self_level", self.student.touch)
        self.screen.settle()
        self.levels.found(shown_level(self.screen.look()))
        return self.settle_accounts(kills)

    def settle_accounts(self, kills):
        """Everything has arrived, each once."""
        end = time.monotonic() + 90
        while time.monotonic() < end:
            checked = self.platform.admin("verify")
            if checked["ok"] and not checked["pending"]:
                break
            time.sleep(0.5)
        self.close()
        status = json.loads(self.platform.run(self.platform.program("xuezhen-terminal"), "status", "--config", self.terminal_config, "--json"))
        handed_in = checked["envelopes"]
        if not checked["ok"] or checked["quarantined"] or not self.acknowledged <= handed_in <= self.attempts:
            raise Trouble(f"{self.acknowledged} submissions were acknowledged and {self.attempts} tried, and the platform holds: {checked}; the terminal: {status}")
        return {"terminal_kills": kills, "submissions_tried": self.attempts, "submissions_acknowledged": self.acknowledged, "submissions_counted": handed_in}


class Kills:
    """Both at once, each with a platform of its own."""

    step_name = "kill"

    def __init__(self, options):
        self.options = options
        self.server = KilledServer(os.path.abspath(options.build), os.path.join(options.folder, "server"), options.server, random.Random(options.seed))
        options.folder = os.path.join(options.folder, "terminal")
        self.terminal = KilledTerminal(options, random.Random(options.seed + 1))

    def play(self):
        self.terminal.prepare()
        self.server.prepare()
        answers, failures = [], []

        def play(part, *arguments):
            try:
                answers.append(part(*arguments))
            except (Trouble, OSError, subprocess.SubprocessError, KeyError, ValueError, TypeError) as error:
                failures.append(f"{part.__self__.__class__.__name__}: {error}")
        beside = threading.Thread(target=play, args=(self.server.play,))
        beside.start()
        play(self.terminal.play, self.options.terminal)
        beside.join()
        if failures:
            raise Trouble(f"{'; '.join(failures)} (--seed {self.options.seed})")
        return {"kills": "ok", "seed": self.options.seed, **answers[0], **answers[1]}

    def last_picture(self):
        self.terminal.last_picture()

    def stop(self):
        self.server.stop()
        self.terminal.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--build", "--folder"):
        parser.add_argument(name, required=True)
    parser.add_argument("--server", type=int, default=150, help="how often the server is killed (default %(default)s)")
    parser.add_argument("--terminal", type=int, default=60, help="how often the terminal is killed (default %(default)s)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 31), help="of the moments (default: another each time)")
    options = parser.parse_args()
    options.fresh, options.headless, options.size = True, True, "1080x1920"
    kills = Kills(options)
    return played(kills, kills.play)


if __name__ == "__main__":
    sys.exit(main())
