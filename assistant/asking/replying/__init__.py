"""What is said: values with their citations, quoted sentences, refusals; nothing here chooses a row."""
