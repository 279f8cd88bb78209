"""What a map says beyond chance: common ground, dividing lines, partners, bridging (listen.md 3.4 and 3.5)."""
