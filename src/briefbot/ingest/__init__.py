"""What is brought in: files, folders and streams → documents."""
