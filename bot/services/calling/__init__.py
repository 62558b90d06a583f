"""Calling a conference: its day, who is asked, told and answers, its calendar files."""
