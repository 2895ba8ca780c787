"""One value: as published, or made of published ones and shown as such."""
