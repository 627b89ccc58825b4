"""Report of a night: one self-contained HTML page that a browser shows and Qt prints, or a document."""

from sleepscorer.report.facts import ModelFacts, PatientFacts, ReportFacts, ReviewFacts
from sleepscorer.report.html import Letterhead, html_of
from sleepscorer.report.naps import nap_report
from sleepscorer.report.page import report_html, report_of
from sleepscorer.report.texts import LANGUAGES, Texts, texts_of

__all__ = [
    "LANGUAGES",
    "Letterhead",
    "ModelFacts",
    "PatientFacts",
    "ReportFacts",
    "ReviewFacts",
    "Texts",
    "html_of",
    "nap_report",
    "report_html",
    "report_of",
    "texts_of",
]
