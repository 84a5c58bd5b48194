"""The tables of the vocabulary, one module for each kind of word. Data only."""
