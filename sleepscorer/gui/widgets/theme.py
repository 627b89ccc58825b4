"""Colours of the window, light and dark.

Stage colours follow the Okabe & Ito (2008) palette, which people with the common colour vision
deficiencies can tell apart; a stage is never told by its colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from sleepscorer.channels import Role
from sleepscorer.stages import Stage


@dataclass(frozen=True)
class Theme:
    """Colours as ``#rrggbb``."""

    name: str
    window: str
    base: str
    text: str
    dim: str
    line: str
    frame: str
    grid: str
    margin: str
    accent: str
    warning: str
    stages: dict[Stage, str]
    roles: dict[Role, str]
    alternates: dict[Role, str]

    def trace(self, role: Role, is_alternate: bool) -> str:
        """Return the colour of a trace, as ``#rrggbb``."""
        return self.alternates.get(role, self.roles[role]) if is_alternate else self.roles[role]

    def stage(self, stage: int) -> QColor:
        """Return the colour of a stage."""
        return QColor(self.stages[Stage(stage)])

    def ink(self, ground: QColor) -> QColor:
        """Return the colour of text that can be read best on some ground."""
        return max(QColor(self.text), QColor(self.base), key=lambda ink: contrast(ink, ground))


def contrast(colour: QColor, other: QColor) -> float:
    """Compute the contrast of two colours, 1 to 21, as in the Web Content Accessibility Guidelines 2.1."""
    darker, lighter = sorted(map(_luminance, (colour, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    """Mix a share of a colour over a ground."""
    red, green, blue = (
        under + share * (over - under)
        for under, over in (
            (ground.redF(), colour.redF()),
            (ground.greenF(), colour.greenF()),
            (ground.blueF(), colour.blueF()),
        )
    )
    return QColor.fromRgbF(red, green, blue)


LIGHT = Theme(
    name="light",
    window="#f3f4f6",
    base="#ffffff",
    text="#1b1f24",
    dim="#636b75",
    line="#c9ced6",
    frame="#95a1b0",
    grid="#e6e9ee",
    margin="#eceef1",
    accent="#0b6bcb",
    warning="#9a5b00",
    stages={
        Stage.W: "#d98200",
        Stage.N1: "#56a5d8",
        Stage.N2: "#1f6fb2",
        Stage.N3: "#123e73",
        Stage.R: "#b8327a",
        Stage.UNSCORED: "#9aa1ab",
    },
    roles={role: role.type.colours[0] for role in Role},
    alternates={role: role.type.alternates[0] for role in Role if role.type.alternates},
)

DARK = Theme(
    name="dark",
    window="#1d2126",
    base="#14171b",
    text="#e6e9ed",
    dim="#98a1ac",
    line="#3b424b",
    frame="#98a1ac",
    grid="#22272d",
    margin="#1c2025",
    accent="#5aaaff",
    warning="#f0b35a",
    stages={
        Stage.W: "#f0a030",
        Stage.N1: "#8ccbf2",
        Stage.N2: "#4a9be0",
        Stage.N3: "#3a6fc4",
        Stage.R: "#e66aa8",
        Stage.UNSCORED: "#6d7682",
    },
    roles={role: role.type.colours[1] for role in Role},
    alternates={role: role.type.alternates[1] for role in Role if role.type.alternates},
)

FRAMED = (
    "QCheckBox",
    "QRadioButton",
    "QLineEdit",
    "QAbstractSpinBox",
    "QListView",
    "QComboBox",
    "QMenu",
    "QToolButton",
)
"""Kinds of widgets that do not paint the colour of windows, but frames made out of it."""


def system_theme() -> Theme:
    """Return the theme that suits the colour scheme of the system; light where it names none."""
    is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK if is_dark else LIGHT


def chosen_theme(name: str) -> Theme:
    """Return the theme of the settings: ``light``, ``dark``, or whatever suits the system."""
    return {"light": LIGHT, "dark": DARK}.get(name) or system_theme()


def dress(theme: Theme) -> None:
    """Give the whole application a theme's palette and style."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setPalette(palette(theme))
    for kind in FRAMED:
        application.setPalette(framed_palette(theme), kind)  # type: ignore[arg-type]  # bytes are refused
    application.setStyleSheet(style_sheet(theme))


def palette(theme: Theme) -> QPalette:
    """Return the Qt palette of a theme."""
    made = QPalette()
    colours = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.base,
        QPalette.ColorRole.AlternateBase: theme.window,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.window,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.ToolTipBase: theme.base,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.dim,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.base,
        QPalette.ColorRole.Link: theme.accent,
    }
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.dim))
    return made


def framed_palette(theme: Theme) -> QPalette:
    """Return the palette of what is told by its frame alone, as an empty check box.

    The style makes frames out of the colour of windows, only darker, which can hardly be seen in the dark.
    """
    made = palette(theme)
    made.setColor(QPalette.ColorRole.Window, QColor(theme.frame))
    return made


def style_sheet(theme: Theme) -> str:
    """Return the style of what a palette does not reach."""
    return f"""
        QToolTip {{ color: {theme.text}; background: {theme.base}; border: 1px solid {theme.line}; }}
        QToolBar {{ border: none; border-bottom: 1px solid {theme.line}; spacing: 4px; padding: 3px; }}
        QStatusBar {{ border-top: 1px solid {theme.line}; }}
        QStatusBar::item {{ border: none; }}
        QDockWidget::title {{ padding: 4px 8px; background: {theme.window}; }}
        QMainWindow::separator {{ background: {theme.line}; width: 1px; height: 1px; }}
        QLabel#banner {{ background: {theme.accent}; color: {theme.base}; padding: 5px 10px; }}
        QFrame#offer {{ background: {theme.base}; border: 2px solid {theme.accent}; }}
        QLabel#dim {{ color: {theme.dim}; }}
    """
