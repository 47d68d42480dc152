"""What people say of predictions: corrections, reviews, and what they want forgotten."""
