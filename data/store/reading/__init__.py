"""What a reader of the store gets back."""
