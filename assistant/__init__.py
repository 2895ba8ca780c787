"""What we do for a writer. Never: FastAPI, chromadb, SQL, file paths."""
