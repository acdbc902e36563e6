"""onnxruntime's sessions, opened in one way everywhere."""

from pathlib import Path

import onnxruntime


def open_session(path: Path, threads: int = 0) -> onnxruntime.InferenceSession:
    """A session on the CPU that prints no warnings; `threads` 0 is as many as onnxruntime likes."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = threads, 3
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
