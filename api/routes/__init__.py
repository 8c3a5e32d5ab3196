"""One file for each thing that can be asked for; a route reads, calls the engine and answers."""
