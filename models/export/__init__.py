"""Turns published checkpoints (Hugging Face folders) into model packs: ONNX graphs and a pack.json, checked against torch."""
