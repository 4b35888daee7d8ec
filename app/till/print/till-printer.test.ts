import { beforeEach, describe, expect, it } from 'vitest'
import type { Slip } from '../../../lib/printing/slip.ts'
import type { Live } from '../../../lib/workplace-types.ts'
import { formKey, printerKey } from './printer-settings.ts'
import { createTillPrinter, type TillPrinter } from './till-printer.ts'
import { water } from '../../../lib/domain/till/sample-till.ts'
import { dayShift, TillDay } from './testing/till-day.ts'

type Job = { id: string; title: string; slip: Slip; language: string; createdAt?: number }

let day: TillDay
let kept: Map<string, unknown>
let jobs: Job[]
let printer: TillPrinter
let ids: number

const live = <T>(get: () => T): Live<T> => ({ get, subscribe: () => () => undefined })

beforeEach(() => {
  day = new TillDay()
  kept = new Map<string, unknown>([[printerKey, { port: {}, profile: {} }]])
  jobs = []
  ids = 0
  const books = {
    one: (ref: { kind: string; id: string }) =>
      live(() => {
        const body = day.books.document(ref)
        return body === null ? null : { id: ref.id, body, pending: 0 }
      }),
    list: () => live(() => day.receipts.map((body) => ({ id: body.id, body, pending: 0 }))),
    keep: (key: string, initial: unknown) => ({ ...live(() => kept.get(key) ?? initial), set: async () => undefined }),
    newId: () => `new-${++ids}`,
    now: () => day.books.now,
  }
  const queue = {
    async add(job: Job) {
      if (jobs.some(({ id }) => id === job.id))
        throw Object.assign(new Error('There is one'), { name: 'ConstraintError' })
      jobs.push(job)
      return { ...job } as never
    },
    knows: async (id: string) => jobs.some((job) => job.id === id),
  }
  printer = createTillPrinter(books as unknown as Parameters<typeof createTillPrinter>[0], {
    queue: async () => queue,
    cashier: () => 'Кира',
    code: async (receipt) => `code of ${receipt.id}`,
  })
})

const texts = (job: Job | undefined): string =>
  (job?.slip.blocks ?? []).map((block) => ('text' in block ? block.text : block.kind)).join('\n')

describe('users.md 9 and 19: paper', () => {
  it('asked for twice is one job; a second paper is a copy and says so', async () => {
    const receipt = day.close([water()])
    expect(await printer.printReceipt(receipt.id)).toBe('queued')
    expect(await printer.printReceipt(receipt.id)).toBe('queued')
    expect(jobs.map(({ id, title }) => [id, title])).toEqual([[`receipt:${receipt.id}`, 'Чек № 3-0001']])
    expect(texts(jobs[0])).toContain('drawer')
    expect(texts(jobs[0])).not.toContain('КОПИЯ')
    await printer.printReceipt(receipt.id, { isCopy: true })
    expect(jobs).toHaveLength(2)
    expect(texts(jobs[1])).toMatch(/^КОПИЯ/)
    expect(texts(jobs[1])).not.toContain('drawer')
  })

  it('of a till without a printer is not waited for', async () => {
    kept.delete(printerKey)
    const receipt = day.close([water()])
    expect(await printer.printReceipt(receipt.id)).toBe('noPrinter')
    expect(await printer.openDrawer()).toBe('noPrinter')
    expect(jobs).toEqual([])
  })

  it('that a crash has kept from the queue is given to it at the next start, and only that', async () => {
    const [first, second] = [day.close([water()]), day.close([water()])]
    await printer.printReceipt(first.id)
    await printer.printLost('device', 0)
    await printer.printLost('device', 0)
    expect(jobs.map(({ id }) => id)).toEqual([`receipt:${first.id}`, `receipt:${second.id}`])
  })

  it('that was lost is as old as its receipt, so that what was sold on Friday asks on Monday', async () => {
    const receipt = day.close([water()])
    day.books.now += 60 * 3_600_000
    await printer.printLost('device', 0)
    expect(jobs).toMatchObject([{ id: `receipt:${receipt.id}`, createdAt: receipt.at }])
  })

  it('of receipts from before the printer, of another till or of weeks ago is not made up for', async () => {
    const receipt = day.close([water()])
    await printer.printLost('device', receipt.at + 1)
    await printer.printLost('other', 0)
    day.books.now += 8 * 24 * 3_600_000
    await printer.printLost('device', 0)
    expect(jobs).toEqual([])
  })
})

it('X, Z and cash slips get names by which the Z comes out once and the X as often as it is wished', async () => {
  day.move('out', 20_000, 'инкассация')
  await printer.printShiftReport(dayShift)
  await printer.printShiftReport(dayShift)
  await printer.printCashSlip(dayShift, 'm1')
  await printer.printCashSlip(dayShift, 'm1')
  day.closeShift(80_000)
  await printer.printShiftReport(dayShift)
  await printer.printShiftReport(dayShift)
  expect(jobs.map(({ title }) => title)).toEqual([
    'X-отчёт, смена 3',
    'X-отчёт, смена 3',
    'Изъятие: инкассация',
    'Z-отчёт, смена 3',
  ])
})

it('prints in the form that was chosen at this till', async () => {
  kept.set(formKey, { language: 'en', header: ['Spring Ltd'], footer: [], logo: null })
  await printer.printReceipt(day.close([water()]).id)
  expect(texts(jobs[0])).toContain('Spring Ltd')
  expect(jobs[0]).toMatchObject({ title: 'Receipt No. 3-0001', language: 'en' })
})

it('what is not there is not printed as something else', async () => {
  await expect(printer.printReceipt('device:3:99')).rejects.toThrow('no receipt')
  await expect(printer.printCashSlip(dayShift, 'none')).rejects.toThrow('no movement')
})
