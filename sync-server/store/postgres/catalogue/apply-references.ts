/** Groups, price types, warehouses and units: few enough to be held in memory. */
import type pg from 'pg'
import type { Group, PriceType, Warehouse } from '../../../../lib/domain/catalogue/catalogue.ts'
import type { GroupRecord, PriceTypeRecord, UnitRecord, WarehouseRecord } from '../../../exchange/commerceml/records.ts'
import { documentId, type ToldKind } from './told.ts'
import { want, type WantedDocument } from './wanted.ts'

type Reference = GroupRecord | PriceTypeRecord | WarehouseRecord | UnitRecord
type Told<Record> = { id: string; sentId: string; told: Partial<Record>; n: number | null }

/** Hears what was staged of this kind and returns everything ever told of it; `n` is set for what this run mentions. */
export async function hearReferences<Record extends Reference>(
  client: pg.ClientBase,
  org: string,
  kind: ToldKind & Record['kind'],
): Promise<Told<Record>[]> {
  const { rows: present } = await client.query<{ id: string; sent_id: string; told: Partial<Record> }>(
    'select id, sent_id, told from catalogue_told where org = $1 and kind = $2 order by id',
    [org, kind],
  )
  const all = new Map(
    present.map(({ id, sent_id, told }) => [id, { id, sentId: sent_id, told, n: null as number | null }]),
  )
  const { rows: staged } = await client.query<{ n: string; id: string; sent_id: string; record: Record }>(
    'select n, id, sent_id, record from staged_told where kind = $1 order by n',
    [kind],
  )
  for (const { n, id, sent_id, record } of staged) {
    const before = all.get(id)
    const told = { ...before?.told, ...withoutNothing(record) }
    all.set(id, { id, sentId: before?.sentId ?? sent_id, told, n: before?.n ?? Number(n) })
  }
  const mentioned = [...all.values()].filter(({ n }) => n !== null)
  await client.query(
    `insert into catalogue_told (org, kind, id, sent_id, told)
     select $1, $2, r.id, r."sentId", r.told from jsonb_to_recordset($3::jsonb) r (id text, "sentId" text, told jsonb)
     on conflict (org, kind, id) do update set told = excluded.told`,
    [org, kind, JSON.stringify(mentioned)],
  )
  return [...all.values()]
}

/** A name that is missing or empty tells nothing. A thing described anew without a deletion mark is back. */
function withoutNothing<Record extends Reference>(record: Record): Partial<Record> {
  const { kind: _kind, line: _line, id: _id, ...fields } = record
  const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined))
  const parent = 'parentId' in record ? { parentId: record.parentId } : {}
  const restored = record.deleted === undefined ? { deleted: false } : {}
  return { ...said, ...parent, ...restored } as Partial<Record> // safe: fields of the record, less those without a value
}

export async function applyReferences(
  client: pg.ClientBase,
  org: string,
): Promise<{ units: Map<string, string>; hasNewUnits: boolean; priceTypes: PriceType[] }> {
  const groups = await hearReferences<GroupRecord>(client, org, 'group')
  if (groups.some(({ n }) => n !== null)) await want(client, await groupDocuments(client, org, groups))
  const priceTypes = await applyPriceTypes(client, org)
  await applyWarehouses(client, org)
  const units = await hearReferences<UnitRecord>(client, org, 'unit')
  return {
    units: new Map(
      units.flatMap(({ told }) => (told.code && told.shortName ? [[told.code, told.shortName] as const] : [])),
    ),
    hasNewUnits: units.some(({ n }) => n !== null),
    priceTypes,
  }
}

/** In the order of the file; those it does not mention come after, in the order they had. */
async function groupDocuments(
  client: pg.ClientBase,
  org: string,
  groups: Told<GroupRecord>[],
): Promise<WantedDocument[]> {
  const { rows } = await client.query<{ body: Group }>(`select body from documents where org = $1 and kind = 'group'`, [
    org,
  ])
  const positions = new Map(rows.map(({ body }) => [body.id, body.position]))
  const known = new Set(groups.map(({ id }) => id))
  const inOrder = groups
    .filter(({ told }) => told.name)
    .toSorted(
      (a, b) => (a.n ?? Infinity) - (b.n ?? Infinity) || (positions.get(a.id) ?? 0) - (positions.get(b.id) ?? 0),
    )
  return inOrder.map(({ id, told }, index) => {
    const parentId = told.parentId == null ? null : documentId('group', told.parentId)
    const body: Group = {
      id,
      name: tidy(told.name) ?? id,
      parentId: parentId !== null && known.has(parentId) && parentId !== id ? parentId : null,
      position: index + 1,
    }
    return { kind: 'group', id, scopes: told.deleted === true ? [] : ['catalog'], body }
  })
}

/** What the office decides of a price type here (E09) stays. Answers those that hold, the first told first. */
async function applyPriceTypes(client: pg.ClientBase, org: string): Promise<PriceType[]> {
  const told = await hearReferences<PriceTypeRecord>(client, org, 'priceType')
  const { rows } = await client.query<{ body: PriceType }>(
    `select body from documents where org = $1 and kind = 'priceType'`,
    [org],
  )
  const present = new Map(rows.map(({ body }) => [body.id, body]))
  const documents = told
    .toSorted((a, b) => (a.n ?? 0) - (b.n ?? 0))
    .map(({ id, sentId, told: { name, currency, vatIncluded, deleted }, n }) => {
      const body: PriceType = {
        id,
        name: tidy(name) ?? present.get(id)?.name ?? sentId,
        currency: currency?.code ?? present.get(id)?.currency ?? 'RUB',
        vatIncluded: vatIncluded ?? present.get(id)?.vatIncluded ?? true,
        autoConfirm: present.get(id)?.autoConfirm ?? false,
      }
      return { kind: 'priceType', id, scopes: deleted === true ? [] : ['catalog'], body, isMentioned: n !== null }
    })
  await want(
    client,
    documents.flatMap(({ isMentioned, ...document }) => (isMentioned ? [document] : [])),
  )
  return documents.filter(({ scopes }) => scopes.length > 0).map(({ body }) => body)
}

async function applyWarehouses(client: pg.ClientBase, org: string): Promise<void> {
  const told = await hearReferences<WarehouseRecord>(client, org, 'warehouse')
  await want(
    client,
    told.flatMap(({ id, sentId, told: { name, deleted }, n }) => {
      if (n === null) return []
      const body: Warehouse = { id, name: tidy(name) ?? sentId }
      return [{ kind: 'warehouse', id, scopes: deleted === true ? [] : ['stock'], body }]
    }),
  )
}

function tidy(text: string | null | undefined): string | null {
  const flat = text?.replace(/\s+/gu, ' ').trim().slice(0, 200)
  return flat ? flat : null
}
