/**
 * How the organisation sells, as its administrator says it: which ways of paying a customer may name (B05), which price
 * list everybody buys at who has none of their own, at which price lists an order may be accepted by itself (E09), what the
 * labels of its scales hold, how a cashier types phones (D01–D04), and the rules of its tills.
 */
import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import type { WeighedRule } from '../../lib/domain/barcode/weighed.ts'
import type { PriceType } from '../../lib/domain/catalogue/catalogue.ts'
import type { Settings } from '../../lib/domain/customer/customer.ts'
import { tillRulesOf } from '../../lib/domain/till/rules.ts'
import type { SaveSettingsInput } from '../../lib/protocol/office.ts'
import type { StoredDocument, SyncStore } from '../store/ports.ts'
import type { OfficeActor } from './office.ts'
import { actOnServer, type Wanted } from './server-act.ts'

const settingsRef = { kind: 'settings', id: 'organisation' }

export type SavedSettings = { kind: 'ok' } | { kind: 'unknownPriceType' }

export async function saveSettings(
  { store, pool, org }: { store: SyncStore; pool: pg.Pool; org: string },
  actor: OfficeActor,
  input: SaveSettingsInput,
  now: number,
): Promise<SavedSettings> {
  const priceTypes = await priceTypeIds(pool, org)
  const named = [...input.autoConfirm, ...(input.retailPriceTypeId === null ? [] : [input.retailPriceTypeId])]
  if (named.some((id) => !priceTypes.includes(id))) return { kind: 'unknownPriceType' }
  const refs = [settingsRef, ...priceTypes.map((id) => ({ kind: 'priceType', id }))]
  const act = { org, actorId: actor.id, kind: 'settings.save', target: settingsRef, payload: input, now }
  // What stands so already makes no entry in the journal.
  await actOnServer(store, act, refs, ([settings, ...documents]) => {
    if (!settings) throw new Error(`Organisation ${org} has no settings`)
    const wanted = [withSettings(settings, input), ...documents.map((document) => withAutoConfirm(document, input))]
    const changed = wanted.filter((one) => one !== null)
    return changed.length === 0 ? null : changed
  })
  return { kind: 'ok' }
}

/** Those that hold: one that the accounting system deleted has no scope any more. */
async function priceTypeIds(pool: pg.Pool, org: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from documents where org = $1 and kind = 'priceType' and scopes <> '{}' order by id`,
    [org],
  )
  return rows.map(({ id }) => id)
}

function withSettings({ ref, body, scopes }: StoredDocument, input: SaveSettingsInput): Wanted | null {
  const before = body as Settings // safe: written only on the server, by this shape
  const after: Settings = {
    ...before,
    retailPriceTypeId: input.retailPriceTypeId,
    paymentIntents: ways.filter((way) => input.paymentIntents.includes(way)),
    ...(input.weighedCodes && { weighedCodes: byPrefix(input.weighedCodes) }),
    ...(input.phoneMask !== undefined && { phoneMask: input.phoneMask }),
    ...(input.till && { till: input.till }),
  }
  return isSameSettings(before, after) ? null : { ref, scopes, body: after }
}

const byPrefix = (rules: readonly WeighedRule[]): WeighedRule[] =>
  rules.toSorted((one, other) => (one.prefix < other.prefix ? -1 : 1))

/** Missing is none: a first saving that changes nothing is no change. */
const isSameSettings = (one: Settings, other: Settings): boolean =>
  one.retailPriceTypeId === other.retailPriceTypeId &&
  isDeepStrictEqual(one.paymentIntents, other.paymentIntents) &&
  isDeepStrictEqual(one.weighedCodes ?? [], other.weighedCodes ?? []) &&
  isDeepStrictEqual(one.phoneMask ?? null, other.phoneMask ?? null) &&
  isDeepStrictEqual(tillRulesOf(one), tillRulesOf(other))

/** In the order in which a customer is asked. */
const ways = ['cash', 'card', 'deposit'] as const

function withAutoConfirm(document: StoredDocument | null, { autoConfirm }: SaveSettingsInput): Wanted | null {
  if (!document) return null
  const { ref, scopes } = document
  const before = document.body as PriceType // safe: written only on the server, by this shape
  const confirms = autoConfirm.includes(ref.id)
  return before.autoConfirm === confirms
    ? null
    : { ref, scopes, body: { ...before, autoConfirm: confirms } satisfies PriceType }
}
