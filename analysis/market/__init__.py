"""What is measured: the corpus, its selections and periods, and what stands under every figure."""
