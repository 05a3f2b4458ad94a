"""What parsers share: fields, times, pay, paging, clean text."""
