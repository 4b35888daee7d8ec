// One seeded day of a till's printer: receipts, a cable that comes loose, paper, covers, lost answers, tabs that die or
// take over. A person mends what the screen says is wrong and answers what it asks. At the end every receipt is on
// paper, and never twice without КОПИЯ.

import { layOut } from '../../lib/printing/lay-out.ts'
import type { PrintJob } from '../../lib/printing/queue/print-job.ts'
import type { PrinterModelId } from '../printer/models.ts'
import { shown, type Print } from '../printer/paper-roll.ts'
import { createRandom } from '../random.ts'
import { createPrintWorld, jobOf, type PrintWorld, type Tab } from './print-world.ts'

export type Fate = {
  /** Empty: all went as it must. */
  wrong: string[]
  /** How often each thing happened, so that a run in which nothing happens is seen. */
  happened: Record<string, number>
}

const models: PrinterModelId[] = ['epson', 'xprinter', 'pos-58', 'pos-80', 'bixolon']

export async function runFate(seed: number, look?: (tabs: Tab[], world: PrintWorld) => void): Promise<Fate> {
  const happened: Record<string, number> = {}
  const note = (what: string): void => void (happened[what] = (happened[what] ?? 0) + 1)
  const dice = createRandom(seed).stream('fate')
  const world = createPrintWorld({
    seed,
    model: dice.pick(models),
    lineMs: dice.pick([0, 5, 60]),
    line: { baudRate: dice.pick([9_600, 115_200]) },
    staleAfterMs: 5 * 60_000,
  })
  let tabs: Tab[] = [world.openTab()]
  const names: string[] = []

  const events: (readonly [number, string, () => void | Promise<void>])[] = [
    [8, 'receipt', () => addReceipt()],
    [3, 'loose', () => world.cable.unplugAfter(dice.between(1, 900))],
    [2, 'unplugged', () => world.cable.unplug()],
    [3, 'plugged', () => world.cable.plug()],
    [2, 'paper ends', () => world.printer.loadPaper(dice.between(1, 25))],
    [2, 'cover opens', () => world.printer.openCover()],
    [2, 'cover closes', () => world.printer.closeCover()],
    [1, 'answers lost', () => loseAnswers()],
    [1, 'garbled', () => world.cable.failRead(dice.pick(['FramingError', 'ParityError', 'BreakError']))],
    [1, 'another program', () => world.cable.occupy(dice.chance(0.5))],
    [2, 'tab dies', () => killTab()],
    [2, 'tab opens', () => void (tabs.length < 3 && tabs.push(world.openTab()))],
    [1, 'takeover', () => dice.pick(tabs).owner.takeOver()],
    [2, 'a person answers', () => answerAll()],
  ]

  async function addReceipt(): Promise<void> {
    const name = String(names.length + 1).padStart(3, '0')
    names.push(name)
    await dice.pick(tabs).queue.add(jobOf(name, dice.between(1, 12)))
  }
  function loseAnswers(): void {
    // One that has no name to prove with can be misheard when a status packet loses its first bytes in mid-job.
    if (world.printer.model.tells !== null) world.cable.loseAnswers(dice.between(1, 6))
  }
  function killTab(): void {
    const tab = dice.pick(tabs)
    tab.close()
    tabs = tabs.filter((one) => one !== tab)
    if (tabs.length === 0) tabs.push(world.openTab())
  }
  async function answerAll(): Promise<void> {
    for (const tab of tabs.slice(0, 1)) {
      for (const { id, state } of tab.queue.jobs()) {
        if (state === 'interrupted') note('reprinted')
        if (state === 'asking') note('approved')
        await (state === 'interrupted' ? tab.queue.reprint(id) : tab.queue.approve(id))
      }
    }
  }

  for (let step = 0; step < 40; step += 1) {
    const [what, happen] = dice.weighted(events.map(([weight, name, run]) => [weight, [name, run] as const] as const))
    note(what)
    await happen()
    await world.run(dice.pick([0, 20, 300, 3_000, 30_000, 200_000]))
  }

  // The evening: everything is mended, and somebody looks until nothing is left.
  world.cable.unplugAfter(Infinity)
  world.cable.plug()
  world.cable.occupy(false)
  world.cable.loseAnswers(0)
  world.printer.closeCover()
  world.printer.loadPaper()
  for (let round = 0; round < 12; round += 1) {
    await world.run(120_000)
    await answerAll()
    if ((await world.store.listOpen()).length === 0) break
  }
  look?.(tabs, world)
  return { wrong: await findWrong(world, names), happened }
}

async function findWrong(world: PrintWorld, names: string[]): Promise<string[]> {
  const wrong: string[] = []
  const open = await world.store.listOpen()
  for (const { id, state } of open) wrong.push(`${id} is still ${state}`)
  for (const fault of world.faults) wrong.push(`fault: ${String(fault)}`)
  const { prints } = world.printer.paper
  // A one-way printer does not say where it stopped.
  if (!world.printer.model.isMute) wrong.push(...tornUnder(prints))
  for (const name of names) {
    const job = await world.job(name)
    if (job === null) {
      wrong.push(`${name} is gone`)
      continue
    }
    const originals = titlesOf(prints, name).filter(({ isCopy }) => !isCopy)
    if (originals.length > 1) wrong.push(`${name} came ${originals.length} times without КОПИЯ`)
    // Of a one-way printer nobody knows it, which is why its jobs are never called printed.
    if (job.state === 'printed' && !isWhole(prints, job, world)) wrong.push(`${name} is not whole on paper`)
    if (job.state === 'printed' && job.oneWay) wrong.push(`${name}: a one-way printer cannot have said so`)
  }
  return wrong
}

/** Receipts that begin below another one's half, with neither its end nor a word about it between the two. */
function tornUnder(prints: readonly Print[]): string[] {
  const wrong: string[] = []
  let open: string | null = null
  for (const print of prints) {
    if (print.kind !== 'line') continue
    const [, begun] = /^ЧЕК № (\d+)$/.exec(print.text) ?? []
    if (begun !== undefined) {
      if (open !== null) wrong.push(`${begun} stands on the torn half of ${open}`)
      open = begun
    } else if (/^КОНЕЦ |ПРЕРВАН$/.test(print.text)) open = null
  }
  return wrong
}

/** Every place where the receipt begins, and whether КОПИЯ stands above it on the same piece of paper. */
function titlesOf(prints: readonly Print[], name: string): { at: number; isCopy: boolean }[] {
  return prints.flatMap((print, at) => {
    if (print.kind !== 'line' || print.text !== `ЧЕК № ${name}`) return []
    const above = [prints[at - 2], prints[at - 1]]
    return [{ at, isCopy: above.some((line) => line?.kind === 'line' && line.text === 'КОПИЯ') }]
  })
}

/** Somewhere all its lines stand one below the other. */
function isWhole(prints: readonly Print[], job: PrintJob, world: PrintWorld): boolean {
  const meant = layOut(job.slip, world.settings.profile).items.flatMap((item) =>
    item.kind === 'line' ? [item.text.trim()] : item.kind === 'qr' ? [`[QR ${item.text}]`] : [],
  )
  return titlesOf(prints, job.id).some(({ at }) =>
    meant.every((text, index) => {
      const print = prints[at + index]
      return print !== undefined && (print.kind === 'line' ? print.text : shown(print)) === text
    }),
  )
}
