"""`python -m copydesk.training`: the command line of the trainings."""

from copydesk.training.command import main

raise SystemExit(main())
