"""The three networks of a latent system with the inputs that they are tried on."""

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel

from export.checkpoint import Checkpoint
from export.graph import Feeds
from export.latent_modules import Decoder, Encoder, Unet
from export.network import Network

# Members, rows and columns of latents. The first is traced: no level of the UNet halves its sides evenly, so that the graph asks every
# level for the size that it has to come back to. A graph that was traced at even sides fails at all others.
LATENTS = [(1, 13, 19), (2, 16, 24), (1, 9, 12), (3, 7, 5)]
TIMESTEPS = [999, 499, 1, 749]


def latent_networks(checkpoint: Checkpoint, dtype: str) -> list[Network]:
    generator = torch.Generator().manual_seed(0)
    encoder, decoder = vae_networks(checkpoint.vae, generator)
    return [encoder, unet_network(checkpoint.unet, torch.from_numpy(checkpoint.prompt), dtype, generator), decoder]


def vae_networks(vae: AutoencoderKL, generator: torch.Generator) -> tuple[Network, Network]:
    """Encoder and decoder."""
    downscale = 2 ** (len(vae.config.block_out_channels) - 1)
    channels = vae.config.latent_channels
    images: list[Feeds] = [
        {"image": torch.rand((n, 3, h * downscale, w * downscale), generator=generator) * 2 - 1} for n, h, w in LATENTS
    ]
    latents: list[Feeds] = [
        {"latent": torch.randn((n, channels, h, w), generator=generator) / vae.config.scaling_factor}
        for n, h, w in LATENTS
    ]
    image = {0: "N", 2: "H", 3: "W"}
    latent = {0: "N", 2: "h", 3: "w"}
    return (
        Network("vaeEncoder", "vae_encoder.onnx", Encoder(vae), images, "latent", {"image": image, "latent": latent}),
        Network("vaeDecoder", "vae_decoder.onnx", Decoder(vae), latents, "image", {"latent": latent, "image": image}),
    )


def unet_network(unet: UNet2DConditionModel, prompt: torch.Tensor, dtype: str, generator: torch.Generator) -> Network:
    """The UNet with a prompt [2, 1024]."""
    samples: list[Feeds] = [
        {
            "sample": torch.randn((n, unet.config.in_channels, h, w), generator=generator),
            "timestep": torch.tensor(t, dtype=torch.int64),
            "encoder_hidden_states": prompt.expand(n, -1, -1).contiguous(),
        }
        for (n, h, w), t in zip(LATENTS, TIMESTEPS, strict=True)
    ]
    sample = {0: "B", 2: "h", 3: "w"}
    axes = {"sample": sample, "encoder_hidden_states": {0: "B"}, "out": sample}
    return Network("unet", "unet.onnx", Unet(unet), samples, "out", axes, dtype)
