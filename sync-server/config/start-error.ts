/**
 * A reason not to start that a person can act on. The message is the whole story (what happened, what it means, what to
 * do); `main` prints it without a stack and exits with 1.
 */
export class StartError extends Error {
  override name = 'StartError'
}
