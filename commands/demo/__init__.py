"""`supportd demo`: the main job shown live, on mail servers of its own."""
