"""The pages of what people say: the reviews that they should make, and their corrections."""
