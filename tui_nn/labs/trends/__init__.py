"""Four trends in cited numbers."""
