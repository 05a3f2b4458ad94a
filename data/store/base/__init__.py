"""What every part of the store rests on: connections, the lock, tables and migrations, codes, lineage."""
