error-unexpected = Something went wrong on my side, and what you asked for was not done. Please try again. If it stays so, tell whoever runs this bot the number { $reference }.
error-old-control = This button is from an older version of me. Use the command again to get a fresh one.
error-command-changed = This command has just changed. Restart Discord or wait a minute, then use it again.
error-unknown-code = I do not know a code called “{ $text }”. I know: { $codes }.
error-unknown-edition = { $code } has no edition “{ $text }” here. It has: { $editions }.
error-empty-message = That message has no text I could read.
error-nothing-written = There was nothing to read. A few words are enough.
