"""The addresses under /api/v1, one file per part of the contract, and those under /v1 for OpenAI's clients."""

ROOT = "/api/v1"
OPENAI_ROOT = "/v1"
