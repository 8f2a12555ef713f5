"""What words mean by their neighbours: settled among the tokens before anything is read."""
