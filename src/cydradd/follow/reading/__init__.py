"""Files of open data read as a stream: JSON, comma-separated text and workbooks, each with bounded memory."""
