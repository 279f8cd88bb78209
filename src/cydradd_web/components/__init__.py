"""What every page shares: the frame, the look, the pages about the site itself, and the pages for errors."""
