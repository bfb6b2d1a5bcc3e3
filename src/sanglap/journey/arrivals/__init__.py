"""Is it ours, was it seen before, what does it say?"""
