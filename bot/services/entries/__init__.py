"""What is said and kept: strengths, needs, goals, tasks; whose words; what a child keeps private."""
