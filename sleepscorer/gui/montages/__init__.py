"""Montages, display filters and the roles of channels."""
