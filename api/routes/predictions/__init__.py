"""The predictions of projects: looked up in the run in service, listed, and told apart by their age."""
