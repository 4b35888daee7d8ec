// Signed out, revoked, too old, not enrolled (S10, S28).
import { beforeEach, describe, expect, test } from 'vitest'
import { anna } from './testing/test-device.ts'
import { createWorld, fine, make, offline, type World } from './testing/world.ts'

let time: World['time']
let server: World['server']
let device: World['device']
beforeEach(() => {
  ;({ time, server, device } = createWorld())
})

describe('work that needs no server goes on (S10)', () => {
  test('signed out, and with the session over, the queue still goes up and nothing is dropped', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    device.fate = offline
    await tab.act('list.add', 'a', { word: 'вода' })
    server.grant('d1', null)
    device.signedIn = null
    device.fate = fine
    tab.kernel.syncNow()
    await time.pass(1000)
    expect(device.states()).toEqual(['accepted', 'accepted'])
    expect(device.words('a')).toEqual(['вода'])
    expect(tab.kernel.status().connection).toBe('signInNeeded')
    server.grant('d1', ['lists'])
    device.signedIn = anna
    tab.kernel.syncNow()
    await time.pass(1000)
    expect(tab.kernel.status().connection).toBe('online')
    expect(device.row('a')).toMatchObject({ pending: 0, version: 2 })
  })

  test('a revoked device keeps everything and goes on working (S10)', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    server.revoke('d1')
    await tab.act('list.add', 'a', { word: 'вода' })
    await time.pass(60_000)
    expect(tab.kernel.status()).toMatchObject({ connection: 'deviceRevoked', waiting: 1 })
    expect(device.words('a')).toEqual(['вода'])
    expect(await tab.act('list.add', 'a', { word: 'хлеб' })).toEqual({ kind: 'done', seq: 3 })
  })

  test('an app that is too old is told to update, after its queue has been taken (S28)', async () => {
    const tab = await device.tab()
    server.requireProtocol(2)
    await tab.act('list.make', 'a', make)
    await time.pass(60_000)
    expect(tab.kernel.status().connection).toBe('updateRequired')
    expect(device.states()).toEqual(['accepted'])
    expect(device.words('a')).toEqual([])
  })

  test('a browser that is not enrolled asks nothing and writes nothing', async () => {
    device.enrolled = false
    const tab = await device.tab()
    tab.kernel.syncNow()
    expect(await tab.act('list.make', 'a', make)).toMatchObject({ kind: 'refused', reason: 'notAllowed' })
    await time.pass(60_000)
    expect(device.requests).toEqual([])
    device.enrolled = true
    tab.kernel.syncNow()
    await time.pass(1000)
    expect(tab.kernel.status().connection).toBe('online')
  })

  test('who has just signed in is not told to sign in until the next answer', async () => {
    device.signedIn = null
    server.grant('d1', null)
    const tab = await device.tab()
    await time.pass(1000)
    expect(tab.kernel.status().connection).toBe('signInNeeded')
    device.signedIn = anna
    server.grant('d1', ['lists'])
    tab.kernel.syncNow()
    expect(tab.kernel.status().connection).toBe('unknown')
    await time.pass(1000)
    expect(tab.kernel.status().connection).toBe('online')
  })
})
