"""What a field means, in every format."""
