"""The conversation: understanding a question, composing a cited answer, and the Discord face on top."""
