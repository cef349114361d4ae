"""Where a block stands: under which headings, and behind which sentence that leads in to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.extract.headings import heading_rank
from communique.extract.layout import Block, BlockKind


@dataclass(slots=True)  # one for each block: not frozen, which takes longer to make
class Placed:
    """A block with the headings above it and the sentence that leads in to its list."""

    block: Block
    section: tuple[str, ...]
    lead_in: str = ""


def place(blocks: Sequence[Block]) -> list[Placed]:
    """Give every block its section path (headings from the outside in) and lead-in.

    Parameters
    ----------
    blocks : sequence of Block
        A document's blocks in reading order.
    """
    stack: list[tuple[tuple[float, ...], str]] = []
    section: tuple[str, ...] = ()
    items: list[tuple[float, str, str]] = []
    lead = ""
    placed: list[Placed] = []
    for block in blocks:
        kind = block.kind
        if kind is BlockKind.HEADING and block.table is None:
            rank = heading_rank(block)
            while stack and stack[-1][0] >= rank:
                stack.pop()
            placed.append(Placed(block, tuple([text for _, text in stack])))
            stack.append((rank, f"{block.mark} {block.text}".strip()))
            section = tuple([text for _, text in stack])
            items, lead = [], ""
        elif kind is BlockKind.ITEM:
            left, style = block.lines[0].box.x0, _style(block)
            while items and _ends(items[-1], left, style):
                items.pop()
            chain = [text for _, _, text in items]
            if lead:
                chain.insert(0, lead)
            path = (*section, *map(_short, chain)) if chain else section
            placed.append(Placed(block, path, chain[-1] if chain else ""))
            items.append((left, style, block.text))
        elif kind is BlockKind.PARAGRAPH:
            items = []
            placed.append(Placed(block, section))
            lead = block.text if block.text.endswith((":", "：")) else ""
        else:
            placed.append(Placed(block, section))
    return placed


def _ends(item: tuple[float, str, str], left: float, style: str) -> bool:
    """Whether a list item is closed by one of a style that begins at ``left``."""
    return item[0] > left + 4 or (item[0] >= left - 8 and item[1] == style)


def _style(block: Block) -> str:
    if not block.number:
        return block.mark
    return "digit" if block.number[0].isdigit() else "letter"


def _short(text: str) -> str:
    """A lead-in as a section name: its first words."""
    text = text.rstrip(" :：")
    if len(text) <= 120:
        return text
    return text[:120].rsplit(" ", 1)[0] + " …"
