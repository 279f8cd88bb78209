"""What is wrong with grants, and what would make them more useful: each finding with its place and what to do."""
