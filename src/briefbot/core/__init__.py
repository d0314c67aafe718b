"""What Briefbot decides: values in, values out; no input, output, clock or framework."""
