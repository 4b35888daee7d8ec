/**
 * A socket that sends in one system call whatever was written to it in one turn of the event loop. The driver writes each
 * statement of a pipeline by itself; a transaction sends up to ten at once, and the calls cost more than the statements.
 */
import net from 'node:net'

export function gatheringSocket(): net.Socket {
  const socket = new net.Socket()
  const cork = socket.cork.bind(socket)
  const write = socket.write.bind(socket)
  let isGathering = false

  const gather = (): void => {
    if (isGathering) return
    isGathering = true
    cork()
    process.nextTick(() => {
      isGathering = false
      socket.uncork()
    })
  }

  return Object.assign(socket, {
    cork() {
      gather()
      cork()
    },
    write(...given: Parameters<typeof write>): boolean {
      gather()
      return write(...given)
    },
  })
}
