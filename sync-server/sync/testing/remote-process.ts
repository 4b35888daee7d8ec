/** Starts `push-process.ts` and speaks with it; it may be killed at any moment. */
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { PushOutput } from '../../../lib/protocol/sync.ts'
import type { WireOperations } from './sync-world.ts'

type Answer = { id: number; answer?: PushOutput; error?: string }

export class RemoteProcess {
  readonly #child: ChildProcess
  readonly #open = new Map<number, { resolve: (output: PushOutput) => void; reject: (error: Error) => void }>()
  readonly #exited: Promise<void>
  #next = 1

  constructor(databaseUrl: string, org: string) {
    const script = path.join(import.meta.dirname, 'push-process.ts')
    this.#child = spawn(process.execPath, [script, databaseUrl, org], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#exited = new Promise((resolve) => this.#child.once('exit', () => resolve()))
    // Writing to one that was just killed: its requests fail below, when it is gone.
    this.#child.stdin?.on('error', () => undefined)
    createInterface({ input: this.#child.stdout! }).on('line', (line) => this.#hear(JSON.parse(line) as Answer))
    this.#child.once('exit', () => {
      for (const { reject } of this.#open.values()) reject(new Error('The process died'))
      this.#open.clear()
    })
  }

  push(deviceId: string, operations: WireOperations): Promise<PushOutput> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
      return Promise.reject(new Error('The process is dead'))
    }
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve, reject })
      this.#child.stdin?.write(`${JSON.stringify({ id, deviceId, operations })}\n`)
    })
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#exited
  }

  async end(): Promise<void> {
    this.#child.stdin?.end()
    await this.#exited
  }

  #hear({ id, answer, error }: Answer): void {
    const waiting = this.#open.get(id)
    this.#open.delete(id)
    if (answer) waiting?.resolve(answer)
    else waiting?.reject(new Error(error ?? 'No answer'))
  }
}
