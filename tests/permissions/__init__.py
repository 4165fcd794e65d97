"""Who may open which page: one module an app, each with a line for every address (handbook, section 3)."""
