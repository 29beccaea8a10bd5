"""What the jobs over folders and over rows are made of."""
