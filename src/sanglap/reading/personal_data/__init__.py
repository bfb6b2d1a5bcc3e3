"""What in a post tells who somebody is: found in the original text, masked before others see it."""
