"""Officers, who sign in, and citizens, as networks know them."""
