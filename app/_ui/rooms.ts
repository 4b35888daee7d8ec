/** The workplaces: which exist, who enters them, and which one this device opens first. */
import type { Role } from '../../lib/domain/staff/person.ts'

export const rooms = ['shop', 'desk', 'till', 'route', 'office'] as const
export type Room = (typeof rooms)[number]

export const roomRoles = {
  shop: 'everyone',
  desk: ['operator', 'office', 'administrator'],
  till: ['cashier', 'office', 'administrator'],
  route: ['driver'],
  office: ['office', 'administrator'],
} as const satisfies Record<Room, readonly Role[] | 'everyone'>

export const roomNameKeys = {
  shop: 'roomShop',
  desk: 'roomDesk',
  till: 'roomTill',
  route: 'roomRoute',
  office: 'roomOffice',
} as const satisfies Record<Room, string>

export function mayEnter(room: Room, roles: readonly Role[]): boolean {
  const wanted: readonly Role[] | 'everyone' = roomRoles[room]
  return wanted === 'everyone' || wanted.some((role) => roles.includes(role))
}

const storageKey = 'rodnik.room'

/** In localStorage, because `/` decides by it before the local database is open. */
export function rememberRoom(room: Room): void {
  try {
    window.localStorage.setItem(storageKey, room)
  } catch (cause) {
    console.warn('The workplace could not be remembered', cause)
  }
}

export function rememberedRoom(): Room | null {
  try {
    const value = window.localStorage.getItem(storageKey)
    return rooms.find((room) => room === value) ?? null
  } catch {
    return null // storage is forbidden in this browser: the person chooses each time
  }
}
