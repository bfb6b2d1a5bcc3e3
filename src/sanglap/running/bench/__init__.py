"""What this machine can do, each figure beside its physical floor measured in the same run."""
