"""`python -m bot`: the same as the installed command `gatehouse`."""

from bot.cli import main

main()
