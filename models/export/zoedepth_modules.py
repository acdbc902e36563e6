"""The graphs of ZoeDepth as torch modules. In NK a router reads the bottleneck and one head is computed: each is a graph of its own."""

import torch
from torch import nn
from transformers import ZoeDepthForDepthEstimation


class Classifier(nn.Module):
    """The router's last layers, or a fixed choice in their place: embedding [1, 128] -> logits [1, 2]."""

    def __init__(self, layers: nn.Module):
        super().__init__()
        self.layers = layers
        self.choice: int | None = None

    def forward(self, embedding: torch.Tensor) -> torch.Tensor:
        if self.choice is None:
            return self.layers(embedding)
        return torch.tensor([[1.0, 0.0] if self.choice == 0 else [0.0, 1.0]])


class Head(nn.Module):
    """pixel_values [1, 3, H, W] -> metres [1, H, W] of one head; `choice` is its place among two, None where there is one."""

    def __init__(self, model: ZoeDepthForDepthEstimation, choice: int | None):
        super().__init__()
        self.model, self.choice = model, choice

    def forward(self, pixel_values: torch.Tensor) -> torch.Tensor:
        if self.choice is not None:
            self.model.metric_head.mlp_classifier.choice = self.choice
        return self.model(pixel_values).predicted_depth


class Router(nn.Module):
    """pixel_values [1, 3, H, W] -> logits [1, 2] for indoor and outdoor; `order` says which of the model's logits those are."""

    def __init__(self, model: ZoeDepthForDepthEstimation, order: list[int]):
        super().__init__()
        self.model, self.order = model, order

    def forward(self, pixel_values: torch.Tensor) -> torch.Tensor:
        self.model.metric_head.mlp_classifier.choice = None
        logits = self.model(pixel_values).domain_logits
        return torch.stack([logits[:, index] for index in self.order], dim=1)
