"""AppImage and macOS. Neither has been tested as a whole; docs/packaging.md says how far."""

from __future__ import annotations

import platform
import shutil
from pathlib import Path

from steps import frozen
from steps.places import (
    APP,
    BUILD,
    DIST,
    PACKAGING,
    ROOT,
    BuildError,
    fresh,
    machine,
    megabytes,
    run,
    say,
    version,
)

APP_DIR = BUILD / "appimage" / "sleepscorer.AppDir"


def app_image() -> Path:
    """Lay out an AppDir from the frozen application, and pack it where appimagetool is installed."""
    if platform.system() != "Linux":
        raise BuildError("An AppImage is made on Linux.")
    if not APP.is_dir():
        raise BuildError(f"{APP} is not there; build it first: python packaging/build.py app")
    fresh(APP_DIR)
    shutil.copytree(APP, APP_DIR / "usr" / "lib" / "sleepscorer", symlinks=True)
    shutil.copy(PACKAGING / "appimage" / "AppRun", APP_DIR)
    shutil.copy(PACKAGING / "debian" / "sleepscorer.desktop", APP_DIR)
    shutil.copy(ROOT / "resources" / "icons" / "sleepscorer.png", APP_DIR)
    (APP_DIR / ".DirIcon").symlink_to("sleepscorer.png")
    say(run([APP_DIR / "AppRun", "--version"]).strip())
    if shutil.which("appimagetool") is None:
        say(f"{APP_DIR} is laid out; appimagetool is not installed, so it is not packed.")
        return APP_DIR
    image = DIST / f"sleepscorer-{version()}-{machine().removeprefix('linux-')}.AppImage"
    run(["appimagetool", APP_DIR, image])
    say(f"{image}: {megabytes(image)}")
    return image


def disk_image() -> Path:
    """Build the application for macOS and put it into a disk image."""
    if platform.system() != "Darwin":
        raise BuildError("A disk image of macOS is made on macOS.")
    frozen.build()
    bundle = DIST / "sleepscorer.app"
    for name in (frozen.NOTICES, frozen.BILL, "LICENSE", "NOTICE.md"):
        shutil.copy(APP / name, bundle / "Contents" / "Resources")
    # What was added after PyInstaller signed the bundle has to be signed, too.
    run(["codesign", "--force", "--deep", "--sign", "-", bundle])
    image = DIST / f"sleepscorer-{version()}.dmg"
    folder = fresh(BUILD / "macos" / "image")
    shutil.copytree(bundle, folder / bundle.name, symlinks=True)
    (folder / "Applications").symlink_to("/Applications")
    run(
        [
            "hdiutil",
            "create",
            "-volname",
            "sleepscorer",
            "-srcfolder",
            folder,
            "-ov",
            "-format",
            "UDZO",
            image,
        ]
    )
    say(f"{image}: {megabytes(image)}")
    return image
