"""Knowledge of the language and of the world as checked tables; knows nothing of spaCy or SQL."""
