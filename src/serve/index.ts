// The simulated API server behind HTTP.
