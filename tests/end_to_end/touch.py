#!/usr/bin/python3
"""A kiosk under real fingers: Xorg with a touch screen and a keyboard of our own, the real terminal in it, a platform behind it.

What is checked by the widget list and by pixels: taps, drags, throws, the pull past an end, the slop, double taps, two fingers, a finger that is held,
a touch screen that goes away and comes back, pinyin and handwriting under the finger, a hardware keyboard, a card reader that plays one."""

import argparse
import csv
import os
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from demo import Demo, played
from screen import Screen, Trouble
from student import Student
from xorg import Xorg

CARD_READER = """
[card_reader]
suffix = "\\n"
"""
PIN = "507294"
SCREENS = {(1080, 1920): (268, 476), (1920, 1080): (345, 194), (1366, 768): (345, 194), (800, 480): (152, 91)}  # 21.5, 15.6, 15.6 and 7 inches: millimetres
ENTER, TAB, ESCAPE, SPACE, SHIFT = 36, 23, 9, 65, 50  # key codes of an evdev keyboard
KEYS = {**{digit: 10 + place for place, digit in enumerate("1234567890")},
        **{letter: 24 + place for place, letter in enumerate("qwertyuiop")},
        **{letter: 38 + place for place, letter in enumerate("asdfghjkl")},
        **{letter: 52 + place for place, letter in enumerate("zxcvbnm")}}


def check(condition, what):
    if not condition:
        raise Trouble(what)


class TouchScreen(Screen):
    """The same person, with fingers instead of pointer events."""

    def __init__(self, server, socket_path):
        super().__init__(server.display_name, socket_path)
        self.finger = server.touch
        self.at = (0, 0)

    def press(self, x, y):
        self.at = (x, y)
        self.finger.down(x, y)

    def move(self, x, y):
        self.at = (x, y)
        self.finger.move(x, y)

    def release(self):
        self.finger.up(*self.at)

    def drag(self, x, from_y, to_y, steps=12):
        self.press(x, from_y)
        for i in range(1, steps + 1):
            self.move(x, from_y + (to_y - from_y) * i / steps)
            time.sleep(0.012)
        time.sleep(0.12)  # a finger that rests before it lifts throws nothing
        self.release()
        return self.settle()

    def throw(self, x, from_y, to_y, steps=6):
        self.press(x, from_y)
        for i in range(1, steps + 1):
            self.move(x, from_y + (to_y - from_y) * i / steps)
            time.sleep(0.01)
        self.release()

    def draw(self, places):
        self.press(*places[0])
        for (from_x, from_y), (to_x, to_y) in zip(places, places[1:]):
            for i in range(1, 9):
                self.move(from_x + (to_x - from_x) * i / 8, from_y + (to_y - from_y) * i / 8)
                time.sleep(0.004)
        self.release()

    def middle(self, identity):
        x, y, w, h = self.find(identity)["visible"]
        return x + w / 2, y + h / 2

    def value(self, identity):
        return self.find(identity)["value"]

    def offset(self):
        return int(next(w["value"] for w in self.widgets() if w["role"] == "scroll"))

    def pixels(self, identity):
        """What is to be seen of a widget, now."""
        from PIL import ImageGrab
        x, y, w, h = self.find(identity)["visible"]
        return ImageGrab.grab(bbox=(x, y, x + w, y + h), xdisplay=self.display_name).tobytes()


class Hands(Demo):
    def __init__(self, options):
        super().__init__(options)
        self.past = False

    def play(self):
        self.prepare()
        with open(self.terminal_config, "a", encoding="utf-8") as out:
            out.write(CARD_READER)
        width, height = (int(side) for side in self.options.size.split("x"))
        millimetres = SCREENS.get((width, height))
        with Xorg(os.path.join(self.folder, "x"), width, height, millimetres) as self.server:
            widgets = os.path.join(tempfile.mkdtemp(prefix="xuezhen-"), "widgets")
            self.open_terminal(self.server.display_name, "--widgets", widgets)
            self.screen = TouchScreen(self.server, widgets)
            self.student = Student(self.screen, self.guest["student_no"], self.guest["code"], PIN, self.picture)
            for part in (self.attract, self.notice, self.number, self.two_fingers, self.device_goes_and_comes, self.first_login, self.long_page, self.keyboard, self.handwriting,
                         self.hard_keys, self.card):
                self.step(part.__name__.replace("_", " "))
                try:
                    part()
                except Trouble:
                    self.last_picture()  # while there is a screen
                    raise
            check(self.terminal.poll() is None, "the terminal has ended")
        self.stop()
        return {"touch": "ok", "screens": self.screens, "seconds": round(time.monotonic() - self.began, 1)}

    # --- fingers

    def attract(self):
        screen = self.screen
        screen.wait_for_screen("attract", seconds=90)
        screen.settle()
        # Pressed in the next frame, and nothing of it left when the finger has slid away and lifted.
        rest = screen.pixels("attract.start")
        x, y = screen.middle("attract.start")
        frame = screen.frame["frame"]
        screen.press(x, y)
        screen.wait("the pressed button", lambda f: f["frame"] > frame, 5)
        screen.settle(0.05)
        check(screen.pixels("attract.start") != rest, "a pressed button looks as before")
        for step in range(1, 9):
            screen.move(x - 25 * step, y)
            time.sleep(0.012)
        screen.release()
        screen.settle(0.3)
        check(screen.frame["screen"] == "attract" and screen.pixels("attract.start") == rest, f"a finger that slid away and lifted leaves '{screen.frame['screen']}'")
        screen.tap("attract.start")
        screen.wait_for_screen("notice")

    def notice(self):
        screen = self.screen
        screen.settle()
        body = next(w for w in screen.widgets() if w["role"] == "scroll")
        x, y, w, h = body["visible"]
        side = x + w * 0.02 + 3
        if self.is_longer_than_its_view():
            screen.drag(side, y + h * 0.3, y + h * 0.3 + 8)  # less than the slop
            check(screen.offset() == 0, "a finger that hardly moved has scrolled the page")
            self.pull_past_the_end(side, y, h)
        # The second half of a double tap falls where the next page already is.
        self.bring_up("notice.agree")
        place = screen.middle("notice.agree")
        for _ in range(2):
            screen.tap_at(*place)
            time.sleep(0.08)
        screen.wait_for_screen("login")
        screen.settle(0.3)
        check(screen.frame["screen"] == "login" and screen.value("login.entry") == "", "the second half of a double tap did something on the next page")

    def is_longer_than_its_view(self):
        screen = self.screen
        view = next(w for w in screen.widgets() if w["role"] == "scroll")["visible"]
        return any(w["rect"][1] + w["rect"][3] > view[1] + view[3] + 1 for w in screen.widgets() if w["rect"][1] < 10000)

    def bring_up(self, identity):
        screen = self.screen
        for _ in range(20):
            found = screen.find(identity)
            if found and found["visible"] == found["rect"]:
                return
            self.student.scroll_down()
        raise Trouble(f"'{identity}' never came into view")

    def pull_past_the_end(self, x, top, height):
        screen = self.screen
        screen.press(x, top + height * 0.3)
        for i in range(1, 13):
            screen.move(x, top + height * (0.3 + 0.03 * i))
            time.sleep(0.012)
        screen.settle(0.05)
        check(screen.offset() < -20, f"pulled past its end the list stands at {screen.offset()}")
        screen.release()
        screen.settle(0.2)
        check(screen.offset() == 0, "let go past its end the list does not come back")

    def number(self):
        screen = self.screen
        rest = screen.pixels("login.digit.5")
        screen.tap("login.digit.5")
        screen.settle()
        check(screen.value("login.entry") == "5", "one tap is not one digit")
        check(screen.pixels("login.digit.5") == rest, "a key still looks pressed after the finger has gone")
        # Off the key before it lifts: nothing. Quick taps: each one.
        x, y = screen.middle("login.digit.7")
        screen.press(x, y)
        screen.move(x + 400, y - 500)
        screen.release()
        for _ in range(4):
            screen.tap_at(*screen.middle("login.digit.6"))
            time.sleep(0.05)
        screen.settle()
        check(screen.value("login.entry") == "56666", f"after 5 and four quick 6 the number is {screen.value('login.entry')}")
        # Held: erased again and again.
        screen.press(*screen.middle("login.digit.erase"))
        screen.wait("the held key to erase all", lambda f: next(w["value"] for w in f["widgets"] if w["id"] == "login.entry") == "", 5)
        screen.release()
        screen.settle()

    def two_fingers(self):
        screen, touch = self.screen, self.server.touch
        touch.down(*screen.middle("login.digit.1"), identity=1)
        touch.down(*screen.middle("login.digit.9"), identity=2)
        touch.move(*screen.middle("login.digit.8"), identity=2)
        touch.up(*screen.middle("login.digit.8"), identity=2)
        touch.up(*screen.middle("login.digit.1"), identity=1)
        screen.settle()
        check(screen.value("login.entry") == "1", f"two fingers on 1 and 9 have written {screen.value('login.entry')}")
        screen.tap("login.digit.clear")
        screen.settle()

    def device_goes_and_comes(self):
        screen, touch = self.screen, self.server.touch
        rest = screen.pixels("login.digit.3")
        touch.down(*screen.middle("login.digit.3"))
        screen.settle()
        touch.unplug(self.server.display_name)
        screen.settle(0.3)
        held = screen.value("login.entry")
        check(screen.pixels("login.digit.3") == rest, "the key under the finger of a touch screen that is gone stays pressed")
        check(len(held) <= 1, f"the finger that went with its device has written {held}")
        touch.plug_back_in(self.server.display_name)
        screen.tap("login.digit.4")
        screen.settle()
        check(screen.value("login.entry") == held + "4", "a touch screen that came back is not heard")
        screen.tap("login.digit.clear")
        screen.settle()

    def first_login(self):
        screen = self.screen
        screen.tap("login.first_time")
        screen.wait_for_screen("activation")
        for text in (self.guest["student_no"], self.guest["code"], PIN, PIN):
            self.student.enter(text, "activation")
        screen.wait_for_screen("home", "notice", seconds=90)
        if screen.frame["screen"] == "notice":
            self.student.agree_to_notice()
            screen.wait_for_screen("home", seconds=60)
        screen.settle(0.4)

    def long_page(self):
        """Thrown, a page runs on after the finger has gone, and stands still under the next one, which taps nothing."""
        screen = self.screen
        x, y, w, h = next(w for w in screen.widgets() if w["role"] == "scroll")["visible"]
        check(self.is_longer_than_its_view(), "the home page is too short to throw")
        place, before = x + w * 0.02 + 3, screen.offset()
        screen.throw(place, y + h * 0.75, y + h * 0.45)
        left = screen.wait("a frame after the finger", lambda f: screen.offset() > before and screen.offset(), 5)
        screen.settle(0.2)
        check(screen.offset() > left or screen.offset() > before + 0.3 * h * 1.05, f"a thrown page stops with the finger, at {left}")
        self.picture("thrown")
        while self.student.scroll_up():
            pass
        screen.throw(place, y + h * 0.75, y + h * 0.45)
        screen.wait("a frame after the finger", lambda f: screen.offset() > before, 5)
        screen.press(x + w / 2, y + h / 2)  # in the middle of what may be tapped
        time.sleep(0.03)
        screen.release()
        screen.settle(0.05)
        stopped = screen.offset()
        screen.settle(0.4)
        check(screen.frame["screen"] == "home" and abs(screen.offset() - stopped) < 0.02 * h, f"a finger on a page that runs leaves '{screen.frame['screen']}' at {screen.offset()} after {stopped}")
        while self.student.scroll_up():
            pass

    # --- writing

    def keyboard(self):
        screen = self.screen
        self.student.touch("home.feedback")
        screen.wait_for_screen("feedback")
        self.student.touch("feedback.new")
        screen.wait_for_screen("new_feedback")
        screen.settle(0.3)
        if screen.find("text.feedback")["visible"][3] < 120:
            self.student.scroll(0.8, 0.5)  # a low screen never shows all of it
        screen.tap("text.feedback")
        screen.wait("the keyboard", lambda f: any(w["id"] == "key.done" for w in f["widgets"]))
        time.sleep(0.6)  # until the first key is found
        screen.settle(0.3)
        field, top = screen.find("text.feedback"), min(w["rect"][1] for w in screen.widgets() if w["role"] == "key")
        check(field["visible"][1] + field["visible"][3] <= top + 1 and field["visible"][3] > 60, "the keyboard covers the field that is being filled")
        for letter in "jixunuli":
            screen.tap(f"key.{letter}")
        first = screen.wait("candidates", lambda f: next((w["label"] for w in f["widgets"] if w["id"] == "word.0"), None), 20)
        self.picture("pinyin")
        screen.tap("word.0")
        screen.settle()
        check(screen.value("text.feedback") == first == "继续努力", f"jixunuli has written {screen.value('text.feedback')}")
        for key in ("key.numbers", "key.symbols", "key.letters"):
            screen.tap(key)
            self.picture(f"keyboard-after-{key[4:]}")
        screen.tap("key.language")
        for key in ("key.shift", "key.O", "key.k"):
            screen.tap(key)
        self.picture("keyboard-english")
        screen.settle()
        check(screen.value("text.feedback") == "继续努力Ok", f"the field says {screen.value('text.feedback')}")
        screen.press(*screen.middle("key.erase"))
        screen.wait("the held key to erase", lambda f: len(next(w["value"] for w in f["widgets"] if w["id"] == "text.feedback")) <= 3, 5)
        screen.release()
        screen.settle()
        for _ in range(2):
            screen.tap("key.undo")
        screen.tap("key.language")
        screen.settle()

    def handwriting(self):
        screen = self.screen
        before = screen.value("text.feedback")
        screen.tap("key.hand")
        screen.settle()
        x, y, w, h = screen.find("hand.pad")["rect"]
        middle, half = (x + w / 2, y + h / 2), h * 0.4
        screen.draw([(middle[0] - half, middle[1] - half * 0.1), (middle[0] + half, middle[1] - half * 0.1)])
        screen.draw([(middle[0], middle[1] - half), (middle[0], middle[1] + half)])
        screen.wait("十 among the candidates", lambda f: next((w for w in f["widgets"] if w["id"] == "word.0" and w["label"] == "十"), None), 20)
        self.picture("handwriting")
        screen.tap("word.0")
        screen.settle()
        check(screen.value("text.feedback") == before + "十", f"what was written by hand is {screen.value('text.feedback')}")
        screen.tap("key.letters")

    # --- keys

    def press_keys(self, text, gap):
        for character in text:
            self.server.keyboard.press(ENTER if character == "\n" else KEYS[character])
            time.sleep(gap)

    def hard_keys(self):
        screen = self.screen
        before = screen.value("text.feedback")
        self.press_keys("ni1", 0.09)
        screen.wait("你 from a hardware keyboard", lambda f: next((w for w in f["widgets"] if w["id"] == "text.feedback" and w["value"] == before + "你"), None), 10)
        self.server.keyboard.press(SHIFT)  # alone: the other language
        self.press_keys("ok", 0.09)
        screen.wait("letters as they are", lambda f: next((w for w in f["widgets"] if w["id"] == "text.feedback" and w["value"] == before + "你ok"), None), 10)
        self.server.keyboard.press(SHIFT)
        self.server.keyboard.press(ESCAPE)
        screen.wait("the keyboard to go", lambda f: not any(w["id"] == "key.done" for w in f["widgets"]), 10)
        self.picture("hard-keys")
        self.server.keyboard.press(TAB)
        screen.settle(0.2)
        self.picture("tab")

    def card(self):
        """A card at the attract screen asks for the PIN, which the hardware keyboard writes."""
        with open(os.path.join(self.platform.sample, "students.csv"), encoding="utf-8") as file:
            number = next(row["card_no"] for row in csv.DictReader(file) if row["XH"] == self.guest["student_no"])
        screen = self.screen
        self.student.go_home()
        screen.tap("nav.action")
        screen.wait_for_screen("attract", seconds=30)
        screen.settle(0.3)
        self.press_keys(number + "\n", 0.004)
        screen.wait_for_screen("login")
        screen.wait("the PIN to be asked", lambda f: next((w for w in f["widgets"] if w["id"] == "login.entry" and w["value"] == "0"), None), 10)
        self.picture("card")
        self.press_keys(PIN + "\n", 0.09)
        screen.wait_for_screen("home", seconds=60)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--size", default="1080x1920", help="pixels of the screen (default %(default)s)")
    options = parser.parse_args(namespace=argparse.Namespace(fresh=True, headless=True, window="1080x1920"))
    hands = Hands(options)
    return played(hands, hands.play)


if __name__ == "__main__":
    sys.exit(main())
