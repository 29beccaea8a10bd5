def decode(data: bytes, declared: str | None = None) -> str:
    return data.decode(declared or "utf-8", "replace")
