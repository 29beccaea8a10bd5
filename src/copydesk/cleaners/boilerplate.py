def remove_boilerplate(text: str) -> str:
    return text
