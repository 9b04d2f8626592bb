"""Questions to the database, each with a name, each given back unexecuted."""
