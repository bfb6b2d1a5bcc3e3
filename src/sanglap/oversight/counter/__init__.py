"""The counter: a person at a front desk or digital centre files for somebody who cannot, or an official for themselves."""
