"""Makes files of a plan: the sealed and signed plan.json, DOCX, PDF, the narrative, the whole record."""
