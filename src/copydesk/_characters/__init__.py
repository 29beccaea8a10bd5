"""What `fix_characters` is made of: a module for each kind of damage."""
