def fix_characters(text: str) -> str:
    return text
