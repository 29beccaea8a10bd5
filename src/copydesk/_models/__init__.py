"""What is learned of language: trees, the vocabulary of a language, and how a story quotes."""
