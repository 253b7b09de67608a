// What containers run.
