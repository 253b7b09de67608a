// The pages of the tutorial.
