"""The tagger: its features, its artifact, and the explanation of a decision."""
