"""What keeps the data: backups, putting one back, bringing the tables up to date, and who is at work on the file."""
