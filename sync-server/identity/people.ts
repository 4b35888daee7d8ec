/**
 * Who the people are: staff by their documents `person`, customers by their documents `customer`. A person's id is the
 * document's id; the two never mix, because a session and a row of `device_people` say which kind it is.
 */
import type pg from 'pg'
import { scopesFor, scopesForNobody } from '../../lib/domain/access.ts'
import { accountOf } from '../../lib/domain/customer/account.ts'
import type { Customer, Settings } from '../../lib/domain/customer/customer.ts'
import { latestMonths } from '../../lib/domain/till/receipt.ts'
import type { Person } from '../../lib/domain/staff/person.ts'
import type { DeviceKind, PersonChoice, PersonSelf } from '../../lib/protocol/identity.ts'
import type { KnownActor } from '../sync/deps.ts'
import type { SessionKind } from './sessions.ts'

export type SignedInPerson = PersonSelf & {
  pinVersion: number
  /** A customer's own price list; null: the retail list, or staff. */
  priceTypeId: string | null
}

export type People = ReturnType<typeof createPeople>

export function createPeople(pool: pg.Pool, org: string) {
  const staff = (id: string) => readDocument<Person>(pool, org, 'person', id)
  const customer = (id: string) => readDocument<Customer>(pool, org, 'customer', id)
  const settings = () => readDocument<Settings>(pool, org, 'settings', 'organisation')

  return {
    staff,
    customer,

    /** null: dismissed, or gone. */
    async signedIn(who: { personId: string; kind: SessionKind }): Promise<SignedInPerson | null> {
      if (who.kind === 'staff') return personOf('staff', await staff(who.personId))
      const record = await customer(who.personId)
      return personOf('customer', record, record?.joined ? await customer(accountOf(record)) : record)
    },

    /** Staff who may sign in with a PIN, by name. */
    async choices(): Promise<PersonChoice[]> {
      const { rows } = await pool.query<{ body: Person }>(
        `select d.body from documents d join person_pins p on p.org = d.org and p.person_id = d.id
              and p.version = (d.body->>'pinVersion')::int
         where d.org = $1 and d.kind = 'person' and (d.body->>'active')::boolean`,
        [org],
      )
      return byName(rows.map(({ body }) => body)).map(({ id, name, roles, pinVersion }) => ({
        id,
        name,
        roles,
        pinVersion,
      }))
    },

    async allStaff(): Promise<Person[]> {
      const { rows } = await pool.query<{ body: Person }>(
        `select body from documents where org = $1 and kind = 'person'`,
        [org],
      )
      return byName(rows.map((row) => row.body))
    },

    /** Whose phone it is, the oldest record first; null: nobody's. */
    async customerByPhone(phone: string): Promise<Customer | null> {
      const { rows } = await pool.query<{ body: Customer }>(
        `select c.body from documents p join documents c on c.org = p.org and c.kind = 'customer' and c.id = p.body->>'customerId'
         where p.org = $1 and p.kind = 'phone' and p.id = $2`,
        [org, phone],
      )
      return rows[0]?.body ?? null
    },

    async organisationName(): Promise<string> {
      return (await settings())?.name ?? org
    },

    /**
     * All scopes a device may see now. `believed`: who the device thinks is signed in; when that is not who the session
     * says, nothing is granted (null) and the device asks the person to sign in again.
     */
    async grants(
      device: { id: string; kind: DeviceKind } | null,
      person: SignedInPerson | null,
      believed: string | null,
      now: number,
    ): Promise<string[] | null> {
      const { retailPriceTypeId, priceTypeIds } = await readPrices(pool, org)
      if (!person || person.id !== believed) {
        return believed === null && device?.kind === 'customer' ? scopesForNobody({ retailPriceTypeId }) : null
      }
      return scopesFor(person, {
        priceTypeIds,
        retailPriceTypeId,
        customerPriceTypeId: person.priceTypeId,
        deviceId: device?.id ?? '',
        months: latestMonths(now),
      })
    },

    /**
     * The actors behind operations of this device: people who have signed in on it at least once; nobody else can have
     * acted there. `revoked`: dismissed since, or the device has come back without proof of being the same.
     */
    async actors(deviceId: string, ids: string[]): Promise<Map<string, KnownActor>> {
      const { rows } = await pool.query<{ id: string; kind: SessionKind; confirmed: boolean; body: unknown }>({
        name: 'actors-of-device',
        text: `select p.person_id as id, p.kind, p.confirmed, d.body from device_people p
               left join documents d on d.org = p.org and d.id = p.person_id
                    and d.kind = case p.kind when 'staff' then 'person' else 'customer' end
               where p.org = $1 and p.device_id = $2 and p.person_id = any($3::text[])`,
        values: [org, deviceId, ids],
      })
      return new Map(
        rows.map(({ id, kind, confirmed, body }) => [
          id,
          knownActor(
            id,
            kind === 'staff' ? (body as Person | null) : asCustomer(body as Customer | null, null),
            confirmed,
          ),
        ]),
      )
    },
  }
}

function knownActor(id: string, who: Person | SignedInPerson | null, confirmed: boolean): KnownActor {
  if (!who) return { actor: { id, name: id, roles: [], customerId: null }, standing: 'revoked' }
  const { name, roles } = who
  const isActive = confirmed && (!('active' in who) || who.active)
  const customerId = 'customerId' in who ? who.customerId : null
  return { actor: { id, name, roles, customerId }, standing: isActive ? 'active' : 'revoked' }
}

/** null: dismissed, or gone. `account`: the customer for whom a customer's record stands, itself or another (GA6). */
export const personOf = (kind: SessionKind, body: unknown, account: unknown = body): SignedInPerson | null =>
  kind === 'staff'
    ? asStaff(body as Person | null) // safe: read by that kind
    : asCustomer(body as Customer | null, account as Customer | null)

function asStaff(person: Person | null): SignedInPerson | null {
  if (!person?.active) return null
  const { id, name, roles, pinVersion } = person
  return { id, name, roles, customerId: null, pinVersion, priceTypeId: null }
}

function asCustomer(record: Customer | null, account: Customer | null): SignedInPerson | null {
  if (!record) return null
  const { id, name } = record
  const priceTypeId = account?.priceTypeId ?? null
  return { id, name, roles: ['customer'], customerId: accountOf(record), pinVersion: 0, priceTypeId }
}

/** The price lists there are, and the one everybody sees. */
async function readPrices(pool: pg.Pool, org: string) {
  const { rows } = await pool.query<{ kind: string; id: string; retail: string | null }>({
    name: 'price-lists',
    text: `select kind, id, body->>'retailPriceTypeId' as retail from documents
           where org = $1 and (kind = 'priceType' and scopes <> '{}' or kind = 'settings' and id = 'organisation')
           order by kind, id`,
    values: [org],
  })
  return {
    retailPriceTypeId: rows.find(({ kind }) => kind === 'settings')?.retail ?? null,
    priceTypeIds: rows.flatMap(({ kind, id }) => (kind === 'priceType' ? [id] : [])),
  }
}

/** As a Russian dictionary has it, which not every database knows. */
const dictionary = new Intl.Collator('ru')
const byName = (people: Person[]): Person[] =>
  people.toSorted((a, b) => dictionary.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))

async function readDocument<Body>(pool: pg.Pool, org: string, kind: string, id: string): Promise<Body | null> {
  const { rows } = await pool.query<{ body: Body }>(
    'select body from documents where org = $1 and kind = $2 and id = $3',
    [org, kind, id],
  )
  return rows[0]?.body ?? null
}
