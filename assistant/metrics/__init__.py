"""The supplied table → Metrics, checked."""
