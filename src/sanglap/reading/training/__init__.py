"""Making the model: what people wrote for it is filled, varied and learnt from. One command, the same result every time."""
