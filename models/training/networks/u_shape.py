"""What the denoising UNets have in common: two steps down and up again, told of the timestep and of the prompt."""

import torch
import torch.nn.functional as F
from torch import nn

from training.maps.resampling import up_to
from training.maps.schedule import alphas_bar
from training.networks.codec import Block, conv


def schedule() -> torch.Tensor:
    return torch.from_numpy(alphas_bar()).float()


class UShape(nn.Module):
    """Latents [B, enter, h, w], timestep [B], prompt [B, 2, 1024] -> [B, leave, h, w]. Answers with zeros before it is trained."""

    bars: torch.Tensor
    frequencies: torch.Tensor

    def __init__(self, enter: int, leave: int, widths: tuple[int, int, int], embedding: int) -> None:
        super().__init__()
        a, b, c = widths
        self.register_buffer("bars", schedule())
        self.register_buffer("frequencies", torch.exp(-torch.arange(24) * 0.4))
        self.time = nn.Sequential(nn.Linear(48, embedding), nn.SiLU(), nn.Linear(embedding, embedding), nn.SiLU())
        self.text = nn.Linear(1024, embedding)
        self.enter = conv(enter, a)
        self.down1, self.down2 = conv(a, b, 3, 2), conv(b, c, 3, 2)
        self.blocks = nn.ModuleList([Block(width, embedding) for width in (a, b, c, c, b, a)])
        self.up2, self.up1 = conv(c, b, 1), conv(b, a, 1)
        self.leave = conv(a, leave)
        nn.init.zeros_(self.leave.weight)
        if self.leave.bias is not None:
            nn.init.zeros_(self.leave.bias)

    def shaped(self, sample: torch.Tensor, timestep: torch.Tensor, text: torch.Tensor) -> torch.Tensor:
        angle = timestep.float()[:, None] * self.frequencies
        e = self.time(torch.cat([angle.sin(), angle.cos()], 1)) + self.text(text.mean(1))
        k = self.blocks
        x = k[0](self.enter(sample), e)
        y = k[1](self.down1(F.silu(x)), e)
        z = k[3](k[2](self.down2(F.silu(y)), e), e)
        y = k[4](y + up_to(self.up2(z), y), e)
        x = k[5](x + up_to(self.up1(y), x), e)
        return self.leave(F.silu(x))
