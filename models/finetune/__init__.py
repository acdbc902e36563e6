"""Fine-tunes Stable Diffusion 2 to Marigold, MetricGold and BetterDepth as their papers describe it."""
