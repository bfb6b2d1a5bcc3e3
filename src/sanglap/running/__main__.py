"""``python -m sanglap.running``: the commands of ``./sanglap``."""

from sanglap.running.commands import main

main()
