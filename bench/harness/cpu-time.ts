/**
 * Processor time that processes have used, from /proc: on a machine with other work it tells more than the clock on the
 * wall. Elsewhere than on Linux there is none, and the notes that are made of it are left out.
 */
import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = 100

/** Seconds of this process; null where it cannot be read. */
export const cpuSeconds = (pid: number): number | null => statOf(pid)?.seconds ?? null

/** Seconds of a PostgreSQL and all its backends, also of those that have ended. */
export function databaseCpuSeconds(postmasterPid: number): number | null {
  const postmaster = statOf(postmasterPid)
  if (!postmaster) return null
  const backends = readdirSync('/proc').flatMap((name) => {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null
    return stat?.parent === postmasterPid ? [stat.seconds] : []
  })
  return backends.reduce((sum, seconds) => sum + seconds, postmaster.seconds + postmaster.endedChildren)
}

function statOf(pid: number): { parent: number; seconds: number; endedChildren: number } | null {
  let text: string
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return null // no /proc here, or the process has just ended
  }
  // After the name in parentheses, which may hold blanks: state, parent, … utime, stime, cutime, cstime.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const seconds = (first: number) => (Number(fields[first]) + Number(fields[first + 1])) / ticksPerSecond
  return { parent: Number(fields[1]), seconds: seconds(11), endedChildren: seconds(13) }
}
