"""Does an officer's draft keep the rules of the government's guideline on social media? It advises; people decide."""
