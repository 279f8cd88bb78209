"""The same as the pages, for programs: reading over HTTP, as JSON, in both languages at once."""
