"""The project's own quality gate: articles and questions of our writing, what is measured on them, and floors."""
