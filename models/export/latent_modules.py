"""The three graphs of a latent diffusion system, as torch modules with the inputs and outputs that the app expects."""

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from diffusers.models.attention_processor import Attention
from torch import nn
from transformers import CLIPTextModel


class Encoder(nn.Module):
    """image [N, 3, H, W] in -1..1 -> mean of the latent's distribution [N, 4, H/8, W/8], not scaled."""

    def __init__(self, vae: AutoencoderKL):
        super().__init__()
        self.encoder, self.quant = vae.encoder, vae.quant_conv or nn.Identity()
        self.channels = vae.config.latent_channels

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        return self.quant(self.encoder(image))[:, : self.channels]


class Decoder(nn.Module):
    """latent [N, 4, h, w], not scaled -> image [N, 3, 8h, 8w]."""

    def __init__(self, vae: AutoencoderKL):
        super().__init__()
        self.decoder, self.quant = vae.decoder, vae.post_quant_conv or nn.Identity()

    def forward(self, latent: torch.Tensor) -> torch.Tensor:
        return self.decoder(self.quant(latent))


class Unet(nn.Module):
    """sample [B, 8 or 12, h, w], timestep (int64, rank 0), prompt [B, 2, 1024] -> prediction [B, 4, h, w], all float32 in any precision."""

    def __init__(self, unet: UNet2DConditionModel):
        super().__init__()
        self.unet = unet

    def forward(
        self, sample: torch.Tensor, timestep: torch.Tensor, encoder_hidden_states: torch.Tensor
    ) -> torch.Tensor:
        dtype = self.unet.dtype
        prediction = self.unet(sample.to(dtype), timestep, encoder_hidden_states.to(dtype), return_dict=False)[0]
        return prediction.float()


class Float32Scores:
    """
    Attention whose scores and softmax are float32 in any precision: those of Stable Diffusion 2 overflow in float16. Written out, and
    not as one fused operation, so that the exporter sees products and a softmax; `query` is scaled before the product, where it is small.
    """

    def __call__(
        self,
        attn: Attention,
        hidden_states: torch.Tensor,
        encoder_hidden_states: torch.Tensor | None = None,
        attention_mask: torch.Tensor | None = None,
        temb: torch.Tensor | None = None,
    ) -> torch.Tensor:
        residual = hidden_states
        is_image = hidden_states.ndim == 4
        if is_image:
            batch, channels, height, width = hidden_states.shape
            hidden_states = hidden_states.flatten(2).transpose(1, 2)
        if attn.group_norm is not None:
            hidden_states = attn.group_norm(hidden_states.transpose(1, 2)).transpose(1, 2)
        context = hidden_states if encoder_hidden_states is None else encoder_hidden_states

        query, key, value = (
            layer(tokens).unflatten(-1, (attn.heads, -1)).transpose(1, 2)
            for layer, tokens in ((attn.to_q, hidden_states), (attn.to_k, context), (attn.to_v, context))
        )
        scores = (query.float() * attn.scale) @ key.float().transpose(-1, -2)
        mixed = scores.softmax(dim=-1).to(value.dtype) @ value
        hidden_states = attn.to_out[0](mixed.transpose(1, 2).flatten(2))

        if is_image:
            hidden_states = hidden_states.transpose(1, 2).reshape(batch, channels, height, width)
        if attn.residual_connection:
            hidden_states = hidden_states + residual
        return hidden_states / attn.rescale_output_factor


def write_out_attention(module: nn.Module) -> None:
    for each in module.modules():
        if isinstance(each, Attention):
            each.set_processor(Float32Scores())


class TextEncoder(nn.Module):
    """input_ids [1, tokens] -> embedding [1, tokens, 1024] after the last norm."""

    def __init__(self, encoder: CLIPTextModel):
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        return self.encoder(input_ids)[0]
