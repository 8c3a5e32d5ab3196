"""Rich renderables to text, for the width and the colours that the reader has."""

from __future__ import annotations

import io
import os
import shutil
import sys
from typing import Any

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table

PLAIN_WIDTH = 100  # a file or a pipe
NARROWEST, WIDEST = 60, 120


def printed(*parts: RenderableType) -> str:
    """The parts below each other. No colour where standard output is no terminal or NO_COLOR is set."""
    terminal = sys.stdout.isatty()
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns)) if terminal else PLAIN_WIDTH
    paper = io.StringIO()
    console = Console(
        file=paper,
        width=width,
        force_terminal=terminal,
        no_color=not terminal or bool(os.environ.get("NO_COLOR")),
        color_system="auto" if terminal else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in paper.getvalue().split("\n"))


def grid(*columns: dict[str, Any], gap: int = 1) -> Table:
    """A table without lines, one dictionary of rich's column options a column."""
    table = Table.grid(padding=(0, gap, 0, 0), expand=True)
    for column in columns:
        # "fold", never "ellipsis": with that, rich cuts off the end of a full line of Hangul.
        table.add_column(overflow="fold", **column)
    return table


def ruled(*columns: tuple[str, dict[str, Any]], gap: int = 1, expand: bool = False) -> Table:
    """A table with a rule under its header, one title and rich's column options a column."""
    table = Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        header_style="bold",
        padding=(0, gap, 0, 0),
        expand=expand,
    )
    for title, column in columns:
        table.add_column(title, overflow="fold", **column)
    return table
