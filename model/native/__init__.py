"""The native tagger: a compiled one that scores what the scikit-learn pipeline scores."""
