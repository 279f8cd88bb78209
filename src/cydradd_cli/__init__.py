"""The `cydradd` command: one file per stage, the verbs of the library, no logic."""
