"""What `remove_boilerplate` is made of: cues, lines and blocks, and the line model."""
