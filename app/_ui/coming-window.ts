/** Windows that were asked for and are still being fetched: until they are here, or failed to come, no other one opens. */

let coming = 0

/** The answer takes it back: the window is here, or is not coming any more. */
export function announceWindow(): () => void {
  coming += 1
  let isAnnounced = true
  return () => {
    if (isAnnounced) coming -= 1
    isAnnounced = false
  }
}

export const isWindowComing = (): boolean => coming > 0
