"""Stories of the honest and the dishonest closing."""
