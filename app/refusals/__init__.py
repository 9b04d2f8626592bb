"""What people are told when something cannot be, and what becomes of the words they had typed."""
