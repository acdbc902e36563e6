"""An ONNX graph as a torch function of a whole batch, on any device: the teachers label views where they are trained on."""
import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import nn

from samples import resized


class OnnxModule(nn.Module):
    """Input [B, 3, h, w] -> the graph's output [B, 1, h, w], of a graph made for one picture of that size and with the few operators of the
    teachers.

    The graph's reshapes are written for one picture. They shuffle channels, with one picture's channels on their first axis, which therefore
    is B times as long here; what is split there are B pictures each.
    """

    def __init__(self, path):
        super().__init__()
        graph = onnx.load(path).graph
        nodes = [(n.op_type, list(n.input), list(n.output), {a.name: onnx.helper.get_attribute_value(a) for a in n.attribute}) for n in graph.node]
        self.nodes = [n for n in nodes if n[0] != "Constant"]
        self.result = graph.output[0].name
        held = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
        self.input = next(i.name for i in graph.input if i.name not in held)
        held.update({outputs[0]: numpy_helper.to_array(attributes["value"]) for kind, _, outputs, attributes in nodes if kind == "Constant"})
        self.shapes = {k: v.tolist() for k, v in held.items() if v.dtype == np.int64 or v.size == 0 or v.ndim == 1 and v.size == 4 and v.dtype == np.float32}
        self.size = tuple(next(i for i in graph.input if i.name == self.input).type.tensor_type.shape.dim[k].dim_value for k in (2, 3))
        self.names = {k: f"w{number}" for number, (k, v) in enumerate(held.items()) if v.dtype == np.float32}
        for k, name in self.names.items():
            self.register_buffer(name, torch.from_numpy(held[k].copy()))

    def forward(self, x):
        at = {self.input: x, **{k: getattr(self, name) for k, name in self.names.items()}}
        for kind, inputs, outputs, attributes in self.nodes:
            y = self.operate(kind, [at.get(i) for i in inputs], inputs, attributes, len(x))
            at.update(zip(outputs, y if isinstance(y, tuple) else (y,)))
        return at[self.result]

    def operate(self, kind, values, inputs, attributes, batch):
        x = values[0]
        if kind == "Conv":
            pads = attributes.get("pads", [0] * 4)
            assert pads[:2] == pads[2:], "uneven padding"
            return F.conv2d(x, values[1], values[2] if len(values) > 2 else None, attributes.get("strides", 1), pads[:2], attributes.get("dilations", 1), attributes.get("group", 1))
        if kind == "BatchNormalization":
            return F.batch_norm(x, values[3], values[4], values[1], values[2], eps=attributes.get("epsilon", 1e-5))
        if kind == "Relu":
            return F.relu(x)
        if kind == "Clip":
            return x.clamp(attributes.get("min", 0.0), attributes.get("max", 6.0))
        if kind in ("Add", "Div"):
            return x + values[1] if kind == "Add" else x / values[1]
        if kind == "Concat":
            return torch.cat(values, attributes["axis"])
        if kind == "Reshape":
            first, *rest = self.shapes[inputs[1]]
            return x.reshape(first * batch, *rest)
        if kind == "Transpose":
            return x.permute(attributes["perm"])
        if kind == "Split":
            return x.chunk(len(attributes["split"]), attributes["axis"])
        if kind in ("Resize", "Upsample"):
            given = [self.shapes[i] for i in inputs[1:] if i and self.shapes.get(i)]
            given = given or [attributes["scales"]]
            height, width = given[-1][2:]
            size = (height, width) if isinstance(height, int) else (round(x.shape[-2] * height), round(x.shape[-1] * width))
            return resized(x, size) if attributes["mode"] == b"linear" else F.interpolate(x, size)
        raise NotImplementedError(f"The operator {kind} is not among those that the teachers need: add it here.")
