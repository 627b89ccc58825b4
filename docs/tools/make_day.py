"""Pictures of a technologist's day, from the screen of an X server where it is worked by keys and mouse.

``python docs/tools/make_day.py`` (``make day``) writes all of them, or those of the looks named, as ``dark``.
The steps are those of ``tests/e2e/test_day.py``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from make_screenshots import DOCS
from PIL import Image

sys.path[:0] = [str(DOCS.parent / "tests"), str(DOCS.parent)]

from e2e.day import CLINICAL, HOME, NAPS, SPLIT, Day, simulate  # noqa: E402
from e2e.desktop import Screen, desktop, missing_packages  # noqa: E402

from sleepscorer.scoring import EventKind  # noqa: E402

REPORT_DPI = 80
EXACT_COLOURS = 64
SMALL, FULL_HD, UHD = Screen(1366, 768), Screen(1920, 1080), Screen(3840, 2160, ratio=2)


@dataclass(frozen=True)
class Look:
    """Screen and preferences of a day, and the scenes whose pictures are kept."""

    screen: Screen
    scenes: tuple[str, ...]
    settings: dict[str, object] = field(default_factory=dict)


LOOKS = {
    "small": Look(SMALL, ("offer", "respiration", "home-test", "nap", "report", "report-naps")),
    "light": Look(FULL_HD, ("respiration", "two-time-bases", "split-night")),
    "dark": Look(FULL_HD, ("respiration", "two-time-bases"), {"theme": "dark"}),
    "de": Look(SMALL, ("offer", "two-time-bases", "report"), {"language": "de"}),
    "4k": Look(UHD, ("respiration",)),
}


def work(name: str) -> None:
    """Work as much of a day as has scenes that are kept."""
    look = LOOKS[name]
    with tempfile.TemporaryDirectory() as folder, desktop(look.screen, Path(folder) / "desktop") as made:

        def keep(scene: str) -> None:
            if scene in look.scenes:
                _shrunk(made.picture(_path(scene, name)))

        day = Day(made, Path(folder), look.settings, keep)
        _keep_report(day.clinical(simulate(day.folder, CLINICAL)), "report", name)
        if "home-test" in look.scenes:
            day.home_test(simulate(day.folder, HOME))
        if "split-night" in look.scenes:
            day.split_night(simulate(day.folder, SPLIT))
        if "nap" in look.scenes:
            _keep_report(day.naps(simulate(day.folder, NAPS)), "report-naps", name)


def _path(scene: str, name: str) -> Path:
    return DOCS / "pictures" / f"day-{scene}-{name}.png"


def _keep_report(pdf: Path, scene: str, name: str) -> None:
    """Keep the first page of a report."""
    if scene in LOOKS[name].scenes:
        path = _path(scene, name)
        command = [
            "pdftoppm",
            "-png",
            "-r",
            str(REPORT_DPI),
            "-singlefile",
            str(pdf),
            str(path.with_suffix("")),
        ]
        subprocess.run(command, check=True)
        _shrunk(path)


def _shrunk(path: Path) -> None:
    """Keep few colours, but the most frequent ones and those of the events as they are."""
    with Image.open(path) as picture:
        whole = picture.convert("RGB")
    counts = sorted(whole.getcolors(whole.width * whole.height) or [], reverse=True)
    kept = {colour for _, colour in counts[:EXACT_COLOURS]} | {_rgb(kind.type.colour) for kind in EventKind}
    usual = whole.quantize(256 - len(kept), dither=Image.Dither.NONE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette(
        [*usual[: 3 * (256 - len(kept))], *(part for colour in sorted(kept) for part in colour)]
    )
    whole.quantize(palette=palette, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path.relative_to(DOCS.parent), f"{path.stat().st_size // 1000} kB", flush=True)


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def main() -> None:
    """Work the days asked for."""
    missing = missing_packages()
    if missing:
        sys.exit(f"The day is worked at an X server: apt-get install {' '.join(missing)}")
    for name in sys.argv[1:] or LOOKS:
        work(name)


if __name__ == "__main__":
    main()
