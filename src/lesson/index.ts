// Reads a lesson and judges its goals.
