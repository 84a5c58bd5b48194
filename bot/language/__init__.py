"""Text to Question: what somebody typed becomes the one canonical question, or a mistake that points at the word."""
