"""Datasets as their authors ship them."""
