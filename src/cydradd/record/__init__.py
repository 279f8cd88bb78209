"""Entries, Merkle tree and proofs: the verifiable account of a round."""
