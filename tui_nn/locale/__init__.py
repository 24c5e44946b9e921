"""The interface's own words: one folder per language, one TOML file per room."""
