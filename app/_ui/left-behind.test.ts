import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createKept, type Kept } from './kept-value.ts'
import { dropLeft, noteLeft, takeUpLeft, type Notes } from './left-behind.ts'

type Draft = { note: string }

let notes: Notes
beforeEach(() => {
  const texts = new Map<string, string>()
  notes = {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  }
})

/** A disk from which the page went while it wrote: `arrives` says how many of its writes arrived all the same. */
function page(disk: { note: string }, arrives: number): Kept<Draft> {
  let left = arrives
  return createKept<Draft>({
    get: () => ({ note: disk.note }),
    subscribe: () => () => undefined,
    set: async ({ note }) => {
      if (left === 0) return new Promise(() => undefined)
      left -= 1
      disk.note = note
    },
  })
}

const type = (kept: Kept<Draft>, ...notes: string[]): void => notes.forEach((note) => void kept.set({ note }))
const settled = () => new Promise((resolve) => setTimeout(resolve))

describe('what was typed right before a page was loaded anew', () => {
  it.each([
    ['nothing of it had arrived', 0],
    ['the first letters had arrived', 1],
  ])('is there again: %s', async (_, arrived) => {
    const disk = { note: 'во' }
    const before = page(disk, arrived)
    // The first is being written while the others are typed.
    type(before, 'вод', 'вода', 'вода 19')
    noteLeft(notes, 'draft', before)
    await settled()
    expect(disk.note).toBe(arrived === 0 ? 'во' : 'вод')
    const after = page(disk, Infinity)
    const taken = takeUpLeft(notes, 'draft', after)
    expect(after.get(), 'seen at once').toEqual({ note: 'вода 19' })
    await taken
    expect(disk.note).toBe('вода 19')
  })

  it('is set again once, and not over what another tab has written meanwhile', async () => {
    const disk = { note: '' }
    const before = page(disk, 0)
    type(before, 'дом')
    noteLeft(notes, 'draft', before)
    disk.note = 'другая вкладка'
    const after = page(disk, Infinity)
    await takeUpLeft(notes, 'draft', after)
    expect(disk.note).toBe('другая вкладка')
    disk.note = ''
    await takeUpLeft(notes, 'draft', after)
    expect(disk.note).toBe('')
  })

  it('is not noted where it is on the disk, and dropped where the page came back', async () => {
    const disk = { note: '' }
    const written = page(disk, Infinity)
    type(written, 'дом')
    await settled()
    noteLeft(notes, 'draft', written)
    disk.note = ''
    await takeUpLeft(notes, 'draft', page(disk, Infinity))
    expect(disk.note).toBe('')

    const back = page(disk, 0)
    type(back, 'дом')
    noteLeft(notes, 'draft', back)
    dropLeft(notes, 'draft')
    await takeUpLeft(notes, 'draft', page(disk, Infinity))
    expect(disk.note).toBe('')
  })

  it('keeps nobody from leaving where nothing can be noted', () => {
    const kept = page({ note: '' }, 0)
    type(kept, 'дом')
    const full = new DOMException('full', 'QuotaExceededError')
    const setItem = () => {
      throw full
    }
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    noteLeft({ ...notes, setItem }, 'draft', kept)
    expect(warn).toHaveBeenCalledWith(expect.any(String), full)
    warn.mockRestore()
  })
})
