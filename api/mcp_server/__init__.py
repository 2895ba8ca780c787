"""The service for AI clients that speak MCP (the Model Context Protocol); the only import of ``mcp``."""

from __future__ import annotations

from api.mcp_server.serving import serve_mcp

__all__ = ["serve_mcp"]
