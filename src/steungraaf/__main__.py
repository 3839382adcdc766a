"""Run the command line as ``python -m steungraaf``."""

from steungraaf.cli import main

main()
