"""An encoder's weights as an ONNX graph with 8-bit matrices.

Matrices are symmetric integers of 7 bits a column, the activations unsigned 8-bit
integers quantised as they come: on processors without 8-bit dot products wider weights
would overflow, and results would depend on the machine. Softmax, normalisation and the
outputs stay in single precision.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from communique.train.start import Array

_OPSET, _IR = 20, 9
_TOP = 63  # largest whole weight, of 7 bits with a sign
_EPSILON = 1e-12


class _Graph:
    """Nodes and constants as they are added."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: npt.NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, inputs: list[str], *outputs: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, list(outputs), **attributes))
        return outputs[0]

    def linear(self, x: str, name: str, weight: Array, bias: Array) -> str:
        """``x @ weight + bias`` in whole numbers."""
        scale = np.abs(weight).max(axis=0) / _TOP
        scale[scale == 0] = 1
        whole = np.clip(np.round(weight / scale), -_TOP, _TOP).astype(np.int8)
        self.add("DynamicQuantizeLinear", [x], f"{name}.x", f"{name}.scale", f"{name}.zero")
        inputs = [f"{name}.x", self.constant(f"{name}.w", whole), f"{name}.zero"]
        self.add("MatMulInteger", inputs, f"{name}.sum")
        self.add("Cast", [f"{name}.sum"], f"{name}.float", to=TensorProto.FLOAT)
        columns = self.constant(f"{name}.s", scale.astype(np.float32))
        self.add("Mul", [f"{name}.scale", columns], f"{name}.scales")
        self.add("Mul", [f"{name}.float", f"{name}.scales"], f"{name}.product")
        return self.add("Add", [f"{name}.product", self.constant(f"{name}.b", bias)], f"{name}.y")

    def norm(self, x: str, name: str, weight: Array, bias: Array) -> str:
        """Layer normalisation."""
        inputs = [x, self.constant(f"{name}.w", weight), self.constant(f"{name}.b", bias)]
        return self.add("LayerNormalization", inputs, f"{name}.y", axis=-1, epsilon=_EPSILON)


def write_graph(path: Path, arrays: dict[str, Array], layers: int, heads: int) -> None:
    """Write the graph: ``ids`` (1 × places) to ``tokens`` (1 × places × outputs, no bias).

    Parameters
    ----------
    path
        The file.
    arrays
        Weights as :meth:`Network.arrays` gives them.
    layers, heads
        The encoder's layers, and attention heads of each.
    """
    graph = _Graph()
    x = _embedded(graph, arrays)
    for place in range(layers):
        x = _layer(graph, x, place, arrays, heads)
    graph.add("MatMul", [x, graph.constant("head.w", arrays["head.w"])], "tokens")
    outputs = arrays["head.w"].shape[1]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "encoder",
            [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "places"])],
            [helper.make_tensor_value_info("tokens", TensorProto.FLOAT, [1, "places", outputs])],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", _OPSET)],
        ir_version=_IR,
        producer_name="communique",
    )
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString(deterministic=True))


def _embedded(graph: _Graph, arrays: dict[str, Array]) -> str:
    """Piece and place embeddings, added and normalised; a piece has one scale for 8 bits."""
    word = arrays["word"]
    scale = np.abs(word).max(axis=1, keepdims=True) / 127
    scale[scale == 0] = 1
    whole = graph.constant("word", np.round(word / scale).astype(np.int8))
    graph.add("Gather", [whole, "ids"], "word.whole")
    graph.add("Cast", ["word.whole"], "word.float", to=TensorProto.FLOAT)
    graph.add("Gather", [graph.constant("word.s", scale.astype(np.float32)), "ids"], "word.scale")
    graph.add("Mul", ["word.float", "word.scale"], "word.y")
    zero, one = (graph.constant(name, np.array([n])) for name, n in (("zero", 0), ("one", 1)))
    graph.add("Shape", ["ids"], "shape")
    graph.add("Gather", ["shape", one], "places")
    graph.add("Slice", [graph.constant("pos", arrays["pos"]), zero, "places", zero], "pos.y")
    graph.add("Add", ["word.y", "pos.y"], "embedded")
    return graph.norm("embedded", "ln", arrays["ln.w"], arrays["ln.b"])


def _layer(graph: _Graph, x: str, place: int, arrays: dict[str, Array], heads: int) -> str:
    width = arrays["word"].shape[1]
    size = width // heads

    def get(name: str) -> Array:
        array = arrays[f"{place}.{name}"]
        return array.T if array.ndim == 2 else array

    def named(name: str) -> str:
        return f"l{place}.{name}"

    root = np.sqrt(np.float32(size))
    weight = np.concatenate([get("q.w") / root, get("k.w"), get("v.w")], axis=1)
    bias = np.concatenate([get("q.b") / root, get("k.b"), get("v.b")])
    qkv = graph.linear(x, named("qkv"), weight, bias)
    shape = graph.constant(named("heads"), np.array([0, 0, 3 * heads, size]))
    graph.add("Reshape", [qkv, shape], named("split"))
    graph.add("Transpose", [named("split")], named("turned"), perm=[0, 2, 1, 3])
    thirds = graph.constant(named("thirds"), np.array([heads] * 3))
    graph.add("Split", [named("turned"), thirds], named("q"), named("k"), named("v"), axis=1)
    graph.add("Transpose", [named("k")], named("kt"), perm=[0, 1, 3, 2])
    graph.add("MatMul", [named("q"), named("kt")], named("match"))
    graph.add("Softmax", [named("match")], named("share"), axis=-1)
    graph.add("MatMul", [named("share"), named("v")], named("seen"))
    graph.add("Transpose", [named("seen")], named("back"), perm=[0, 2, 1, 3])
    whole = graph.constant(named("width"), np.array([0, 0, width]))
    graph.add("Reshape", [named("back"), whole], named("joined"))
    out = graph.linear(named("joined"), named("ao"), get("ao.w"), get("ao.b"))
    graph.add("Add", [x, out], named("first"))
    x = graph.norm(named("first"), named("aln"), get("aln.w"), get("aln.b"))
    inner = graph.linear(x, named("fi"), get("fi.w"), get("fi.b"))
    graph.add("Gelu", [inner], named("gelu"))
    out = graph.linear(named("gelu"), named("fo"), get("fo.w"), get("fo.b"))
    graph.add("Add", [x, out], named("second"))
    return graph.norm(named("second"), named("oln"), get("oln.w"), get("oln.b"))
