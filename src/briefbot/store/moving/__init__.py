"""What leaves a database in an export, and how it arrives in another one."""
