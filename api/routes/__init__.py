"""The addresses under /api/v1, one file per part of the contract."""

ROOT = "/api/v1"
