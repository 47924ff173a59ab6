"""Draw the pictures of ``examples/``, so that no photograph of anybody else's is needed.

Run ``python scripts/draw_examples.py`` with pillow installed (it is in the extra ``dev``). The same pictures
come out each time; their bytes depend on pillow's version, which is why they are kept in the repository.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

EXAMPLES = Path(__file__).parents[1] / "examples"
SCALE = 2  # everything is drawn twice as large and shrunk, which smooths the edges

Point = tuple[float, float]
Colour = tuple[int, int, int]

INK: Colour = (38, 44, 66)
PAPER: Colour = (250, 247, 240)
SAFFRON: Colour = (236, 142, 56)
LEAF: Colour = (74, 134, 96)
WATER: Colour = (96, 150, 190)
GREY: Colour = (176, 180, 190)


class Canvas:
    """A picture to draw on, in the units of the finished size."""

    def __init__(self, width: int, height: int, ground: Colour = PAPER) -> None:
        self.size = (width, height)
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self.draw = ImageDraw.Draw(self.image)

    def polygon(self, points: Sequence[Point], fill: Colour | None = None, edge: Colour | None = None) -> None:
        """A filled shape, with or without an outline of 3 units."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.polygon(scaled, fill=fill)
        if edge:
            self.draw.line([*scaled, scaled[0], scaled[1]], fill=edge, width=3 * SCALE, joint="curve")

    def box(self, left: float, top: float, right: float, bottom: float, fill: Colour, radius: float = 0) -> None:
        """A rectangle, its corners rounded if asked."""
        corners = (left * SCALE, top * SCALE, right * SCALE, bottom * SCALE)
        self.draw.rounded_rectangle(corners, radius=radius * SCALE, fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: Colour) -> None:
        """A filled circle."""
        x, y, radius = x * SCALE, y * SCALE, radius * SCALE
        self.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)

    def arc(self, x: float, y: float, radius: float, start: float, end: float, ink: Colour) -> None:
        """Part of a circle, angles in degrees clockwise from the right."""
        x, y, radius = x * SCALE, y * SCALE, radius * SCALE
        self.draw.arc((x - radius, y - radius, x + radius, y + radius), start, end, fill=ink, width=5 * SCALE)

    def line(self, points: Sequence[Point], ink: Colour, width: float = 4) -> None:
        """A line through the points."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, fill=ink, width=round(width * SCALE), joint="curve")

    def text(self, x: float, y: float, words: str, size: float = 28, ink: Colour = INK) -> None:
        """Words centred on a point, in pillow's own typeface."""
        font = ImageFont.load_default(size * SCALE)
        self.draw.multiline_text((x * SCALE, y * SCALE), words, fill=ink, font=font, anchor="mm", align="center")

    def finish(self) -> Image.Image:
        """The picture at its final size."""
        return self.image.resize(self.size, Image.Resampling.LANCZOS)


def skyline() -> Image.Image:
    """Pune at dusk: hills, old houses and towers, a bridge over the river."""
    canvas = Canvas(1920, 1280)
    horizon = 900
    for y in range(horizon):  # the sky, from violet down to orange
        part = y / horizon
        canvas.box(0, y, 1920, y + 1, (round(70 + 175 * part), round(64 + 116 * part), round(120 - 10 * part)))
    canvas.disc(1380, 640, 110, (255, 226, 160))
    for height, shade in ((330, (120, 92, 120)), (210, (92, 76, 110))):
        chance = random.Random(height)
        ridge = [(x, horizon - height * (0.55 + 0.45 * chance.random())) for x in range(0, 2080, 160)]
        canvas.polygon([(0, horizon), *ridge, (1920, horizon)], fill=shade)
    chance = random.Random(411)
    x = 20
    while x < 1860:
        width, height = chance.randrange(60, 130), chance.randrange(110, 440)
        _house(canvas, x, horizon, width, height, chance)
        x += width + chance.randrange(6, 34)
    for y in range(horizon, 1280):  # the river
        part = (y - horizon) / 380
        canvas.box(0, y, 1920, y + 1, (round(88 - 40 * part), round(96 - 34 * part), round(140 - 40 * part)))
    for _ in range(90):
        left, y = chance.randrange(1920), chance.randrange(horizon + 20, 1270)
        canvas.line([(left, y), (left + chance.randrange(40, 190), y)], (226, 168, 132), 2)
    canvas.box(0, 1010, 1920, 1048, INK)
    for pier in range(60, 1920, 240):
        canvas.box(pier, 1040, pier + 40, 1180, INK)
        canvas.arc(pier + 140, 1150, 100, 180, 360, INK)
    return canvas.finish()


def _house(canvas: Canvas, x: float, ground: float, width: int, height: int, chance: random.Random) -> None:
    """One building with some of its windows lit, now and then with a dome."""
    shade = chance.randrange(30, 62)
    wall = (shade, shade + 4, shade + 24)
    top = ground - height
    canvas.box(x, top, x + width, ground, wall)
    if height < 190:
        canvas.disc(x + width / 2, top, width / 2.6, wall)
        canvas.line([(x + width / 2, top - width / 2.6), (x + width / 2, top - width / 2.6 - 34)], wall, 5)
    for window_y in range(round(top) + 18, round(ground) - 24, 30):
        for window_x in range(round(x) + 12, round(x) + width - 16, 22):
            if chance.random() < 0.4:
                canvas.box(window_x, window_y, window_x + 10, window_y + 14, (250, 208, 128))


def operations_centre() -> Image.Image:
    """What the operations centre hears and whom it tells."""
    canvas = Canvas(1280, 720)
    inputs = ["Flood and air\nsensors", "Emergency\ncall boxes", "Wi-Fi\nhotspots", "Residents\nand the app"]
    outputs = ["Police", "Road and water\ncrews", "Displays and\nloudspeakers"]
    for row, words in enumerate(inputs):
        y = 105 + 170 * row
        _arrow(canvas, (330, y), (500, 360 + 0.3 * (y - 360)))
        canvas.box(60, y - 60, 330, y + 60, WATER, 18)
        canvas.text(195, y, words)
    for row, words in enumerate(outputs):
        y = 160 + 200 * row
        _arrow(canvas, (780, 360 + 0.3 * (y - 360)), (940, y))
        canvas.box(950, y - 62, 1220, y + 62, SAFFRON, 18)
        canvas.text(1085, y, words)
    canvas.box(510, 220, 770, 500, INK, 24)
    for screen in range(6):
        left, top = 540 + 70 * (screen % 3), 250 + 60 * (screen // 3)
        canvas.box(left, top, left + 58, top + 46, GREY, 6)
    canvas.text(640, 430, "Operations\ncentre", 34, PAPER)
    return canvas.finish()


def _arrow(canvas: Canvas, start: Point, end: Point) -> None:
    (x0, y0), (x1, y1) = start, end
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    canvas.line([start, (x1 - 14 * dx, y1 - 14 * dy)], GREY, 7)
    base = (x1 - 22 * dx, y1 - 22 * dy)
    canvas.polygon([end, (base[0] - 12 * dy, base[1] + 12 * dx), (base[0] + 12 * dy, base[1] - 12 * dx)], fill=GREY)


def street_pole() -> Image.Image:
    """A pole with everything that the plan hung on it."""
    canvas = Canvas(960, 720)
    canvas.box(0, 640, 960, 720, GREY)
    canvas.box(470, 90, 490, 650, INK)
    canvas.line([(480, 100), (620, 80), (680, 92)], INK, 12)
    canvas.polygon([(650, 92), (720, 92), (700, 116), (668, 116)], fill=SAFFRON)
    for radius in (28, 52, 76):
        canvas.arc(480, 96, radius, 225, 315, WATER)
    canvas.box(500, 180, 760, 290, INK, 8)
    canvas.text(630, 235, "Rain expected", 30, (250, 208, 128))
    canvas.disc(440, 330, 34, LEAF)
    canvas.box(496, 430, 560, 530, SAFFRON, 10)
    canvas.disc(528, 500, 14, PAPER)
    labels = [
        (250, 60, "Wi-Fi"),
        (840, 100, "Lamp"),
        (860, 235, "Display"),
        (290, 330, "Air sensor"),
        (680, 480, "Call box"),
    ]
    for x, y, words in labels:
        canvas.text(x, y, words, 30)
    return canvas.finish()


def puneconnect() -> Image.Image:
    """A telephone with the app's four main tiles."""
    canvas = Canvas(960, 720)
    canvas.box(300, 30, 660, 690, INK, 44)
    canvas.box(322, 90, 638, 640, PAPER, 8)
    tiles = [("Complaints", SAFFRON), ("Taxes", LEAF), ("Water", WATER), ("Places", GREY)]
    for number, (words, colour) in enumerate(tiles):
        left, top = 340 + 148 * (number % 2), 190 + 200 * (number // 2)
        canvas.box(left, top, left + 132, top + 180, colour, 16)
        canvas.disc(left + 66, top + 70, 34, PAPER)
        canvas.text(left + 66, top + 144, words, 22)
    canvas.text(480, 140, "PuneConnect", 34)
    canvas.disc(480, 665, 14, GREY)
    return canvas.finish()


def city_sketch() -> Image.Image:
    """The boundary of the example's GeoJSON with rivers and the model quarter, both drawn from memory."""
    canvas = Canvas(960, 840)
    geojson = json.loads((EXAMPLES / "pune-ind" / "pune-ind.geojson").read_text(encoding="utf-8"))
    ring = geojson["features"][0]["geometry"]["coordinates"][0]

    def place(longitude: float, latitude: float) -> Point:
        # a degree of longitude is shorter than one of latitude by the cosine of 18.5 degrees
        return 60 + (longitude - 73.745) * 3550, 760 - (latitude - 18.42) * 3550 / 0.948

    canvas.polygon([place(*corner) for corner in ring], fill=(233, 226, 208), edge=INK)
    quarter = [
        (73.768, 18.578),
        (73.762, 18.556),
        (73.786, 18.548),
        (73.814, 18.555),
        (73.812, 18.576),
        (73.790, 18.574),
    ]
    canvas.polygon([place(*corner) for corner in quarter], fill=SAFFRON)
    mutha = [(73.765, 18.462), (73.800, 18.473), (73.829, 18.500), (73.849, 18.519), (73.861, 18.533)]
    mula = [(73.752, 18.577), (73.790, 18.580), (73.818, 18.566), (73.842, 18.558), (73.861, 18.533)]
    joined = [(73.861, 18.533), (73.890, 18.543), (73.925, 18.538), (73.976, 18.529)]
    for river in (mutha, mula, joined):
        canvas.line([place(*bend) for bend in river], WATER, 9)
    canvas.text(*place(73.870, 18.500), "Pune", 44)
    canvas.text(*place(73.790, 18.540), "Aundh-Baner-Balewadi", 24)
    canvas.text(*place(73.835, 18.485), "Mutha", 22, WATER)
    canvas.text(*place(73.850, 18.566), "Mula", 22, WATER)
    canvas.line([(760, 790), (760 + 3550 * 5 / 105.4, 790)], INK, 6)  # 105.4 km a degree of longitude here
    canvas.text(845, 768, "5 km", 24)
    return canvas.finish()


def bridge() -> Image.Image:
    """An arch bridge for the example full of mistakes."""
    canvas = Canvas(640, 420, (214, 228, 238))
    canvas.box(0, 320, 640, 420, WATER)
    canvas.box(0, 130, 640, 150, INK)
    for x in range(70, 600, 50):
        canvas.line([(x, 140), (x, 300 - 140 * (1 - ((x - 320) / 280) ** 2))], INK, 4)
    canvas.arc(320, 440, 290, 200, 340, SAFFRON)
    return canvas.finish()


PICTURES: dict[str, Callable[[], Image.Image]] = {
    "pune-ind/pune-skyline.jpg": skyline,
    "pune-ind/operations-centre.png": operations_centre,
    "pune-ind/street-pole.png": street_pole,
    "pune-ind/puneconnect.png": puneconnect,
    "pune-ind/pune-sketch.png": city_sketch,
    "mistakes/porto-prt/bridge.jpg": bridge,
}


def main() -> None:
    """Draw all pictures into their folders."""
    for name, picture in PICTURES.items():
        path = EXAMPLES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".jpg":
            picture().save(path, quality=88, optimize=True)
        else:
            picture().quantize(64, method=Image.Quantize.MEDIANCUT).save(path, optimize=True)
        print(f"{path.relative_to(EXAMPLES.parent)}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
