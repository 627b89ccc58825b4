"""Every sentence of the core that can reach the window is a message whose template can be translated."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path
from string import Formatter

import pytest
from message_sources import (
    bare_errors,
    bare_sentences,
    core_modules,
    error_names,
    shown_modules,
    templates,
    translations_tool,
)

from sleepscorer.messages import Message

TOOL = translations_tool()


def test_every_error_that_can_reach_the_window_has_a_message() -> None:
    names = error_names()
    bare = [f"{name}:{line}" for name, module in shown_modules() for line in bare_errors(module, names)]
    assert bare == []


def test_every_sentence_that_can_reach_the_window_is_a_message() -> None:
    assert [f"{name}:{line}" for name, module in shown_modules() for line in bare_sentences(module)] == []


@pytest.mark.parametrize(
    "source",
    [
        'raise RecordingError(f"{path} is odd.")',
        'raise RecordingError("odd")',
        'raise RecordingError("a " + name)',
        'notices.append(f"{name} was not used at all.")',
    ],
)
def test_what_is_no_message_is_seen(source: str) -> None:
    module = ast.parse(source)
    assert [*bare_errors(module, error_names()), *bare_sentences(module)]


def test_a_template_that_is_no_literal_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.py").write_text('Message(f"{name} is odd.")')
    with pytest.raises(TOOL.NotLiteralError, match=r"odd\.py:1"):
        TOOL.templates(tmp_path)


def test_no_two_templates_differ_only_in_a_value() -> None:
    alike = defaultdict(list)
    for template in templates():
        alike[re.sub(r"\{[^}]*\}", "{}", template)].append(template)
    assert [each for each in alike.values() if len(each) > 1] == []


def test_the_values_fit_the_template() -> None:
    misfits = []
    for name, module in core_modules().items():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Message" and node.keywords:
                fields = {field for _, field, _, _ in Formatter().parse(_template(node)) if field is not None}
                given = {keyword.arg for keyword in node.keywords}
                if None not in given and fields != given:
                    misfits.append(f"{name}:{node.lineno} {sorted(fields ^ given)}")
    assert misfits == []


def test_templates_without_values_have_no_field() -> None:
    for template in templates():
        if not any(field is not None for _, field, _, _ in Formatter().parse(template)):
            assert Message(template) == template


def _template(call: ast.Call) -> str:
    template = call.args[0]
    return template.value if isinstance(template, ast.Constant) and isinstance(template.value, str) else ""
