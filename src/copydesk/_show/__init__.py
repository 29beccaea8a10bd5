"""How things look: HTML, terminal, wording."""
