"""What people take home: a session as Markdown, HTML, CSV, JSON, calendar and QR codes."""
