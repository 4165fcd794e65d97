"""Reading what others publish: manifests, tables, boundaries. Nothing here knows the database; what is wrong with a
whole file raises `Refused`, what is wrong with one row is a `Fault`."""
