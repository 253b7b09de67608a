// Text to objects, with the line and column of every path.
