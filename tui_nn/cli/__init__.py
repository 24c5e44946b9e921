"""The words of the command line, one file per family of commands."""
