"""Letters: what a matter says, one message for what is due, and handing it to the mail server."""
