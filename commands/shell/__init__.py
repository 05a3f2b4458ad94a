"""What shells ask: how a line may go on."""
