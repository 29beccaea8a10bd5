"""The parts of the folder job: finding files, cleaning one, processes, and the manifest."""
