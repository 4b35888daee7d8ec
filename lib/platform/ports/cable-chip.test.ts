import { expect, it } from 'vitest'
import { cableChip } from './cable-chip.ts'

it('a cable is called by its chip, a port that tells nothing by none', () => {
  expect([0x0403, 0x067b, 0x10c4, 0x1a86].map(cableChip)).toEqual(['FTDI', 'PL2303', 'CP210x', 'CH340'])
  expect([null, 0x04b8].map(cableChip)).toEqual([null, null])
})
