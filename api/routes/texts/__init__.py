"""`POST /predict`: what texts are answered with."""
