"""What is learned of language: trees, and the vocabulary of a language."""
