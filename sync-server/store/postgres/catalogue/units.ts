/** Units as people read them. Files give a short name, or only the code of the national classifier (OKEI). */
import { shortened } from '../../../../lib/domain/text.ts'
import type { UnitGiven } from '../../../exchange/commerceml/records.ts'

const shortNames: Readonly<Record<string, string>> = {
  '006': 'м',
  '008': 'км',
  '018': 'пог. м',
  '055': 'м²',
  '111': 'мл',
  '112': 'л',
  '113': 'м³',
  '163': 'г',
  '166': 'кг',
  '168': 'т',
  '356': 'ч',
  '616': 'боб',
  '625': 'лист',
  '704': 'набор',
  '715': 'пар',
  '728': 'пач',
  '736': 'рул',
  '778': 'упак',
  '796': 'шт',
  '812': 'ящ',
  '868': 'бут',
}
const fractionalCodes = new Set(['006', '008', '018', '055', '112', '113', '163', '166', '168'])
const fractionalNames = new Set(['м', 'км', 'пог. м', 'м2', 'м²', 'м3', 'м³', 'л', 'г', 'гр', 'кг', 'т'])
const longest = 20

export function unitName(unit: UnitGiven | null, units: ReadonlyMap<string, string>): string {
  const given = tidy(unit?.shortName) ?? told(unit, units) ?? tidy(unit?.fullName) ?? 'шт'
  return shortened(given, longest)
}

/** Sold by weight, length or volume. Pieces, bottles and boxes are whole. */
export function isFractional(unit: UnitGiven | null, units: ReadonlyMap<string, string>): boolean {
  if (unit?.code && fractionalCodes.has(unit.code)) return true
  return fractionalNames.has(unitName(unit, units).toLowerCase().replace(/\.$/, ''))
}

const told = (unit: UnitGiven | null, units: ReadonlyMap<string, string>): string | undefined =>
  unit?.code ? (units.get(unit.code) ?? shortNames[unit.code]) : undefined

function tidy(text: string | null | undefined): string | undefined {
  const flat = text?.replace(/\s+/gu, ' ').trim()
  return flat ? flat : undefined
}
