"""The window's language: texts in English in the source, translated by Qt's own means.

Sentences with figures in them are translated first and filled in then (``fill``), so that a translator
may put the figures where the language wants them, and the figures are written as the language does. See
``docs/translating.md``.
"""

from __future__ import annotations

from numbers import Real
from pathlib import Path
from string import Formatter

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from sleepscorer.assets import resource

SOURCE_LANGUAGE = "en"
SYSTEM = "system"
OWN_NAMES = {"en": "English", "de": "Deutsch", "fr": "Français"}
"""Each language as its speakers call it; a language without a name here shows its code."""
COMMA = ("de", "fr")
"""Languages with a decimal comma, a space between thousands and one before the per cent sign."""
AS_COMMA = str.maketrans({".": ",", ",": "\u202f", "%": "\u202f%"})
IN_FORCE = "language"
"""Property of the application that holds the code of its language."""
_installed: list[QTranslator] = []
"""Kept here: to look for them among what belongs to the application makes a class of each thing there."""


def translate(context: str, text: str) -> str:
    """Translate a text; both arguments are literals, for lupdate finds them in the source."""
    return QCoreApplication.translate(context, text)


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for lupdate; it is translated where it is shown."""
    return text


def number(value: object, spec: str = "") -> str:
    """Write a figure as the window's language does: ``number(0.5, ".1%")`` is ``50,0 %`` in German."""
    text = format(value, spec)
    return text.translate(AS_COMMA) if isinstance(value, Real) and language_in_force() in COMMA else text


def fill(text: str, /, **values: object) -> str:
    """Fill figures and names into a translated text, as ``str.format`` does, the figures by ``number``."""
    return _FORMATTER.vformat(text, (), values)


class _LanguageFormatter(Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        return number(value, format_spec)


_FORMATTER = _LanguageFormatter()


def translations_folder() -> Path:
    """Return the folder of the compiled translations."""
    return resource("i18n")


def available_languages() -> tuple[str, ...]:
    """Return the codes of the languages there are, the source's own first."""
    codes = sorted(path.stem.partition("_")[2] for path in translations_folder().glob("sleepscorer_*.qm"))
    return (SOURCE_LANGUAGE, *codes)


def system_language() -> str:
    """Return the first language of the system that there is; else the source's own."""
    there = available_languages()
    wanted = (name[:2].lower() for name in QLocale.system().uiLanguages())
    return next((code for code in wanted if code in there), SOURCE_LANGUAGE)


def chosen_language(setting: str) -> str:
    """Return the code for a setting: the system's language where it is asked for or not known."""
    return setting if setting in available_languages() else system_language()


def install(application: QCoreApplication, language: str) -> str:
    """Put an application into a language, before its window is made.

    Parameters
    ----------
    application : QCoreApplication
    language : str
        ``system`` or a code of ``available_languages``.

    Returns
    -------
    str
        Code of the language now in force.
    """
    for old in _installed:
        application.removeTranslator(old)
        old.deleteLater()
    _installed.clear()
    code = chosen_language(language)
    application.setProperty(IN_FORCE, code)
    QLocale.setDefault(_locale(code))
    if code != SOURCE_LANGUAGE:
        qt_folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        _add(application, qt_folder / f"qtbase_{code}.qm")
        _add(application, translations_folder() / f"sleepscorer_{code}.qm")
    return code


def _locale(code: str) -> QLocale:
    """How figures are typed in a language: as the system does where it speaks that language too."""
    system = QLocale.system()
    return system if system.name()[:2] == code else QLocale(code)


def language_in_force() -> str:
    """Return the code of the language that the window speaks."""
    application = QCoreApplication.instance()
    return str(application.property(IN_FORCE) or SOURCE_LANGUAGE) if application else SOURCE_LANGUAGE


def _add(application: QCoreApplication, path: Path) -> None:
    """Install one file of translations; without it the texts stay as they are in the source."""
    translator = QTranslator(application)
    if translator.load(str(path)):
        application.installTranslator(translator)
        _installed.append(translator)
    else:
        translator.deleteLater()
