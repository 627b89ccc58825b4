from __future__ import annotations

import json
import subprocess
import sys

HEAVY = {
    "PySide6",
    "pyqtgraph",
    "mne",
    "scipy",
    "onnxruntime",
    "torch",
    "pyedflib",
    "edfio",
    "matplotlib",
    "onnx",
}
CORE = (
    *("stages", "channels", "recording", "scoring", "probabilities", "storage.journal", "storage.sidecar"),
    *("storage.store", "storage.lock"),
    *("atomic", "errors", "statistics", "edf.header", "edf.records", "edf.tal"),
    *("signals.filters", "signals.resampling"),
)


def loaded_after(code: str) -> set[str]:
    """Top-level packages that a fresh interpreter holds after running some code."""
    program = f"{code}\nimport json, sys; print(json.dumps(sorted({{n.split('.')[0] for n in sys.modules}})))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout))


def test_the_package_alone_loads_nothing_but_itself():
    assert not loaded_after("import sleepscorer") & (HEAVY | {"numpy"})


def test_a_core_module_loads_nothing_heavy():
    packages = loaded_after("\n".join(f"import sleepscorer.{module}" for module in CORE))
    assert "sleepscorer" in packages
    assert not packages & HEAVY


def test_an_unopened_recording_costs_no_heavy_import_but_its_reader(tmp_path):
    code = (
        "from sleepscorer.recording import open_recording\n"
        "from sleepscorer.errors import RecordingError\n"
        f"try: open_recording({str(tmp_path / 'gone.edf')!r})\nexcept RecordingError: pass"
    )
    assert not loaded_after(code) & HEAVY
