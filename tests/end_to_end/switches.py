#!/usr/bin/python3
"""Between two students nothing remains: students come and go at the real terminal, by touch.

Each logs in, writes a few words with the pinyin keyboard and leaves. After each the first screen is the same picture, and at the end nothing that
any of them typed, chose to keep secret or is called stands anywhere in the program's memory, in UTF-8, UTF-16 or UTF-32; nor in a file of the
kiosk or the platform, a log, the metrics or a command line.

switches.py --build DIR --folder DIR [--switches N]"""

import argparse
import csv
import glob
import json
import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from PIL import ImageGrab
from Xlib import X, XK
from Xlib.ext import xtest

from demo import played
from platform_of_our_own import Trouble
from screen import Screen
from student import Student
from troubles import Troubles

STUDENTS = 4
WORDS = ("zhuoqiguaizhou", "heiyumaopian", "luxingtanzhu", "piaoboxiaochuan")  # pinyin that no text of ours contains
PRIVATE = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) r(.)..\ \S+ \S+ (\d+) *(.*)$")


class Memory:
    """What a process holds: everything that it can read but files as they lie on the disk."""

    def __init__(self, pid):
        self.parts = []
        with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
            for line in maps:
                found = PRIVATE.match(line.rstrip("\n"))
                if not found or (found[4] != "0" and found[3] != "w") or found[5] in ("[vvar]", "[vsyscall]", "[vdso]"):
                    continue
                start, end = int(found[1], 16), int(found[2], 16)
                try:
                    memory.seek(start)
                    self.parts.append((start, found[5], memory.read(end - start)))
                except (OSError, OverflowError, ValueError):
                    continue  # a device, or gone meanwhile

    def size(self):
        return sum(len(part) for _, _, part in self.parts)

    def places(self, text, most=3):
        """Where the text stands, in whichever coding."""
        found = []
        for coding in ("utf-8", "utf-16-le", "utf-32-le"):
            needle = text.encode(coding)
            for start, name, part in self.parts:
                at = part.find(needle)
                while at >= 0 and len(found) < most:
                    found.append(f"{coding} at {start + at:x} ({name or 'anonymous'}): {part[max(0, at - 48):at + len(needle) + 48]!r}")
                    at = part.find(needle, at + 1)
        return found


def contents(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""  # a socket, or gone meanwhile


def proportional_kilobytes(pid):
    with open(f"/proc/{pid}/smaps_rollup", encoding="utf-8") as rollup:
        return next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))


class Comer:
    """One student who comes again and again: number, PIN, card, name, and what was ever written. One comes with the card, one writes by hand."""

    def __init__(self, place, row, code):
        self.number, self.card, self.name, self.code = row["XH"], row["card_no"], row["XM"], code
        self.pin, self.word = f"{407193 + 71317 * place}", WORDS[place]
        self.has_card, self.writes_by_hand = place == 1, place == 2
        self.texts = set()


class Switches(Troubles):
    while_it_stands_there = True  # once, it is tried whether the search finds anything

    def pick_students(self):
        """The guest, and others of the sample who have a code."""
        with open(os.path.join(self.platform.sample, "students.csv"), encoding="utf-8") as file:
            rows = {row["XH"]: row for row in csv.DictReader(file)}
        codes = dict(self.codes)
        numbers = [self.guest["student_no"]] + [number for number in codes if number != self.guest["student_no"]][: STUDENTS - 1]
        return [Comer(place, rows[number], codes[number]) for place, number in enumerate(numbers)]

    def prepare(self):
        filled = self.platform.fill

        def fill():
            self.codes = filled()
            return self.codes
        self.platform.fill = fill
        super().prepare()
        with open(self.terminal_config, "a", encoding="utf-8") as file:
            file.write('\n[card_reader]\nsuffix = "\\n"\n')

    def open(self):
        self.display = self.start_display()
        self.kiosk()
        self.screen.wait_for_screen("attract", seconds=90)
        self.screen.settle()
        self.first_screen = self.picture_now()

    def picture_now(self):
        self.screen.settle()
        return ImageGrab.grab(xdisplay=self.display).tobytes()

    def first_visit(self, comer):
        self.student = Student(self.screen, comer.number, comer.code, comer.pin, lambda name: None)
        self.student.log_in()
        self.write(comer)

    def visit(self, comer):
        """A later visit, as fast as it goes."""
        screen = self.screen
        if comer.has_card:
            self.show_card(comer.card)
            screen.wait("the PIN to be asked", lambda f: any(w["id"] == "login.entry" and w["value"] == "0" for w in f["widgets"]))
        else:
            self.go("attract.start", "notice")
            self.go("notice.agreed_before", "login")
        for text in (comer.pin,) if comer.has_card else (comer.number, comer.pin):
            screen.settle(0.03)
            for digit in text:
                screen.tap(f"login.digit.{digit}")
            screen.tap("login.next")
        screen.wait_for_screen("home", seconds=60)
        self.write(comer)

    def show_card(self, number):
        """A reader plays a keyboard, faster than any person."""
        display = self.screen.display
        for character in number + "\n":
            code = display.keysym_to_keycode(XK.XK_Return if character == "\n" else ord(character))
            xtest.fake_input(display, X.KeyPress, code)
            xtest.fake_input(display, X.KeyRelease, code)
            display.sync()
            time.sleep(0.004)

    def reach(self, identity):
        """Touches it where it stands, or scrolls to it first."""
        self.screen.settle(0.05)
        found = self.screen.find(identity)
        (self.screen.tap if found and found["visible"] == found["rect"] else self.student.touch)(identity)

    def go(self, identity, name):
        self.screen.tap_to(identity, name, self.reach)

    def write(self, comer):
        """Words to the school that stay a draft, and a level of one's own; then away."""
        screen = self.screen
        self.go("home.feedback", "feedback")
        self.go("feedback.new", "new_feedback")
        self.reach("text.feedback")
        screen.wait("the keyboard", lambda f: any(w["id"] == "key.done" for w in f["widgets"]))
        time.sleep(0.6)  # until the first key is found
        if comer.writes_by_hand:
            self.write_by_hand()
        else:
            for letter in comer.word:
                screen.tap(f"key.{letter}")
        screen.tap("word.0", seconds=20)
        screen.tap("key.done")
        screen.wait("the keyboard to go", lambda f: not any(w["id"] == "key.done" for w in f["widgets"]))
        text = screen.find("text.feedback")["value"]
        comer.texts.add(text[-6:])
        if self.while_it_stands_there:
            self.while_it_stands_there = False
            memory = Memory(self.terminal.pid)
            for what in (comer.number, text[-6:]):
                if not memory.places(what, 1):
                    raise Trouble(f"'{what}' stands on the screen, and the search does not find it: it would find nothing later either")
        for _ in range(3):
            screen.settle(0.05)
            if screen.look()["screen"] == "home":
                break
            screen.tap("nav.back")
        screen.wait_for_screen("home")
        self.go("nav.action", "attract")

    def write_by_hand(self):
        """十, in two strokes."""
        screen = self.screen
        screen.tap("key.hand")
        screen.settle()
        x, y, w, h = screen.find("hand.pad")["rect"]
        middle_x, middle_y, half = x + w / 2, y + h / 2, h * 0.4
        for start, end in (((middle_x - half, middle_y), (middle_x + half, middle_y)), ((middle_x, middle_y - half), (middle_x, middle_y + half))):
            screen.press(*start)
            for step in range(1, 9):
                xtest.fake_input(screen.display, X.MotionNotify, x=int(start[0] + (end[0] - start[0]) * step / 8), y=int(start[1] + (end[1] - start[1]) * step / 8))
                screen.display.sync()
                time.sleep(0.004)
            screen.release()

    def same_picture(self, number):
        """Within some seconds: on a busy machine the page may still be turning when it seems to rest."""
        end = time.monotonic() + 5
        while self.picture_now() != self.first_screen:
            if time.monotonic() > end:
                self.picture(f"another-{number}")
                raise Trouble(f"after student {number} the first screen is not what it was")

    def secrets(self, comers):
        secrets = {}
        for comer in comers:
            secrets.update({comer.number: "student number", comer.card: "card", comer.pin: "PIN", comer.code: "activation code", comer.name: "name"})
            if not comer.writes_by_hand:
                secrets[comer.word] = "letters typed"
            secrets.update({text: "answer" for text in comer.texts if len(text) > 2})  # fewer characters stand in many a text
        secrets[self.guest["class_name"]] = "name"
        return secrets

    def look_into_memory(self, comers):
        time.sleep(1)
        memory = Memory(self.terminal.pid)
        found = {}
        for text, what in self.secrets(comers).items():
            if text in self.known_before:
                continue
            places = memory.places(text)
            if places:
                found[f"{what} {text}"] = places
        return memory.size(), found

    def look_outside(self, comers):
        """Files, metrics and command lines: what lies about of anybody, of the kiosk's and of the platform's."""
        pieces = {"metrics": self.platform.get("/metrics")[1].encode()}
        for folder in (os.path.join(self.folder, "terminal"), self.platform.data, *glob.glob("/tmp/xuezhen-*")):
            for place, _, names in os.walk(folder):
                for name in names:
                    pieces[os.path.join(place, name)] = contents(os.path.join(place, name))
        for path in (os.path.join(self.folder, "terminal.log"), self.platform.log, self.terminal_config):
            pieces[path] = contents(path)
        for process in glob.glob("/proc/[0-9]*"):
            if int(os.path.basename(process)) != os.getpid():
                for name in ("cmdline", "environ"):
                    pieces[os.path.join(process, name)] = contents(os.path.join(process, name))
        found = {}
        for text, what in self.secrets(comers).items():
            for place, held in pieces.items():
                if any(text.encode(coding) in held for coding in ("utf-8", "utf-16-le")):
                    found.setdefault(f"{what} {text}", []).append(place)
        return len(pieces), found

    def by_itself(self):
        self.prepare()
        self.open()
        comers = self.pick_students()
        before = Memory(self.terminal.pid)
        self.known_before = {text for text in self.secrets(comers) if before.places(text, 1)}
        if self.known_before:
            print(f"  stood there before anybody came, and proves nothing: {sorted(self.known_before)}", file=sys.stderr)
        del before
        self.step("first visits")
        for number, comer in enumerate(comers):
            self.first_visit(comer)
            self.same_picture(number)
        began, memory_before = time.monotonic(), proportional_kilobytes(self.terminal.pid)
        self.step(f"{self.options.switches} switches")
        for number in range(self.options.switches):
            self.visit(comers[number % len(comers)])
            self.same_picture(len(comers) + number)
            if number % 100 == 99:
                print(f"  {number + 1}: {proportional_kilobytes(self.terminal.pid)} kB", file=sys.stderr, flush=True)
        seconds, memory_after = time.monotonic() - began, proportional_kilobytes(self.terminal.pid)
        self.step("look into the memory")
        size, found = self.look_into_memory(comers)
        self.step("look into what lies about")
        places, lying = self.look_outside(comers)
        found.update(lying)
        self.close()
        self.stop()
        if found:
            raise Trouble("in the memory of the program, or outside of it, stand: " + json.dumps(found, ensure_ascii=False, indent=1))
        return {"switches": self.options.switches, "seconds_each": round(seconds / max(1, self.options.switches), 2), "searched_mb": size >> 20, "searched_places": places,
                "searched_for": len(self.secrets(comers)) - len(self.known_before), "pss_kb": [memory_before, memory_after]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--switches", type=int, default=8, help="after each student's first visit (default %(default)s)")
    options = parser.parse_args()
    options.fresh, options.size = True, "1080x1920"
    switches = Switches(options)
    return played(switches, switches.by_itself)


if __name__ == "__main__":
    sys.exit(main())
