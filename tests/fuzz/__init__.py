"""Random taggers, texts and columns, on which the native tagger must be right and must stay in its bounds."""
