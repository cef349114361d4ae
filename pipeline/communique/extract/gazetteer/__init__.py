"""Names of countries and cities as they are printed, in English and in French."""
