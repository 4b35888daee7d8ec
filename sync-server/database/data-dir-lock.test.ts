import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockDataDir } from './data-dir-lock.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rodnik-lock-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Another process that takes the lock and keeps it until it is killed; answers its first word. */
async function otherServer(
  under: readonly string[] = [],
): Promise<{ word: string; process: ChildProcess; kill: () => Promise<void> }> {
  const code = `
    import { lockDataDir } from './sync-server/database/data-dir-lock.ts'
    await lockDataDir(${JSON.stringify(folder)}).then(() => process.stdout.write('locked'), (error) => process.stdout.write(error.message))
    setInterval(() => undefined, 1000)`
  const [program = '', ...args] = [...under, process.execPath, '--input-type=module-typescript', '--eval', code]
  const child = spawn(program, args, {
    cwd: path.resolve(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [word] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    word: word.toString(),
    process: child,
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

it('is held against another server until it is given back', async () => {
  const release = await lockDataDir(folder)
  const refused = await otherServer()
  await refused.kill()
  expect(refused.word).toContain(`A server is already running on ${folder} (process ${process.pid})`)

  await release()
  expect(await readdir(folder)).toEqual([])
  const taken = await otherServer()
  expect(taken.word).toBe('locked')
  await expect(lockDataDir(folder)).rejects.toThrow(/already running/)
  await taken.kill()
})

it('of a killed server is free', async () => {
  const other = await otherServer()
  expect(other.word).toBe('locked')
  await other.kill()
  await (
    await lockDataDir(folder)
  )()
})

it('of a killed server whose parent never asks for its exit code is free', async () => {
  // The shell starts it beside and becomes another program, which knows nothing of a child.
  const { word, process: parent } = await otherServer(['/bin/sh', '-c', '"$0" "$@" & exec sleep 600'])
  expect(word).toBe('locked')
  const { pid } = JSON.parse(await readFile(path.join(folder, 'server.lock'), 'utf8')) as { pid: number }
  try {
    await expect(lockDataDir(folder)).rejects.toThrow(`already running on ${folder} (process ${pid})`)
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => readFile(`/proc/${pid}/stat`, 'utf8')).toMatch(/\) Z /)
    await (
      await lockDataDir(folder)
    )()
  } finally {
    parent.kill('SIGKILL')
    await once(parent, 'exit')
  }
})

it('of a process number that another program has now, or of before the last boot, is free', async () => {
  const other = await otherServer()
  const file = path.join(folder, 'server.lock')
  const holder = JSON.parse(await readFile(file, 'utf8')) as object
  try {
    for (const change of [{ startedTicks: '1' }, { boot: 'an earlier one' }]) {
      await writeFile(file, JSON.stringify({ ...holder, ...change }))
      await (
        await lockDataDir(folder)
      )()
    }
  } finally {
    await other.kill()
  }
})

it('that a full disk left damaged is free', async () => {
  await writeFile(path.join(folder, 'server.lock'), '{"pid":')
  await (
    await lockDataDir(folder)
  )()
})

it('cannot be taken in a folder that is none, and says so', async () => {
  await writeFile(path.join(folder, 'file'), '')
  await expect(lockDataDir(path.join(folder, 'file', 'data'))).rejects.toThrow(/cannot be used.*Set DATA_DIR/s)
})
