"""Lays the pictures of each folder of a gallery out on sheets, FOLDER/NAME.N.png, with each picture's name under it."""

import pathlib
import sys

from PIL import Image, ImageDraw, ImageFont

SHEET = 2000  # pixels wide
ROWS = 3
GAP = 16
NAME = 28  # height of a name


def columns_of(width: int, height: int) -> int:
    return 6 if height > width else 4


def lay_out(pictures: list[pathlib.Path], out: pathlib.Path, font: ImageFont.FreeTypeFont) -> None:
    width, height = Image.open(pictures[0]).size
    columns = columns_of(width, height)
    cell = (SHEET - GAP) // columns - GAP
    high = cell * height // width
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (SHEET, rows * (high + NAME + GAP) + GAP), "#8894A6")
    ink = ImageDraw.Draw(sheet)
    for index, file in enumerate(pictures):
        x = GAP + index % columns * (cell + GAP)
        y = GAP + index // columns * (high + NAME + GAP)
        with Image.open(file) as picture:
            sheet.paste(picture.convert("RGB").resize((cell, high), Image.Resampling.LANCZOS), (x, y))
        ink.text((x, y + high + 4), file.stem, fill="#FFFFFF", font=font)
    sheet.save(out)


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    font = ImageFont.truetype("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 18)
    for part in sorted(path for path in folder.iterdir() if path.is_dir()):
        pictures = sorted(part.glob("*.png"))
        if not pictures:
            continue
        width, height = Image.open(pictures[0]).size
        many = columns_of(width, height) * ROWS
        for number, start in enumerate(range(0, len(pictures), many), 1):
            out = folder / f"{part.name}.{number}.png"
            lay_out(pictures[start : start + many], out, font)
            print(out)


if __name__ == "__main__":
    main()
