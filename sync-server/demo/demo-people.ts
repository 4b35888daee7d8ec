/** Who works at the demonstration company, with which PIN, and on which devices its past days were made. */
import type { Role } from '../../lib/domain/staff/person.ts'

export type DemoPerson = { id: string; name: string; roles: Role[]; pin: string; work: string }

export const demoPeople = {
  administrator: { id: 'demo-sokolova', name: 'Анна Соколова', roles: ['administrator'], pin: '4071', work: '/office' },
  office: { id: 'demo-belova', name: 'Марина Белова', roles: ['office'], pin: '5829', work: '/office' },
  operator: { id: 'demo-krylova', name: 'Ольга Крылова', roles: ['operator'], pin: '7391', work: '/desk' },
  operator2: { id: 'demo-voronin', name: 'Денис Воронин', roles: ['operator'], pin: '6284', work: '/desk' },
  driver: { id: 'demo-melnik', name: 'Сергей Мельник', roles: ['driver'], pin: '3917', work: '/route' },
  driver2: { id: 'demo-galiev', name: 'Тимур Галиев', roles: ['driver'], pin: '8265', work: '/route' },
  cashier: { id: 'demo-vlasova', name: 'Ирина Власова', roles: ['cashier'], pin: '2759', work: '/till' },
} as const satisfies Record<string, Omit<DemoPerson, 'roles'> & { roles: readonly Role[] }>

/** For every device that a visitor enrols; the data is all invented, so the code may stand in the README. */
export const demoCode = 'RDNK2345'
