"""A lab's Frame drawn as terminal cells or told as words; no Textual here."""
