"""What the frozen application contains and what it does without; read by ``sleepscorer.spec``."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

Entry = tuple[str, str, str]
"""Path in the application, path it comes from, PyInstaller's name of its kind."""

EXCLUDED = [
    *("torch", "onnx", "matplotlib", "sympy", "networkx", "pandas", "h5py", "yasa", "numba", "IPython"),
    *("tkinter", "pytest", "setuptools", "pip", "PIL", "lib2to3", "idlelib", "ensurepip", "sqlite3"),
    # readline is GPL; a program with a window edits no lines.
    *("readline", "rlcompleter", "curses", "nis", "crypt", "spwd"),
    # Nothing is fetched: mne would, for its own sample data.
    *("pooch", "requests", "urllib3", "certifi", "charset_normalizer", "idna", "ssl", "filelock"),
    *("onnxruntime.tools", "onnxruntime.transformers", "onnxruntime.quantization", "onnxruntime.datasets"),
    *("mpl_toolkits", "mne.report", "mne.gui", "mne.commands"),
    # It needs the machine's OpenMP; psgscoring uses it for one set of rules, which is not offered then.
    *("lightgbm", "narwhals"),
    *(f"PySide6.{name}" for name in ("QtNetwork", "QtQml", "QtQuick", "QtSql", "QtTest", "QtDesigner")),
    *(f"PySide6.{name}" for name in ("QtHelp", "QtUiTools", "QtXml", "QtConcurrent", "QtQuickWidgets")),
    *("PySide6.QtSvgWidgets", "pyqtgraph.opengl", "pyqtgraph.examples", "pyqtgraph.console"),
]

# A window, pictures and text need no more of Qt than this; everything else is left out by name.
QT_LIBRARIES = (
    *("Core", "Gui", "Widgets", "DBus", "Svg", "OpenGL", "XcbQpa", "WaylandClient"),
    "WlShellIntegration",
)
QT_PLUGINS = (
    *("platforms", "platformthemes", "imageformats", "iconengines", "styles"),
    *("platforminputcontexts", "xcbglintegrations", "wayland-shell-integration"),
    *("wayland-decoration-client", "wayland-graphics-integration-client"),
)
# GTK is the desktop's; its file dialogs come through its portal.
QT_PLUGIN_FILES_LEFT_OUT = (
    *("qtvirtualkeyboard", "qpdf", "qwebp", "qtiff", "qtga", "qwbmp", "qgif", "qicns", "qgtk3"),
    *("eglfs", "vnc", "linuxfb", "minimal", "vkkhrdisplay", "vulkan-server", "ivi-shell"),
)

# Libraries of Python itself; those of the window system come from the machine it runs on.
PYTHONS_OWN = (
    *("libpython3", "libssl", "libcrypto", "libffi", "liblzma", "libbz2", "libz.", "libexpat", "libsqlite3"),
    *("libuuid", "libmpdec"),
)
SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/", "/usr/local/lib/")


def wanted(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that the application needs."""
    return [entry for entry in entries if not _is_idle(entry)]


def _is_idle(entry: Entry) -> bool:
    path, source = Path(entry[0]), entry[1].replace("\\", "/")
    if _is_of_qt(path):
        return _is_idle_qt(path)
    is_test = bool({"tests", "test"} & set(path.parts[:-1]))
    return is_test or (_is_of_system(source) and not path.name.startswith(PYTHONS_OWN))


def _is_of_system(source: str) -> bool:
    if sys.platform == "win32":
        return source.lower().startswith("c:/windows/")
    return sys.platform.startswith("linux") and source.startswith(SYSTEM_FOLDERS)


def _is_of_qt(path: Path) -> bool:
    return "PySide6" in path.parts or path.name.startswith(("libQt6", "Qt6"))


def _is_idle_qt(path: Path) -> bool:
    if "qml" in path.parts:
        return True
    if "translations" in path.parts:
        return not path.name.startswith(("qtbase_de", "qtbase_fr", "qt_de", "qt_fr"))
    if "plugins" in path.parts:
        kind = path.parts[path.parts.index("plugins") + 1]
        return kind not in QT_PLUGINS or any(name in path.name for name in QT_PLUGIN_FILES_LEFT_OUT)
    # libQt6Core.so.6, Qt6Core.dll, QtCore.framework
    named = next((part for part in path.parts if part.endswith(".framework")), path.name)
    library = re.match(r"(?:lib)?(?:Qt6|Qt(?=\w+\.framework))(\w+)", named)
    is_idle = library is not None and not library[1].startswith(QT_LIBRARIES)
    return is_idle or path.name == "opengl32sw.dll"


def note_origins(entries: Iterable[Entry], file: Path) -> None:
    """Write which file of the application came from where, for its notices and its bill of materials."""
    file.parent.mkdir(parents=True, exist_ok=True)
    made_by_the_build = ("", "-", "base_library.zip")
    origins = {
        name.replace("\\", "/"): source
        for name, source, kind in entries
        if kind != "SYMLINK" and Path(source).name not in made_by_the_build
    }
    file.write_text(json.dumps(origins, indent=1, sort_keys=True), encoding="utf-8")
