"""Acts on tokens."""
