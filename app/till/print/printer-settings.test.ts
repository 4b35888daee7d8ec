import { expect, it } from 'vitest'
import { pageCandidates, printerFamilies } from '../../../lib/printing/profiles.ts'
import { withFamily, withModel, withPort, withProfile, withReadableLine } from './printer-settings.ts'

const port = { road: 'serial', baudRate: 9600, flowControl: 'none', vendorId: null, productId: null } as const

it('begins with the likeliest printer and keeps what was found out when another port is chosen', () => {
  const first = withPort(null, port)
  expect(first.profile).toMatchObject({ family: 'pos-80', columns: 48, page: 'cp866', table: 17 })
  const known = withProfile(first, { columns: 42, answers: false })
  expect(withPort(known, { ...port, baudRate: 115_200 })).toEqual({
    profile: known.profile,
    port: { ...port, baudRate: 115_200 },
  })
})

it('takes another family’s tables for the page in use, and every family can be chosen', () => {
  const cp1251 = withProfile(withPort(null, port), { page: 'windows-1251' })
  expect(withFamily(cp1251, 'bixolon').profile).toMatchObject({ page: 'windows-1251', table: 28, columns: 42 })
  for (const { id } of printerFamilies) expect(withFamily(cp1251, id).profile.family).toBe(id)
  expect(withFamily(cp1251, 'no such')).toBe(cp1251)
})

it('users.md 19: the line that can be read gives page and table', () => {
  const settings = withPort(null, port)
  pageCandidates.forEach((candidate, i) => expect(withReadableLine(settings, i + 1)?.profile).toMatchObject(candidate))
  for (const wrong of [0, -1, 1.5, pageCandidates.length + 1, NaN]) expect(withReadableLine(settings, wrong)).toBeNull()
})

it('users.md 19: the printer’s own name chooses the model, unless a person has said something of it', () => {
  const first = withPort(null, port)
  const named = withModel(first, 'CT-S310II')
  expect(named).toMatchObject({ port, profile: { family: 'citizen', table: 7 } })
  expect(withModel(first, 'ACME 9'), 'a name that nobody knows').toBeNull()
  expect(withModel(null, 'CT-S310II'), 'no printer is chosen').toBeNull()
  expect(withModel(withPort(first, { ...port, baudRate: 115_200 }), 'CT-S310II')).not.toBeNull()
  for (const chosen of [named!, withFamily(first, 'epson'), withProfile(first, {}), withReadableLine(first, 2)!])
    expect(withModel(withPort(chosen, port), 'XP-N160II')).toBeNull()
})
