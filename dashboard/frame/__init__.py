"""What surrounds every page: filters, loading, tables, downloads."""
