"""The outer face: settings, wiring, routes, jobs, the command line."""
