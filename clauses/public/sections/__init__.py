"""What the pages of records are made of: claims, figures, timelines, chains of sources."""
