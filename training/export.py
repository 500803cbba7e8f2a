"""The trained reader as the package ships it: an int8 ONNX graph and the heads' weights."""

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.model import HEADS, LAYERS, Reader

DATA = Path(__file__).resolve().parents[1] / "src" / "sayso" / "reading" / "data"
_MICROSOFT = "com.microsoft"
_TOP = 63
"""Weights take 7 bits: with 8, two products of a byte and a weight can overflow the 16 bits in
which AVX2 adds them, and a machine without VNNI would give other answers."""


class _Graph:
    def __init__(self, state: dict[str, NDArray[np.float32]]) -> None:
        self.state = state
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.weights.append(numpy_helper.from_array(value, name))
        return name

    def weight(self, name: str) -> str:
        return self.constant(name, self.state[name])

    def add(self, kind: str, inputs: list[str], outputs: list[str], **attributes: object) -> str:
        own = kind in {
            "DynamicQuantizeMatMul", "MultiHeadAttention", "SkipLayerNormalization", "Gelu",
        }  # fmt: skip
        self.nodes.append(
            helper.make_node(kind, inputs, outputs, domain=_MICROSOFT if own else "", **attributes)
        )
        return outputs[0]

    def linear(self, x: str, name: str) -> str:
        """x @ W.T + b with W in 7 bits, one scale a row; x is quantized as it comes."""
        weight = self.state[f"{name}.weight"]
        scale = np.abs(weight).max(1) / _TOP
        whole = np.rint(weight / scale[:, None]).astype(np.int8)
        inputs = [
            x,
            self.constant(f"{name}.weight", np.ascontiguousarray(whole.T)),
            self.constant(f"{name}.scale", scale.astype(np.float32)),
            "",
            self.weight(f"{name}.bias"),
        ]
        return self.add("DynamicQuantizeMatMul", inputs, [f"{name}.out"])

    def embedded(self) -> str:
        table = self.state["pieces.weight"]
        scale = np.abs(table).max(1, keepdims=True) / 127 + 1e-12
        whole = np.rint(table / scale).astype(np.int8)
        rows = self.add("Gather", [self.constant("pieces", whole), "pieces_in"], ["rows"])
        scales = self.add(
            "Gather", [self.constant("scales", scale.astype(np.float32)), "pieces_in"], ["scaled"]
        )
        floats = self.add("Cast", [rows], ["floats"], to=TensorProto.FLOAT)
        piece = self.add("Mul", [floats, scales], ["piece"])
        shape = self.add("Gather", [self.weight("shapes.weight"), "shapes_in"], ["shape"])
        both = self.add("Add", [piece, shape], ["both"])
        size = self.add("Shape", ["pieces_in"], ["size"], start=1, end=2)
        zero = self.constant("zero", np.zeros(1, np.int64))
        place = self.add("Slice", [self.weight("positions.weight"), zero, size, zero], ["place"])
        whole_sum = self.add("Add", [both, place], ["sum"])
        return self.add(
            "LayerNormalization",
            [whole_sum, self.weight("norm.weight"), self.weight("norm.bias")],
            ["embedded"],
            epsilon=1e-12,
        )

    def layer(self, x: str, n: int) -> str:
        name = f"layers.{n}."
        qkv = self.linear(x, name + "qkv")
        parts = [f"{name}{part}" for part in "qkv"]
        self.add("Split", [qkv], parts, axis=2, num_outputs=3)
        mixed = self.add("MultiHeadAttention", parts, [name + "mixed"], num_heads=HEADS)
        x = self.normed(self.linear(mixed, name + "out"), x, name + "norm1")
        up = self.add("Gelu", [self.linear(x, name + "up")], [name + "gelu"])
        return self.normed(self.linear(up, name + "down"), x, name + "norm2")

    def normed(self, x: str, skip: str, name: str) -> str:
        inputs = [x, skip, self.weight(f"{name}.weight"), self.weight(f"{name}.bias")]
        return self.add("SkipLayerNormalization", inputs, [f"{name}.out"], epsilon=1e-12)


def export(model: Reader, folder: Path = DATA) -> None:
    """Write `encoder.onnx` and `heads.npz` to `folder`."""
    state = {k: v.detach().cpu().numpy() for k, v in model.encoder.state_dict().items()}
    graph = _Graph(state)
    x = graph.embedded()
    for n in range(LAYERS):
        x = graph.layer(x, n)
    graph.nodes[-1].output[0] = "hidden"
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT32, [1, "P"])
        for name in ("pieces_in", "shapes_in")
    ]
    output = helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [1, "P", 384])
    made = helper.make_model(
        helper.make_graph(graph.nodes, "sayso", inputs, [output], graph.weights),
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(_MICROSOFT, 1)],
        ir_version=9,
    )
    onnx.save(made, str(folder / "encoder.onnx"))
    heads = {
        k: v.detach().cpu().numpy()
        for k, v in model.state_dict().items()
        if not k.startswith("encoder.")
    }
    heads["tags.transitions"] = heads.pop("transitions")
    # Half precision halves the file; the heads' figures do not change by it.
    np.savez_compressed(folder / "heads.npz", **{k: v.astype(np.float16) for k, v in heads.items()})
