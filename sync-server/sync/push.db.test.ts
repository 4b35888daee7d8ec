/** The server's rules on the real database: first those that hold on any store, then what only a database can do wrong. */
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { UnavailableError } from '../store/ports.ts'
import { decideHeldAgain } from './held-operations.ts'
import { openPostgres } from './testing/open-postgres.ts'
import { syncRules } from './testing/sync-rules.ts'
import { RemoteProcess } from './testing/remote-process.ts'
import { act, createSyncWorld, make, ok, wire, type WireOperations } from './testing/sync-world.ts'
import type { Box } from './testing/box-trade.ts'

const postgres = await openPostgres()
afterEach(() => postgres.closeStores())
afterAll(() => postgres.drop())
const { database } = postgres

const count = async (sql: string, ...values: unknown[]): Promise<number> =>
  Number((await database.pool.query<{ count: string }>(sql, values)).rows[0]?.count)

syncRules(async () => {
  const org = await postgres.newOrganisation()
  return {
    store: postgres.newStore(),
    org,
    addDevice: (id) => postgres.addDevice(org, id),
    close: () => postgres.closeStores(),
  }
})

describe('custody on a real database', () => {
  it('S22: an operation whose effect the database refuses is held alone; its batch is decided', async () => {
    const org = await postgres.newOrganisation('d1', 'd2')
    const world = createSyncWorld(postgres.newStore(), org)
    const [first, second] = await Promise.all([
      world.verdicts('d1', wire(1, make('1'), act('count', '1'), act('unstorable', '1'), act('count', '1'))),
      world.verdicts('d2', wire(1, make('2'), act('count', '2'))),
    ])
    expect(first).toEqual([ok, ok, { kind: 'held', cause: 'fault' }, ok])
    expect(second).toEqual([ok, ok])
    expect(await world.boxes()).toMatchObject({ 1: { count: 2 }, 2: { count: 1 } })
    expect(world.events.some(({ kind }) => kind === 'apart')).toBe(true)
    expect(await world.pull('d1', [])).toMatchObject({ deviceSeq: 4 })
  })

  /** A database that does this to every box of that name, whenever it is written. */
  const refuseAlways = (name: string, errcode: string) =>
    database.pool.query(
      `create or replace function ${name}() returns trigger language plpgsql as $$
         begin raise exception 'always' using errcode = '${errcode}'; end $$;
       create trigger ${name} before update on documents for each row when (new.body->>'text' = '${name}')
         execute function ${name}()`,
    )
  const held = { kind: 'held', cause: 'fault' }

  it.each([
    ['always_faster', '40001'],
    ['always_there', '23505'],
  ])('S22: what always conflicts (%s) is held, and the queue behind it goes on', async (text, errcode) => {
    await refuseAlways(text, errcode)
    const org = await postgres.newOrganisation('d1', 'd2')
    const world = createSyncWorld(postgres.newStore(), org)
    await world.verdicts('d1', wire(1, make('1')))
    const [first, second] = await Promise.all([
      world.verdicts('d1', wire(2, act('count', '1'), act('write', '1', { text }), act('count', '1'))),
      world.verdicts('d2', wire(1, make('2'), act('count', '2'))),
    ])
    expect(first).toEqual([ok, held, ok])
    expect(second).toEqual([ok, ok])
    expect(await world.boxes()).toMatchObject({ 1: { count: 2 }, 2: { count: 1 } })
  })

  it.each([
    ['always_locked', '55P03'],
    ['always_slow', '57014'],
  ])('S22: what takes too long (%s) is waited for at first, then held', async (text, errcode) => {
    await refuseAlways(text, errcode)
    const org = await postgres.newOrganisation('d1')
    const world = createSyncWorld(postgres.newStore(), org)
    await world.verdicts('d1', wire(1, make('1')))
    const work = wire(2, act('count', '1'), act('write', '1', { text }), act('count', '1'))
    for (let request = 1; request <= 2; request += 1) {
      await expect(world.push('d1', work)).rejects.toBeInstanceOf(UnavailableError)
      expect(await count('select count(*) from operations where org = $1', org)).toBe(1)
    }
    expect(await world.verdicts('d1', work)).toEqual([ok, held, ok])
    expect(await world.boxes()).toMatchObject({ 1: { count: 2 } })
  })

  it('S22: a payload nested too deeply is kept in words, and everything after it goes on', async () => {
    const org = await postgres.newOrganisation('d1')
    const world = createSyncWorld(postgres.newStore(), org)
    const nested = (levels: number) => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`) as object
    const operations = wire(
      1,
      make('1'),
      act('write', '1', nested(4_000)),
      act('write', '1', nested(20_000)),
      act('count', '1'),
    )
    const first = await world.push('d1', operations)
    expect(first).toMatchObject({ verdicts: [{ verdict: ok }, {}, {}, { verdict: ok }] })
    expect(await world.push('d1', operations)).toMatchObject({ verdicts: first.kind === 'taken' ? first.verdicts : [] })
    const { rows } = await database.pool.query<{ payload: unknown }>(
      'select payload from operations where org = $1 and seq = 3',
      [org],
    )
    expect(rows[0]?.payload).toEqual({ unreadable: 'a value nested more than 200 levels deep' })
  })

  it('a database that cannot be asked takes nothing, holds nothing, and works again afterwards', async () => {
    const org = await postgres.newOrganisation('d1')
    const world = createSyncWorld(postgres.newStore(), org)
    await world.verdicts('d1', wire(1, make('1')))
    const blocker = await database.pool.connect()
    await blocker.query('begin')
    await blocker.query('select from devices where org = $1 for update', [org])
    const refusal = expect(world.push('d1', wire(2, act('count', '1')))).rejects.toMatchObject({
      name: 'UnavailableError',
    })
    await expect
      .poll(() =>
        count(`select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`),
      )
      .toBeGreaterThan(0)
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'rodnik-sync' and datname = current_database()`,
    )
    await refusal
    await blocker.query('rollback')
    blocker.release()
    expect(await world.verdicts('d1', wire(2, act('count', '1')))).toEqual([ok])
    expect(await count('select count(*) from operations where org = $1', org)).toBe(2)
  })

  it('keeps the journal with what was done, by whom, and when it arrived', async () => {
    const org = await postgres.newOrganisation('d1')
    const world = createSyncWorld(postgres.newStore(), org)
    await world.verdicts('d1', wire(1, make('1', { text: 'вода' }), act('throw', '1'), 'lost'))
    await decideHeldAgain(world.deps, { org, deviceId: 'd1', seq: 2 }, 'olga')
    const { rows } = await database.pool.query(
      `select device, seq::int, actor, kind, target_id, payload, verdict_kind, decided_by, arrived_at > made_at as later
       from operations where org = $1 order by position`,
      [org],
    )
    expect(rows).toEqual([
      {
        device: 'd1',
        seq: 1,
        actor: 'anna',
        kind: 'box.make',
        target_id: '1',
        payload: { text: 'вода' },
        verdict_kind: 'accepted',
        decided_by: null,
        later: true,
      },
      expect.objectContaining({ seq: 2, kind: 'box.throw', verdict_kind: 'held', decided_by: 'olga' }),
      expect.objectContaining({ seq: 3, actor: null, kind: null, payload: null, verdict_kind: 'lost', later: null }),
    ])
  })

  it('the ledger adds up to the balances', async () => {
    const org = await postgres.newOrganisation('d1')
    const world = createSyncWorld(postgres.newStore(), org)
    await world.verdicts(
      'd1',
      wire(
        1,
        make('1'),
        act('give', '1', { purse: 'p', amount: 9 }),
        act('take', '1', { purse: 'p', amount: 4 }),
        act('give', '1', { purse: 'q', amount: 2 }),
      ),
    )
    expect(
      await count(
        `select count(*) from balances b where org = $1 and name <> '' and amount <> (
           select sum(delta) from ledger l
           where l.org = b.org and l.owner_kind = b.owner_kind and l.owner_id = b.owner_id and l.name = b.name)`,
        org,
      ),
    ).toBe(0)
    expect(await count('select count(*) from ledger where org = $1 and device = $2', org, 'd1')).toBe(3)
  })

  it('facts are never stale: what another process changed is seen by the next push', async () => {
    const org = await postgres.newOrganisation('d1', 'd2')
    const one = createSyncWorld(postgres.newStore(), org)
    const other = createSyncWorld(postgres.newStore(), org)
    await one.verdicts('d1', wire(1, make('source', { text: '0' }), make('copy')))
    for (let round = 1; round <= 20; round += 1) {
      await other.verdicts('d2', wire(round, act('write', 'source', { text: `${round}` })))
      await one.verdicts('d1', wire(2 + round, act('copy', 'copy', { other: 'source' })))
      expect(await one.boxes()).toMatchObject({ copy: { text: `${round}` } })
    }
  })
})

describe('S24: the feed’s order is the commit order', () => {
  it('nobody reads n+1 while n is still being committed', async () => {
    const org = await postgres.newOrganisation('d1')
    const world = createSyncWorld(postgres.newStore(), org)
    await world.verdicts('d1', wire(1, make('1')))
    // Another process, slow between its last write and its commit: it has number 2.
    const slow = await database.pool.connect()
    await slow.query('begin')
    await slow.query('update organisations set clock = clock + 1 where id = $1', [org])
    await slow.query(
      `insert into documents (org, kind, id, version, scopes, body) values ($1, 'box', 'slow', 1, '{all}', '{}')`,
      [org],
    )
    await slow.query(`insert into feed (org, scope, seq, kind, id, gone) values ($1, 'all', 2, 'box', 'slow', false)`, [
      org,
    ])

    const fast = world.verdicts('d1', wire(2, make('2')))
    await expect
      .poll(() =>
        count(`select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'with c as%'`),
      )
      .toBe(1)
    const reader = createSyncWorld(postgres.newStore(), org)
    expect(await reader.pull('d1', ['all'], { all: 1 })).toMatchObject({ asOf: 1, deviceSeq: 1 })
    await slow.query('commit')
    slow.release()
    expect(await fast).toEqual([ok])
    const after = await reader.pull('d1', ['all'], { all: 1 })
    expect(after).toMatchObject({ asOf: 3, deviceSeq: 2 })
    expect(after.pages.find(({ scope }) => scope === 'all')?.changes).toMatchObject([
      { seq: 2, id: 'slow' },
      { seq: 3, id: '2' },
    ])
  })

  it('a reader that only ever moves forward misses nothing while several processes write', async () => {
    const devices = Array.from({ length: 8 }, (_, i) => `d${i}`)
    const org = await postgres.newOrganisation(...devices)
    const worlds = Array.from({ length: 3 }, () => createSyncWorld(postgres.newStore(), org))
    let isWriting = true
    const seen = new Set<string>()
    const read = async () => {
      const reader = createSyncWorld(postgres.newStore(), org)
      let cursor = 0
      for (let isLast = false; ;) {
        const { pages, asOf } = await reader.pull('reader', ['all'], { all: cursor }, 7)
        const page = pages.find(({ scope }) => scope === 'all')
        for (const change of page?.changes ?? []) {
          expect(change.seq).toBeGreaterThan(cursor)
          expect(change.seq).toBeLessThanOrEqual(asOf)
          seen.add(change.id)
        }
        cursor = page?.to ?? cursor
        if (page?.more) continue
        if (isLast) return
        isLast = !isWriting
      }
    }
    const reading = read()
    await Promise.all(
      devices.map(async (device, i) => {
        for (let seq = 1; seq < 60; seq += 2) {
          await worlds[(i + seq) % 3]!.verdicts(
            device,
            wire(seq, make(`${device}-${seq}`), make(`${device}-${seq + 1}`)),
          )
        }
      }),
    )
    isWriting = false
    await reading
    expect(seen.size).toBe(8 * 60)
  })
})

describe('S30: several server processes', () => {
  it('S20: processes are killed in the middle of pushes; every operation is done once, and everyone goes on', async () => {
    const devices = Array.from({ length: 6 }, (_, i) => `d${i}`)
    const org = await postgres.newOrganisation(...devices)
    const world = createSyncWorld(postgres.newStore(), org)
    await world.verdicts('d0', wire(1, make('shared'), make('d0')))
    const processes = [new RemoteProcess(database.url, org), new RemoteProcess(database.url, org)]
    const batches = 30
    const batchOf = (device: string, batch: number): WireOperations =>
      wire(
        (device === 'd0' ? 3 : 1) + batch * 3,
        act('count', 'shared'),
        make(`${device}-${batch}`),
        act('give', 'shared', { purse: 'p', amount: 3 }),
      )
    let done = 0
    let retries = 0
    const work = devices.map(async (device, i) => {
      for (let batch = 0; batch < batches; batch += 1) {
        for (let attempt = 0; ; attempt += 1) {
          try {
            // A device talks to another process at every request.
            const output = await processes[(i + batch + attempt) % 2]!.push(device, batchOf(device, batch))
            expect(output).toMatchObject({
              kind: 'taken',
              verdicts: [{ verdict: ok }, { verdict: ok }, { verdict: ok }],
            })
            break
          } catch (error) {
            if (!/process/.test(String(error))) throw error
            retries += 1
            await new Promise((resolve) => setTimeout(resolve, 20))
          }
        }
        done += 1
      }
    })
    for (let kills = 0; kills < 4; kills += 1) {
      const target = kills % 2
      const from = done
      await expect.poll(() => done, { interval: 1 }).toBeGreaterThan(from + 20)
      await processes[target]!.kill()
      processes[target] = new RemoteProcess(database.url, org)
    }
    await Promise.all(work)
    await Promise.all(processes.map((each) => each.end()))
    expect(retries).toBeGreaterThan(0)

    const pushes = devices.length * batches
    const boxes = await world.boxes<Box>()
    expect(boxes.shared?.count).toBe(pushes * 2)
    expect(Object.keys(boxes)).toHaveLength(pushes + 2)
    expect(await count('select count(*) from operations where org = $1', org)).toBe(pushes * 3 + 2)
    expect(await count('select sum(delta) as count from ledger where org = $1', org)).toBe(pushes * 3)
    expect(
      await count(`select amount as count from balances where org = $1 and owner_id = 'p' and name = 'deposit'`, org),
    ).toBe(pushes * 3)
    expect(await count('select count(distinct seq) from feed where org = $1', org)).toBe(
      await count('select count(distinct (kind, id)) from feed where org = $1', org),
    )
  })
})

describe('S25: what a pull costs', () => {
  it('depends on what changed, not on how much history there is', async () => {
    const touchedPages = async (rows: number): Promise<number> => {
      const org = await postgres.newOrganisation()
      await database.pool.query(
        `insert into documents (org, kind, id, version, scopes, body)
         select $1, 'box', 'box-' || n, 1, '{all}', jsonb_build_object('id', n) from generate_series(1, $2::int) n`,
        [org, rows],
      )
      await database.pool.query(
        `insert into feed (org, scope, seq, kind, id, gone)
         select $1, case when n % 2 = 0 then 'all' else 'other' end, n, 'box', 'box-' || n, false
         from generate_series(1, $2::int) n`,
        [org, rows],
      )
      await database.pool.query('update organisations set clock = $2 where id = $1', [org, rows])
      return blocksOfPull(org, rows - 200)
    }
    const small = await touchedPages(2_000)
    const large = await touchedPages(60_000)
    expect(small).toBeGreaterThan(0)
    // Each look-up may go one level deeper in a larger index; nothing else may grow.
    expect(large).toBeLessThanOrEqual(small * 2)
  })
})

/** Blocks that the pull's statement looks at for 100 changes, run as the store runs it. */
async function blocksOfPull(org: string, after: number): Promise<number> {
  const { pullStatement } = await import('../store/postgres/pull-statement.ts')
  const { sessionSettings } = await import('../store/postgres/postgres-store.ts')
  const client = await database.pool.connect()
  try {
    for (const setting of sessionSettings) {
      const [name, value] = setting.split('=')
      await client.query(`select set_config($1, $2, false)`, [name, value])
    }
    const { rows } = await client.query<{
      'QUERY PLAN': [{ Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }]
    }>(`explain (analyze, buffers, format json) ${pullStatement.text}`, [org, 'd1', ['all'], [after], 1000])
    const plan = rows[0]?.['QUERY PLAN'][0].Plan
    return (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0)
  } finally {
    client.release(true)
  }
}
