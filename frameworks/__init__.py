"""What is talked about: leadership frameworks, read from and written to Markdown."""
