"""Colours of the charts, one set for each theme; they differ in lightness too, for colour-blind readers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """What a chart is painted with. `levels` run from required to boilerplate, `lines` are for skills."""

    ink: str
    muted: str
    grid: str
    levels: tuple[str, str, str, str]
    lines: tuple[str, ...]
    second: str
    paper: str


LIGHT = Palette(
    ink="#14181C",
    muted="#555D66",
    grid="#E4E0D8",
    levels=("#0B5C8C", "#5E9FC8", "#B3D2E6", "#DCD8D0"),
    lines=("#0B5C8C", "#B14A00", "#00734F", "#8E4585", "#7A5C00", "#4A5568"),
    second="#B14A00",
    paper="#FDFCFA",
)
DARK = Palette(
    ink="#EEF0F2",
    muted="#AEB6BE",
    grid="#323A42",
    levels=("#8CC8F0", "#4D8FBB", "#2F5D7C", "#474F57"),
    lines=("#7DBDE8", "#F0915A", "#4CC9A0", "#D9A0D0", "#E3BA4F", "#A9B4C4"),
    second="#F0915A",
    paper="#15191D",
)


def palette_of(theme: str | None) -> Palette:
    """DARK for "dark", LIGHT for anything else, also while the theme is not known yet (None)."""
    return DARK if theme == "dark" else LIGHT
