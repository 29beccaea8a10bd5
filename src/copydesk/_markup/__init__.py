"""What `strip_markup` is made of: leftovers in text, fragments, and whole pages."""
