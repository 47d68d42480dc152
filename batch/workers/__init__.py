"""Workers that score chunks, and the engines that assign the chunks."""
