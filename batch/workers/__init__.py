"""Workers that score chunks, and the engines that hand the chunks out."""
