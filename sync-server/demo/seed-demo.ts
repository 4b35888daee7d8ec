/**
 * Makes the demonstration company in an empty database: people, the catalogue by a real import, customers and orders by
 * real operations. Broken off, it goes on at the next start: everything has a fixed identity, and what was done is done.
 */
import type pg from 'pg'
import { createEnrolmentCode } from '../identity/enrolment.ts'
import { importCatalogue, type CatalogueFile } from '../exchange/import-catalogue.ts'
import { customerForPhone } from '../office/customer-for-phone.ts'
import { ensureOrganisation, systemActor, type OrganisationGiven } from '../office/ensure-organisation.ts'
import { savePerson } from '../office/people-acts.ts'
import { actOnServer } from '../office/server-act.ts'
import type { Announcement } from '../store/ports.ts'
import { openCatalogueSink } from '../store/postgres/catalogue-sink.ts'
import type { SyncDeps } from '../sync/deps.ts'
import { demoCatalogue } from './catalogue.ts'
import { demoStranger } from './demo-customers.ts'
import { liveDemoDays } from './demo-days.ts'
import { demoCode, demoPeople, type DemoPerson } from './demo-people.ts'
import { renderImportXml, renderOffersXml } from './render-commerceml.ts'

const organisation: OrganisationGiven = {
  name: 'Родник Демо',
  phone: '+7 900 000-00-00',
  timezone: 'Europe/Moscow',
  // The tea and the dried fruit are weighed in the shop.
  weighedCodes: [{ prefix: '21', holds: 'weight' }],
}
const codeLifeMs = 10 * 365 * 24 * 3_600_000

export type DemoDeps = {
  pool: pg.Pool
  databaseUrl: string
  org: string
  sync: SyncDeps
  onCommit?: (announcement: Announcement) => void
  /** A sentence for the person who waits. */
  say?: (sentence: string) => void
}

export type Demo = { code: string; people: readonly DemoPerson[] }

/** null: the database belongs to somebody else. */
export async function seedDemo(deps: DemoDeps): Promise<Demo | null> {
  const { pool, org, sync } = deps
  const demo = {
    code: demoCode,
    people: Object.values(demoPeople).map((person) => ({ ...person, roles: [...person.roles] })),
  }
  const state = await stateOf(pool, org)
  if (state === 'done') return demo
  if (state === 'foreign') return null
  deps.say?.('making the demonstration company')

  const now = sync.now()
  const clock = { now }
  const place = { pool, org, store: sync.store, dismiss: async () => undefined }
  await ensureOrganisation(place, organisation, now)
  for (const { id, name, roles, pin } of demo.people) {
    const person = { id: null, name, roles, active: true, pin }
    if (await exists(pool, org, 'person', id)) continue
    const saved = await savePerson(place, systemActor, person, now, id)
    if (saved.kind !== 'ok') throw new Error(`${name} of the demonstration could not be made: ${saved.kind}`)
  }
  const many = { code: demoCode, expiresAt: now + codeLifeMs }
  await createEnrolmentCode(pool, { org, createdBy: systemActor.id, deviceName: 'Демо', now, many })

  const catalogue = demoCatalogue()
  const files = [file('import.xml', renderImportXml(catalogue)), file('offers.xml', renderOffersXml(catalogue))]
  const { databaseUrl, onCommit } = deps
  const sink = { connectionString: databaseUrl, org, by: null, now: () => now, ...(onCommit ? { onCommit } : {}) }
  await importCatalogue(files, { openSink: () => openCatalogueSink(sink) })

  const customerByPhone = async () => null
  const isKnown = await exists(pool, org, 'customer', demoStranger.id)
  if (!isKnown) await customerForPhone({ ...place, customerByPhone }, { ...demoStranger, now }, demoStranger.id)
  // A clock of its own: the past days are lived through one after the other.
  const days = { pool, org, clock, sync: { ...sync, now: () => clock.now } }
  await liveDemoDays(days, catalogue, { now, dateOf })
  const target = { kind: 'settings', id: 'organisation' }
  await actOnServer(
    sync.store,
    { org, actorId: systemActor.id, kind: doneKind, target, payload: {}, now },
    [],
    () => [],
  )
  return demo
}

const doneKind = 'demo.made'

async function stateOf(pool: pg.Pool, org: string): Promise<'empty' | 'begun' | 'done' | 'foreign'> {
  const { rows } = await pool.query<{ name: string | null; is_done: boolean; is_empty: boolean }>(
    `select (select body->>'name' from documents where org = $1 and kind = 'settings' and id = 'organisation') as name,
            exists (select from operations where org = $1 and device = 'server' and kind = $2) as is_done,
            not exists (select from documents where org = $1) as is_empty`,
    [org, doneKind],
  )
  const row = rows[0]
  if (row?.is_done) return 'done'
  if (row?.is_empty) return 'empty'
  return row?.name === organisation.name ? 'begun' : 'foreign'
}

async function exists(pool: pg.Pool, org: string, kind: string, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('select from documents where org = $1 and kind = $2 and id = $3', [
    org,
    kind,
    id,
  ])
  return rowCount === 1
}

function file(name: string, text: string): CatalogueFile {
  const bytes = new TextEncoder().encode(text)
  return {
    name,
    bytes: bytes.length,
    async *open() {
      yield bytes
    },
  }
}

/** The day on the company's calendar: `2026-06-01`. */
const dateOf = (at: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: organisation.timezone }).format(at)
