"""Laws: citations found in a text, the register with its versions, and what became of each citation."""
