"""`python -m copydesk.training`: the command line of the trainings."""

from copydesk.training.lines import main

raise SystemExit(main())
