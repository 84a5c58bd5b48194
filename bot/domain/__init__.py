"""The trade's nouns and sums: standard library only, no clock, no input or output."""
