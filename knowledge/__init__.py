"""What we hold and where it is written. Never: a language model, HTTP, settings, the clock."""
