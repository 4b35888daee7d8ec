/**
 * Takes an import's records into PostgreSQL: staged in tables of one connection while the files are read, applied in one
 * transaction at the end. What a run does not change it does not touch; the same files again change nothing.
 *
 *     told (what the accounting system said) → wanted (documents made of it) → changed (those that differ)
 *       → documents, stock postings, one journal entry, feed, clock
 *
 * One import at a time for an organisation, whichever process runs it; the next one waits.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { PriceType } from '../../../lib/domain/catalogue/catalogue.ts'
import type { Settings } from '../../../lib/domain/customer/customer.ts'
import type { CatalogueSink } from '../../exchange/catalogue-sink.ts'
import { serverDeviceId, type Announcement } from '../ports.ts'
import { applyGoods } from './catalogue/apply-goods.ts'
import { applyPrices } from './catalogue/apply-prices.ts'
import { applyReferences } from './catalogue/apply-references.ts'
import { applyStock, ensureAnchors } from './catalogue/apply-stock.ts'
import { addStock, lockChanged, publish, type Published } from './catalogue/publish.ts'
import { retailAmong } from './catalogue/retail.ts'
import { createStaging, stageBatch, type StagingState } from './catalogue/staging.ts'
import { createWanted, want } from './catalogue/wanted.ts'

export type CatalogueSinkOptions = {
  connectionString: string
  org: string
  /** The person who brought the files, for the journal; null: nobody by hand. */
  by: { id: string; name: string } | null
  now: () => number
  /** After the commit, when documents changed. */
  onCommit?: (announcement: Announcement) => void
}

export type OpenCatalogueSink = CatalogueSink & {
  /** Of the commit; null before it. */
  published(): Published | null
}

export async function openCatalogueSink(options: CatalogueSinkOptions): Promise<OpenCatalogueSink> {
  const { org } = options
  const client = new pg.Client({ connectionString: options.connectionString, application_name: 'rodnik-import' })
  // A connection that breaks between two statements: the next statement fails and tells it.
  client.on('error', () => undefined)
  await client.connect()
  const state: StagingState = { n: 0, changesOnly: false }
  let fileNames: readonly string[] = []
  let published: Published | null = null

  return {
    published: () => published,

    async begin(run) {
      fileNames = run.fileNames
      await createStaging(client)
      await createWanted(client)
    },

    async stage({ records }) {
      await stageBatch(client, state, records)
    },

    async commit() {
      await ensureAnchors(client, org)
      await client.query('begin')
      published = await apply(client, options, fileNames)
      await client.query('commit')
      if (published.scopes.length > 0) options.onCommit?.({ org, clock: published.clock, scopes: published.scopes })
    },

    async rollback() {
      await client.query('rollback')
    },

    // The staging tables go with the connection.
    close: () => client.end(),
  }
}

async function apply(
  client: pg.Client,
  { org, by, now }: CatalogueSinkOptions,
  fileNames: readonly string[],
): Promise<Published> {
  await client.query(`select pg_advisory_xact_lock(hashtext('rodnik-import'), hashtext($1))`, [org])
  const { units, hasNewUnits, priceTypes } = await applyReferences(client, org)
  await applyGoods(client, org, { units, hasNewUnits })
  await applyPrices(client, org)
  await chooseRetailPrices(client, org, priceTypes)

  const seq = await nextSeq(client, org)
  await lockChanged(client, org)
  const run = { device: serverDeviceId, seq, runId: randomUUID(), now: now() }
  await applyStock(client, org, run)
  await addStock(client, org)
  return publish(client, org, { ...run, payload: { files: fileNames, by } })
}

/** The first import decides which prices everybody sees; later the office does. */
async function chooseRetailPrices(client: pg.Client, org: string, priceTypes: PriceType[]): Promise<void> {
  const { rows } = await client.query<{ body: Settings }>(
    `select body from documents where org = $1 and kind = 'settings' and id = 'organisation'`,
    [org],
  )
  const settings = rows[0]?.body
  const retail = retailAmong(priceTypes)
  if (!settings || settings.retailPriceTypeId !== null || !retail) return
  await want(client, [
    {
      kind: 'settings',
      id: settings.id,
      scopes: ['public'],
      body: { ...settings, retailPriceTypeId: retail.id, currency: retail.currency },
    },
  ])
}

/** Locks the server's own device: from here on the journal and the documents are this run's. */
async function nextSeq(client: pg.Client, org: string): Promise<number> {
  const { rows } = await client.query<{ last_seq: string }>(
    'select last_seq from devices where org = $1 and id = $2 for no key update',
    [org, serverDeviceId],
  )
  const row = rows[0]
  if (!row) throw new Error(`Organisation ${org} has no device "${serverDeviceId}"`)
  return Number(row.last_seq) + 1
}
