/**
 * Who the people are: staff by their documents `person`, customers by their documents `customer`. A person's id is the
 * document's id; the two never mix, because a session and a row of `device_people` say which kind it is.
 */
import type pg from 'pg'
import { scopesFor, scopesForNobody } from '../../lib/domain/access.ts'
import type { Actor } from '../../lib/domain/operation.ts'
import type { Customer, Settings } from '../../lib/domain/customer/customer.ts'
import type { Person } from '../../lib/domain/staff/person.ts'
import type { DeviceKind, PersonChoice, PersonSelf } from '../../lib/protocol/identity.ts'
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
  const priceTypeIds = async () => {
    const { rows } = await pool.query<{ id: string }>(
      `select id from documents where org = $1 and kind = 'priceType' order by id`,
      [org],
    )
    return rows.map((row) => row.id)
  }

  return {
    staff,
    customer,

    /** null: dismissed, or gone. */
    async signedIn(who: { personId: string; kind: SessionKind }): Promise<SignedInPerson | null> {
      return who.kind === 'staff' ? asStaff(await staff(who.personId)) : asCustomer(await customer(who.personId))
    },

    /** Staff who may sign in with a PIN, by name. */
    async choices(): Promise<PersonChoice[]> {
      const { rows } = await pool.query<{ body: Person }>(
        `select d.body from documents d join person_pins p on p.org = d.org and p.person_id = d.id
         where d.org = $1 and d.kind = 'person' and (d.body->>'active')::boolean order by d.body->>'name', d.id`,
        [org],
      )
      return rows.map(({ body }) => ({ id: body.id, name: body.name, roles: body.roles, pinVersion: body.pinVersion }))
    },

    async allStaff(): Promise<Person[]> {
      const { rows } = await pool.query<{ body: Person }>(
        `select body from documents where org = $1 and kind = 'person' order by body->>'name', id`,
        [org],
      )
      return rows.map((row) => row.body)
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
      deviceKind: DeviceKind | null,
      person: SignedInPerson | null,
      believed: string | null,
    ): Promise<string[] | null> {
      const retailPriceTypeId = (await settings())?.retailPriceTypeId ?? null
      if (!person || person.id !== believed) {
        return believed === null && deviceKind === 'customer' ? scopesForNobody({ retailPriceTypeId }) : null
      }
      return scopesFor(person, {
        priceTypeIds: await priceTypeIds(),
        retailPriceTypeId,
        customerPriceTypeId: person.priceTypeId,
      })
    },

    /**
     * The actor behind an operation of this device: somebody who has signed in on it at least once. null: never did, or
     * may no longer act.
     */
    async actor(deviceId: string, actorId: string): Promise<Actor | null> {
      const { rows } = await pool.query<{ kind: SessionKind }>(
        'select kind from device_people where org = $1 and device_id = $2 and person_id = $3',
        [org, deviceId, actorId],
      )
      const kind = rows[0]?.kind
      const person = kind ? await this.signedIn({ personId: actorId, kind }) : null
      return person && { id: person.id, name: person.name, roles: person.roles, customerId: person.customerId }
    },
  }
}

function asStaff(person: Person | null): SignedInPerson | null {
  if (!person?.active) return null
  const { id, name, roles, pinVersion } = person
  return { id, name, roles, customerId: null, pinVersion, priceTypeId: null }
}

function asCustomer(customer: Customer | null): SignedInPerson | null {
  if (!customer) return null
  const { id, name, priceTypeId } = customer
  return { id, name, roles: ['customer'], customerId: id, pinVersion: 0, priceTypeId }
}

async function readDocument<Body>(pool: pg.Pool, org: string, kind: string, id: string): Promise<Body | null> {
  const { rows } = await pool.query<{ body: Body }>(
    'select body from documents where org = $1 and kind = $2 and id = $3',
    [org, kind, id],
  )
  return rows[0]?.body ?? null
}
