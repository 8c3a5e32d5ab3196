"""`haedang agree` behind its command: the engines opened, profiles shared out among processes, what they found put together."""
