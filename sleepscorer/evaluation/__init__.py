"""How well a model scores nights that an expert has scored: figures, a page, and learning from them."""
