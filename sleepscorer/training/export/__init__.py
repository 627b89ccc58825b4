"""Trained networks as ONNX files with their cards."""
