"""Graphs without weights: an architecture as ONNX whose initializers name the tensors of the authors' own .safetensors."""
