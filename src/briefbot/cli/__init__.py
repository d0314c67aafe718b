"""The command line: a module for each verb, imported when it is called."""
