"""What the tagger loads: taxonomies and, later, models, as package data."""
