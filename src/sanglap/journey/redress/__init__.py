"""What the law promises beyond a first answer: instruction, inquiry, appeal, the right path, one number for one matter."""
