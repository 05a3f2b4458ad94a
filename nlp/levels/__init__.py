"""How skills are asked for: headings, cues, sections."""
