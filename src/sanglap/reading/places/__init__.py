"""Which place does a text name? Names in any spelling, cue words, parents, homonyms, and the page's own area."""
