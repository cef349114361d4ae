"""Gold passages to a model: needs the extra ``train`` (PyTorch), which nothing else does."""
