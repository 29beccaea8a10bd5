def remove_repeats(text: str) -> str:
    return text
