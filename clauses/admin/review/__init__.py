"""From draft to public on the pages of records: steps, proposals, histories, deletion."""
