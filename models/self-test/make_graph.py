"""Makes resources/self-test.onnx: the operators that the four systems lean on, in one tiny graph with fixed weights.

Input `image` [1, 3, 16, 16], output `map` [1, 1, 32, 32], both float32. An execution provider that gets this wrong (black or
NaN output, usually) gets the depth wrong too. Usage: python make_graph.py self-test.onnx
"""
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def main(path: str) -> None:
    draw = np.random.default_rng(1)
    constants = {
        "first": draw.normal(0, 0.3, (8, 3, 3, 3)),
        "scale": draw.normal(1, 0.1, 8),
        "bias": draw.normal(0, 0.1, 8),
        "query": draw.normal(0, 0.5, (8, 8)),
        "key": draw.normal(0, 0.5, (8, 8)),
        "last": draw.normal(0, 0.3, (1, 8, 3, 3)),
    }
    tensors = [numpy_helper.from_array(values.astype(np.float32), name) for name, values in constants.items()]
    tensors += [
        numpy_helper.from_array(np.array([1, 8, 256], np.int64), "tokens_shape"),
        numpy_helper.from_array(np.array([1, 8, 16, 16], np.int64), "plane_shape"),
        numpy_helper.from_array(np.array([1, 1, 2, 2], np.float32), "twice"),
    ]
    node = helper.make_node
    nodes = [
        node("Conv", ["image", "first"], ["a"], pads=[1, 1, 1, 1]),
        node("InstanceNormalization", ["a", "scale", "bias"], ["b"]),
        node("Sigmoid", ["b"], ["b_gate"]),
        node("Mul", ["b", "b_gate"], ["c"]),
        # Attention over the 256 pixels, as in the middle of a UNet.
        node("Reshape", ["c", "tokens_shape"], ["rows"]),
        node("Transpose", ["rows"], ["tokens"], perm=[0, 2, 1]),
        node("MatMul", ["tokens", "query"], ["q"]),
        node("MatMul", ["tokens", "key"], ["k"]),
        node("Transpose", ["k"], ["k_turned"], perm=[0, 2, 1]),
        node("MatMul", ["q", "k_turned"], ["scores"]),
        node("Softmax", ["scores"], ["weights"], axis=-1),
        node("MatMul", ["weights", "tokens"], ["mixed"]),
        node("Transpose", ["mixed"], ["mixed_rows"], perm=[0, 2, 1]),
        node("Reshape", ["mixed_rows", "plane_shape"], ["plane"]),
        node("Add", ["plane", "c"], ["d"]),
        node("Resize", ["d", "", "twice"], ["e"], mode="linear", coordinate_transformation_mode="half_pixel"),
        node("Conv", ["e", "last"], ["map"], pads=[1, 1, 1, 1]),
    ]
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes,
        "self-test",
        [value("image", TensorProto.FLOAT, [1, 3, 16, 16])],
        [value("map", TensorProto.FLOAT, [1, 1, 32, 32])],
        tensors,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, path)


main(sys.argv[1])
