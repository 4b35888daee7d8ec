import { describe, expect, test } from 'vitest'
import { familyTelling, pageCandidates, printerFamilies, profileOf } from './profiles.ts'

describe('printers', () => {
  // The makers' own counting; a wrong number prints rubbish on every receipt of that maker.
  test.each([
    ['epson', 17, 46],
    ['epson-42', 17, 46],
    ['epson-legacy', 17, null],
    ['fujitsu', 17, 46],
    ['xprinter', 17, 23],
    ['pos-58', 17, 23],
    ['pos-80', 17, 23],
    ['bixolon', 17, 28],
    ['citizen', 7, null],
    ['hp', 7, 13],
    ['mpt', 7, 6],
    ['youku', 7, 6],
    ['sunmi', 17, null],
  ])('%s keeps cp866 in table %i and windows-1251 in %s', (id, cp866, windows) => {
    const family = printerFamilies.find((one) => one.id === id)
    expect(family?.tables).toEqual({ cp866, 'windows-1251': windows })
  })

  test('every family is in the table above, under its own name', () => {
    expect(printerFamilies).toHaveLength(13)
    expect(new Set(printerFamilies.map(({ id }) => id)).size).toBe(13)
  })

  test('a page that the maker lacks gives way to cp866, with its own table', () => {
    const citizen = printerFamilies.find(({ id }) => id === 'citizen')!
    expect(profileOf(citizen, 'windows-1251')).toMatchObject({ page: 'cp866', table: 7 })
    const bixolon = printerFamilies.find(({ id }) => id === 'bixolon')!
    expect(profileOf(bixolon, 'windows-1251')).toMatchObject({ page: 'windows-1251', table: 28 })
  })

  test("the wizard's slip offers every table that a family uses, each once", () => {
    const offered = pageCandidates.map(({ table, page }) => `${page} ${table}`)
    expect(new Set(offered).size).toBe(offered.length)
    for (const { tables } of printerFamilies) {
      for (const page of ['cp866', 'windows-1251'] as const) {
        if (tables[page] !== null) expect(offered).toContain(`${page} ${tables[page]}`)
      }
    }
  })

  test.each([
    ['TM-T20III', 'epson'],
    ['TM-m30II', 'epson'],
    ['TM-T88V', 'epson-42'],
    ['TM-T88VII', 'epson-42'],
    ['TM-T70II', 'epson-42'],
    ['TM-T88IV', 'epson-legacy'],
    ['TM-T88III', 'epson-legacy'],
    ['TM-T70', 'epson-legacy'],
    ['XP-N160II', 'xprinter'],
    ['XP-58', 'pos-58'],
    ['POS-8360', 'pos-80'],
    ['POS-5890', 'pos-58'],
    ['SRP-350III', 'bixolon'],
    ['CT-S310II', 'citizen'],
    ['FP-1000', 'fujitsu'],
    ['A779', 'hp'],
    ['MPT-III', 'mpt'],
    ['58T', 'youku'],
    ['SUNMI', 'sunmi'],
  ])('one that calls itself %s is of the family %s, and of no other', (model, id) => {
    expect(familyTelling(` ${model} `)?.id).toBe(id)
    expect(printerFamilies.filter(({ tells }) => tells.test(model)).map((family) => family.id)).toEqual([id])
  })

  test.each(['', 'TM-U220', 'TM-T88', 'TSP143', 'ACME TM-T20', 'MPT-IV', 'POS'])('nobody here knows "%s"', (model) =>
    expect(familyTelling(model)).toBeNull(),
  )
})
