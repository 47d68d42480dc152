"""Training, promoting, and moving models between stores."""
