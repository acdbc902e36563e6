"""Compares a teacher as a torch function of a batch with what onnxruntime answers to one picture after the other."""

import sys

import cv2
import numpy as np
import torch

from export.session import open_session
from training.arguments import stage_parser
from training.data.onnx_module import OnnxModule


def main() -> None:
    a = stage_parser(__doc__, "graph").parse_args()
    module, reference = OnnxModule(a.graph).eval(), open_session(a.graph, 1)
    height, width = module.size
    pictures = [np.random.default_rng(k).random((9, 9, 3), np.float32) for k in range(3)]
    x = np.stack([cv2.resize(picture, (width, height)).transpose(2, 0, 1) for picture in pictures])
    with torch.no_grad():
        got = module(torch.from_numpy(x)).numpy()
    name = reference.get_inputs()[0].name
    want = np.concatenate([reference.run(None, {name: x[k : k + 1]})[0] for k in range(3)]).reshape(got.shape)
    if want.std() <= 0.01 or np.abs(got - want).max() >= 1e-4 * want.max():
        sys.exit("Expected a batch in torch to be what onnxruntime answers, but it is not.")


if __name__ == "__main__":
    main()
