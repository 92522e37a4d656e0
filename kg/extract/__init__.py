"""Extract: what a document says, found in its text, with the place of every word."""
