import { ConflictError, FloorError } from './ports.ts'

const maxAttempts = 6

/**
 * Someone else was faster: the transaction is done again, with everything read anew, a few times. Throws everything else
 * that it throws, and the last conflict. `onAgain` hears of every attempt that another one follows.
 */
export async function withRetries<T>(
  transact: () => Promise<T>,
  onAgain: (attempt: number, error: unknown) => void = () => undefined,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transact()
    } catch (error) {
      if (!(error instanceof ConflictError || error instanceof FloorError) || attempt === maxAttempts) throw error
      onAgain(attempt, error)
    }
  }
}
