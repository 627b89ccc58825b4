"""Training, export and evaluation of the bundled models; needs the ``train`` extra."""
