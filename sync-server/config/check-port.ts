import net from 'node:net'
import type { Config } from './read-config.ts'
import { StartError } from './start-error.ts'

type Address = Pick<Config, 'port' | 'host'>

/** Tries the port and leaves it again, so that a taken one is told at once and not after the database was made. */
export async function checkPort(address: Address): Promise<void> {
  const server = net.createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explainListenError(error, address)))
    server.listen(address.port, address.host, () => server.close(() => resolve()))
  })
}

export function explainListenError(error: unknown, { port, host }: Address): Error {
  const { code } = error as NodeJS.ErrnoException
  const sentence = {
    EADDRINUSE: `Port ${port} is taken by another program. Stop that program, or choose another port: PORT=${port < 65_535 ? port + 1 : 3000} npm start`,
    EACCES: `Port ${port} may not be used by this account (ports below 1024 are for root). Choose another one: PORT=3000 npm start`,
    EADDRNOTAVAIL: `HOST=${host} is not an address of this machine. Leave HOST out to listen on all of them.`,
    ENOTFOUND: `HOST=${host} is not an address of this machine. Leave HOST out to listen on all of them.`,
  }[code ?? '']
  return sentence ? new StartError(sentence, { cause: error }) : (error as Error)
}
