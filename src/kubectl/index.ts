// The command line tool. It speaks only to the API server.
