"""Specifications of the measuring instruments."""
