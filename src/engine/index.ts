// A small Kubernetes that lives in memory.
