/** The word of each role, as a key of `baseWords`. */
import type { Role } from '../../lib/domain/staff/person.ts'

export const roleKeys = {
  customer: 'roleCustomer',
  operator: 'roleOperator',
  driver: 'roleDriver',
  cashier: 'roleCashier',
  office: 'roleOffice',
  administrator: 'roleAdministrator',
} as const satisfies Record<Role, string>
