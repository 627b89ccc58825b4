"""Report of a night: one self-contained HTML page that a browser shows and Qt prints."""

from sleepscorer.report.facts import ModelFacts, ReportFacts, ReviewFacts
from sleepscorer.report.page import report_html
from sleepscorer.report.texts import LANGUAGES, Texts, texts_of

__all__ = ["LANGUAGES", "ModelFacts", "ReportFacts", "ReviewFacts", "Texts", "report_html", "texts_of"]
