"""What `split_glued_words` is made of: a vocabulary, the evidence, and the joints."""
