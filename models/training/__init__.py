"""Trains the starter weights."""

import os

# From 1.30 on onnxruntime makes an id of the computer and sends what was run on it to its makers.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
