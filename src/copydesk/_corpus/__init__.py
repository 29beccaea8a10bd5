"""What is learned over many texts: keys of lines, counts, thresholds."""
