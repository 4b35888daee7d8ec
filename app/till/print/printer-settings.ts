/**
 * The printer of this till, kept on the device: the port a person chose and what hangs on it. Every page of the wizard
 * changes a part of it. Pure.
 */
import type { RememberedPort } from '../../../lib/platform/ports/remembered-port.ts'
import type { PrinterSettings } from '../../../lib/platform/printing/printer-connection.ts'
import type { PrinterProfile } from '../../../lib/printing/profile.ts'
import { familyTelling, pageCandidates, printerFamilies, profileOf } from '../../../lib/printing/profiles.ts'

export const printerKey = 'till.printer'
/** When a printer was first chosen here. */
export const sinceKey = 'till.printerSince'
export const formKey = 'till.receiptForm'

/** The speeds that receipt printers are set to; a USB printer takes any. */
export const baudRates = [9600, 19200, 38400, 57600, 115200] as const
export const usualBaudRate = 115_200

/** What most new 80 mm printers resemble. */
const likeliestFamily = 'pos-80'

/** A newly chosen port keeps what is known of the printer. */
export const withPort = (settings: PrinterSettings | null, port: RememberedPort): PrinterSettings =>
  settings === null ? { profile: profileAtStart(), port, isGuess: true } : { ...settings, port }

export function withFamily(settings: PrinterSettings, familyId: string): PrinterSettings {
  const family = printerFamilies.find(({ id }) => id === familyId)
  return family ? { port: settings.port, profile: profileOf(family, settings.profile.page) } : settings
}

/** What the printer's own name chooses where no person has chosen. null: nothing is to be changed. */
export function withModel(settings: PrinterSettings | null, model: string): PrinterSettings | null {
  const family = familyTelling(model)
  return settings?.isGuess && family ? withFamily(settings, family.id) : null
}

/** `line`: the number of the wizard's slip that can be read, from 1. null: there is no such line. */
export function withReadableLine(settings: PrinterSettings, line: number): PrinterSettings | null {
  const candidate = pageCandidates[line - 1]
  return candidate ? withProfile(settings, candidate) : null
}

/** What a person has said of it is no guess any more. */
export const withProfile = ({ port, profile }: PrinterSettings, change: Partial<PrinterProfile>): PrinterSettings => ({
  port,
  profile: { ...profile, ...change },
})

function profileAtStart(): PrinterProfile {
  const family = printerFamilies.find(({ id }) => id === likeliestFamily)
  if (!family) throw new Error(`There is no printer family ${likeliestFamily}`)
  return profileOf(family)
}
