"""What is known: the fact model, checking, loading, revisions, and the data itself."""
