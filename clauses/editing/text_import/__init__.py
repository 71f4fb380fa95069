"""A treaty's text from a file to drafts of its clauses: read, matched with what is stored, shown, then saved.

plan = Plan.of(agreement, versions, keeping)
plan.lines()      what is in the text, and what of it is new, changed or missing
plan.save(user)   all of it, or nothing
"""
