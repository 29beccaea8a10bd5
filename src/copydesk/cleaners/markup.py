def strip_markup(text: str) -> str:
    return text
