"""Looks at the pictures of gallery folders as far as a machine can: DOTS_PER_MM FOLDER… ; one line for each thing that is wrong."""

import json
import pathlib
import re
import sys

from PIL import Image

LEAST_MM = {"finger": 15, "key": 10}
A_ROW = {"finger": 9, "key": 10.5}  # so many a row at most, margins and all: the days of a week, a row of keys; a narrow window has narrower ones
FAITHFUL = 1  # pixels that rounding may cost
KEY_OF_CATALOG = re.compile(r"^[a-z_]+(\.[a-z_0-9]+)+$")  # a text that nobody has written


def inside(rect, other, vertically=True):
    x, y, w, h = rect
    left, top, wide, high = other
    across = x >= left - FAITHFUL and x + w <= left + wide + FAITHFUL
    return across and (not vertically or (y >= top - FAITHFUL and y + h <= top + high + FAITHFUL))


def common(a, b):
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return width > 1 and height > 1


def complaints(name, window, dots, unreached, widgets):
    dialogs = [i for i, widget in enumerate(widgets) if widget["role"] == "dialog"]
    reachable = widgets[dialogs[-1]:] if dialogs else widgets
    touched = [w for w in reachable if w["target"] != "none" and w["id"] != "attract.anywhere"]
    for widget in widgets:
        if not inside(widget["rect"], window, vertically=False):
            yield f"{widget['id']} reaches over the side"
        if widget["target"] != "none" and widget["role"] != "slider" and not widget["label"]:
            yield f"{widget['id']} has no words"
        if KEY_OF_CATALOG.match(widget["label"]) and widget["label"] != widget["id"]:
            yield f"{widget['id']} says {widget['label']}"
    for place, widget in enumerate(touched):
        least = int(min(LEAST_MM[widget["target"]] * dots, window[2] / A_ROW[widget["target"]]))
        if min(widget["rect"][2:]) < least - FAITHFUL:
            yield f"{widget['id']} is {widget['rect'][2]} by {widget['rect'][3]}, less than {least}"
        if dialogs and not inside(widget["rect"], window):
            yield f"{widget['id']} of the dialog is not whole"
        if widget["visible"][1] < unreached - FAITHFUL and widget["visible"][3] and not name.startswith(("attract", "maintenance_touch")):
            yield f"{widget['id']} is out of reach"
        for other in touched[place + 1:]:
            if common(widget["visible"], other["visible"]) and (widget["target"] == other["target"]):
                yield f"{widget['id']} and {other['id']} share room"


def is_blank(picture):
    return len(picture.convert("RGB").resize((270, 270)).getcolors(1 << 17)) < 8


def main():
    dots, wrong, seen = float(sys.argv[1]), 0, 0
    for folder in map(pathlib.Path, sys.argv[2:]):
        for line in (folder / "widgets.jsonl").read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            with Image.open(folder / f"{told['picture']}.png") as picture:
                window, blank = (0, 0, *picture.size), is_blank(picture)
            found = list(complaints(told["picture"], window, dots, told["unreached"], told["list"]["widgets"])) + (["nothing is drawn"] if blank else [])
            for complaint in found:
                print(f"  {folder.name}/{told['picture']}: {complaint}")
            wrong += len(found)
            seen += 1
    print(f"  {seen} pictures looked at, {wrong or 'nothing'} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
