"""Charts of where money went, as SVG: each with its title, its sentence and what is not known; no script, no style."""
