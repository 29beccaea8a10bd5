"""Data files that are built from others say what those say."""

from __future__ import annotations

from copydesk._text import data, data_build


def test_what_a_start_reads_is_what_the_toml_files_say() -> None:
    """After a change of one of them: python -m copydesk._text.data_build"""
    assert data.read_text(data.START) == data_build.built()


def test_a_file_is_read_alike_built_or_not() -> None:
    files = [f"languages/{x}/{file}" for file in data_build.FILES for x in data.languages(file)]
    for name in [*data_build.OTHERS, *files]:
        assert data.toml(name) == data.read_toml(name)
