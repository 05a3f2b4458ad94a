"""What is measured: the corpus, its selections and periods, and what every figure stands on."""
