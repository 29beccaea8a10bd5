def split_glued_words(text: str) -> str:
    return text
