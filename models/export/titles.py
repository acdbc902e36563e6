"""What people call the systems."""

TITLES = {
    "marigold": "Marigold",
    "metricgold": "MetricGold",
    "zoedepth": "ZoeDepth",
    "betterdepth": "BetterDepth",
}
