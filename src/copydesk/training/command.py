"""Make what copydesk has learned again, from pages whose articles are known. Extra `train`.

The same pages and the same seed give the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from copydesk.training import blocks, decoding, lines, pages, segments, views, words
from copydesk.training.boosting import model_bytes

WHAT = ("lines", "blocks", "words", "decoding", "views", "segments")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line. Pages without a WHAT before them train the model of lines."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] not in (*WHAT, "-h", "--help"):
        given.insert(0, "lines")
    options = _parser().parse_args(given)
    options.run(options)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m copydesk.training", description=__doc__)
    what = parser.add_subparsers(metavar="WHAT", required=True)

    one = what.add_parser("lines", help="which lines of a page's text are article: lines.json")
    one.add_argument("pages", nargs="+", type=Path, help="labelled pages: JSON lines")
    one.add_argument("-o", "--output", type=Path, required=True, help="model file to write")
    one.add_argument("--seed", type=int, default=0)
    one.set_defaults(run=_lines)

    one = what.add_parser("blocks", help="which blocks of an HTML page are article: blocks*.json")
    _reads_folder(one, "folder to write block_cues.json, blocks.json, blocks_context.json to")
    one.set_defaults(run=_blocks)

    one = what.add_parser("words", help="where words ran together: tables and models a language")
    _reads_folder(one, "folder of the languages' folders")
    one.add_argument("--only", choices=("tables", "models"), help="one of the two")
    one.set_defaults(run=_words)

    one = what.add_parser("decoding", help="which letters follow which: letters.json of decode")
    one.add_argument("-o", "--output", type=Path, required=True, help="folder to write it to")
    one.set_defaults(run=_decoding)

    one = what.add_parser("views", help="texts of labelled pages, to train `lines` on")
    _reads_folder(one, "pages to write: JSON lines, gzipped")
    one.add_argument("texts", type=Path, help="folder of train.TOOL-VERSION.json.gz: text by page")
    one.set_defaults(run=_views)

    one = what.add_parser("segments", help="which segments of a text are clutter: clutter/*.json")
    one.add_argument("folder", type=Path, help="labelled pages, and `wild/` with marked texts")
    one.add_argument("--marks", type=Path, required=True, help="marks of more texts: JSON lines")
    one.add_argument("--cases", type=Path, nargs="*", default=[], help="files of test cases")
    one.add_argument("--extracted", type=Path, help="folder of TOOL-VERSION.json.gz: text by page")
    one.add_argument("--report", action="store_true", help="print cross-validated figures")
    one.add_argument("--folds", type=Path, help="folder to write models without a fold to")
    one.add_argument("-o", "--output", type=Path, required=True, help="folder to write to")
    one.set_defaults(run=_segments)
    return parser


def _reads_folder(parser: argparse.ArgumentParser, output: str) -> None:
    known = "folder of labelled pages: train.*.jsonl.gz and html.*.jsonl.gz"
    parser.add_argument("folder", type=Path, help=known)
    parser.add_argument("-o", "--output", type=Path, required=True, help=output)


def _lines(given: argparse.Namespace) -> None:
    model = lines.train(pages.read_pages(given.pages), given.seed)
    _write({given.output: model_bytes(model)})


def _blocks(given: argparse.Namespace) -> None:
    models = blocks.trained(list(blocks.examples(given.folder)))
    _write({given.output / name: content for name, content in models.items()})


def _words(given: argparse.Namespace) -> None:
    if given.only != "models":
        _write({given.output / name: x for name, x in words.tables(given.folder).items()})
    if given.only != "tables":
        _write({given.output / name: x for name, x in words.models(given.folder).items()})


def _decoding(given: argparse.Namespace) -> None:
    _write({given.output / "letters.json": decoding.letters()})


def _views(given: argparse.Namespace) -> None:
    pages.write_pages(given.output, views.rows(given.folder, given.texts))


def _segments(given: argparse.Namespace) -> None:
    found = segments.trained(given.folder, given.marks, given.cases, given.extracted)
    _write({given.output / name: content for name, content in found.files.items()})
    if given.folds:
        _write({given.folds / name: content for name, content in found.folds.items()})
    if given.report:
        print(found.report, file=sys.stderr)


def _write(files: Mapping[Path, bytes]) -> None:
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(f"{path}: {len(content):,} bytes", file=sys.stderr)
