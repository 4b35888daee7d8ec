// The workbench outside the page: cables with devices on them, what the browser has granted, who has opened what, and
// every fault of a wire. Pages (tabs) get a `SerialHost` each; a test or a person drives the bench.

import type { Clock } from '../../lib/sync/ports.ts'
import type { Random } from '../random.ts'
import type { DeviceFacts, DeviceKind, HostEvent, OpenRefusal, ReadErrorName, SerialHost } from './host.ts'

/** What hangs on the other end of a cable. */
export type SerialEndpoint = {
  /** Takes what there is room for, gives how many bytes that were. */
  receive(bytes: Uint8Array): number
  onRoom(listener: () => void): () => void
  onAnswer(listener: (bytes: Uint8Array) => void): () => void
}

export type CableOptions = {
  kind: DeviceKind
  vendorId?: number
  productId?: number
  productName?: string
  /** Does a grant outlive unplugging and the browser? COM ports on Windows and USB devices with a serial number. */
  persistent?: boolean
  /** Granted by the administrator's policy: without a question, and for ever. */
  byPolicy?: boolean
}

export type Cable = {
  readonly instance: number
  readonly isPlugged: boolean
  readonly isOpen: boolean
  plug(): void
  unplug(): void
  /** Comes loose by itself after so many more bytes. */
  unplugAfter(bytes: number): void
  /** The device says "not now" on the wire (CTS off): nothing leaves. */
  hold(isHeld: boolean): void
  /** Another program has the port. */
  occupy(isOccupied: boolean): void
  /** The next bytes from the device are lost, and the page is told so. */
  failRead(name: ReadErrorName): void
  /** So many bytes of answers get lost, silently. */
  loseAnswers(bytes: number): void
}

export type Bench = {
  addCable(endpoint: SerialEndpoint, options: CableOptions): Cable
  /** A page. `close` is its death: its ports are closed for it. */
  openTab(): SerialHost & { closeTab(): void }
  /** Whom the person will pick next; null: dismisses the list. */
  pickNext(cable: Cable | null): void
  /** Whenever nobody was told whom to pick. */
  pickAlways(cable: Cable): void
  /** All tabs die, grants that do not last are gone. */
  restartBrowser(): void
}

type CableState = {
  instance: number
  options: CableOptions
  endpoint: SerialEndpoint
  isPlugged: boolean
  isGranted: boolean
  isHeld: boolean
  isOccupied: boolean
  looseAfter: number | null
  answersToLose: number
  connection: Connection | null
}

type Connection = {
  id: number
  tab: object
  cable: CableState
  bytesPerSlice: number
  bufferBytes: number
  /** Taken and not yet sent. */
  outgoing: number[]
  waiting: { bytes: number[]; done: (end: 'taken' | 'gone' | 'discarded') => void }[]
  flushes: (() => void)[]
  stops: (() => void)[]
  stopTimer: (() => void) | null
  isPumping: boolean
}

const sliceMs = 5

export function createBench({ clock, random }: { clock: Clock; random: Random }): Bench {
  const cables = new Map<Cable, CableState>()
  const tabs = new Map<object, ((event: HostEvent) => void)[]>()
  let lastInstance = 0
  let lastConnection = 0
  let pick: Cable | null = null
  let usualPick: Cable | null = null

  const tell = (event: HostEvent, tab?: object): void => {
    for (const [one, listeners] of tabs)
      if (tab === undefined || tab === one) for (const heard of listeners) heard(event)
  }

  const factsOf = ({ instance, options }: CableState): DeviceFacts => ({
    instance,
    kind: options.kind,
    vendorId: options.kind === 'com' ? null : (options.vendorId ?? 0x1a86),
    productId: options.kind === 'com' ? null : (options.productId ?? 0x7523),
    productName: options.productName ?? '',
  })

  const byInstance = (instance: number): CableState | null =>
    [...cables.values()].find((cable) => cable.instance === instance && cable.isPlugged) ?? null

  const connectionOf = (id: number): Connection | null =>
    [...cables.values()].find(({ connection }) => connection?.id === id)?.connection ?? null

  /** Nothing more comes or goes. Writes that wait for room end so. */
  const end = (connection: Connection, how: 'gone' | 'discarded'): void => {
    connection.cable.connection = null
    connection.stopTimer?.()
    for (const stop of connection.stops) stop()
    discard(connection, how)
  }

  const discard = (connection: Connection, how: 'gone' | 'discarded'): void => {
    connection.outgoing = []
    for (const { done } of connection.waiting.splice(0)) done(how)
    for (const flushed of connection.flushes.splice(0)) flushed()
  }

  const takeWaiting = (connection: Connection): void => {
    for (let first = connection.waiting[0]; first !== undefined; first = connection.waiting[0]) {
      const room = connection.bufferBytes - connection.outgoing.length
      connection.outgoing.push(...first.bytes.splice(0, Math.max(0, room)))
      if (first.bytes.length > 0) return
      connection.waiting.shift()
      first.done('taken')
    }
  }

  /** Sends a slice, then waits as long as that takes on the wire. */
  const pump = (connection: Connection): void => {
    const { cable } = connection
    // The device makes room while it takes: that must not send the same bytes again.
    if (connection.stopTimer !== null || cable.isHeld || connection.isPumping) return
    takeWaiting(connection)
    const limit = Math.min(connection.bytesPerSlice, cable.looseAfter ?? Infinity)
    const slice = connection.outgoing.slice(0, limit)
    connection.isPumping = true
    const sent = slice.length === 0 ? 0 : cable.endpoint.receive(Uint8Array.from(slice))
    connection.isPumping = false
    // An answer may have closed the port meanwhile.
    if (cable.connection !== connection) return
    connection.outgoing.splice(0, sent)
    takeWaiting(connection)
    if (cable.looseAfter !== null) {
      cable.looseAfter -= sent
      if (cable.looseAfter <= 0) {
        unplug(cable)
        return
      }
    }
    if (connection.outgoing.length === 0) for (const flushed of connection.flushes.splice(0)) flushed()
    if (sent === 0) return
    connection.stopTimer = clock.after(sliceMs, () => {
      connection.stopTimer = null
      pump(connection)
    })
  }

  /** In pieces of any size, as a wire delivers them. */
  const deliver = (connection: Connection, bytes: Uint8Array): void => {
    const { cable } = connection
    const lost = Math.min(cable.answersToLose, bytes.length)
    cable.answersToLose -= lost
    let rest = [...bytes].slice(lost)
    while (rest.length > 0) {
      const piece = rest.slice(0, random.between(1, 3))
      rest = rest.slice(piece.length)
      tell({ kind: 'data', connection: connection.id, bytes: piece }, connection.tab)
    }
  }

  const unplug = (cable: CableState): void => {
    if (!cable.isPlugged) return
    const { connection, instance } = cable
    cable.isPlugged = false
    cable.looseAfter = null
    if (connection !== null) end(connection, 'gone')
    if (!outlives(cable)) cable.isGranted = false
    for (const tab of tabs.keys()) {
      tell({ kind: 'unplugged', instance, connection: connection?.tab === tab ? connection.id : null }, tab)
    }
  }

  const outlives = ({ options }: CableState): boolean => options.persistent === true || options.byPolicy === true

  const plug = (cable: CableState): void => {
    if (cable.isPlugged) return
    cable.isPlugged = true
    cable.instance = lastInstance += 1
    if (cable.isGranted) tell({ kind: 'plugged', device: factsOf(cable) })
  }

  const openConnection = (
    tab: object,
    cable: CableState,
    line: { baudRate: number; bufferBytes: number },
  ): number | OpenRefusal => {
    if (cable.connection !== null || cable.isOccupied) return 'busy'
    const connection: Connection = {
      id: (lastConnection += 1),
      tab,
      cable,
      bytesPerSlice: Math.max(1, Math.round((line.baudRate / 10 / 1000) * sliceMs)),
      bufferBytes: line.bufferBytes,
      outgoing: [],
      waiting: [],
      flushes: [],
      stops: [],
      stopTimer: null,
      isPumping: false,
    }
    connection.stops.push(
      cable.endpoint.onRoom(() => pump(connection)),
      cable.endpoint.onAnswer((bytes) => deliver(connection, bytes)),
    )
    cable.connection = connection
    return connection.id
  }

  return {
    addCable(endpoint, options) {
      const state: CableState = {
        instance: (lastInstance += 1),
        options,
        endpoint,
        isPlugged: true,
        isGranted: options.byPolicy === true,
        isHeld: false,
        isOccupied: false,
        looseAfter: null,
        answersToLose: 0,
        connection: null,
      }
      const cable: Cable = {
        get instance() {
          return state.instance
        },
        get isPlugged() {
          return state.isPlugged
        },
        get isOpen() {
          return state.connection !== null
        },
        plug: () => plug(state),
        unplug: () => unplug(state),
        unplugAfter: (bytes) => void (state.looseAfter = bytes),
        hold(isHeld) {
          state.isHeld = isHeld
          if (state.connection !== null) pump(state.connection)
        },
        occupy: (isOccupied) => void (state.isOccupied = isOccupied),
        failRead(name) {
          const { connection } = state
          if (connection !== null) tell({ kind: 'readError', connection: connection.id, name }, connection.tab)
        },
        loseAnswers: (bytes) => void (state.answersToLose = bytes),
      }
      cables.set(cable, state)
      return cable
    },
    openTab() {
      const tab = {}
      const listeners: ((event: HostEvent) => void)[] = []
      tabs.set(tab, listeners)
      return {
        granted: async () => [...cables.values()].filter((one) => one.isPlugged && one.isGranted).map(factsOf),
        async choose({ kinds }) {
          const chosen = pick === null ? null : (cables.get(pick) ?? null)
          pick = usualPick
          if (chosen === null || !chosen.isPlugged || !kinds.includes(chosen.options.kind)) return null
          chosen.isGranted = true
          return factsOf(chosen)
        },
        async forget(instance) {
          const cable = byInstance(instance)
          if (cable !== null && cable.options.byPolicy !== true) cable.isGranted = false
        },
        async open(instance, line) {
          const cable = byInstance(instance)
          return cable === null ? 'gone' : openConnection(tab, cable, line)
        },
        async close(id) {
          const connection = connectionOf(id)
          if (connection !== null) end(connection, 'discarded')
        },
        write(id, bytes) {
          const connection = connectionOf(id)
          if (connection === null) return Promise.resolve('gone')
          return new Promise((done) => {
            connection.waiting.push({ bytes: [...bytes], done })
            pump(connection)
            takeWaiting(connection)
          })
        },
        flush(id) {
          const connection = connectionOf(id)
          if (connection === null || (connection.outgoing.length === 0 && connection.waiting.length === 0))
            return Promise.resolve()
          return new Promise((flushed) => connection.flushes.push(flushed))
        },
        async discard(id) {
          const connection = connectionOf(id)
          if (connection !== null) discard(connection, 'discarded')
        },
        async signals(id) {
          const isReady = connectionOf(id)?.cable.isHeld === false
          return { clearToSend: isReady, dataSetReady: isReady }
        },
        listen: (heard) => void listeners.push(heard),
        closeTab() {
          tabs.delete(tab)
          for (const { connection } of cables.values()) if (connection?.tab === tab) end(connection, 'discarded')
        },
      }
    },
    pickNext: (cable) => void (pick = cable),
    pickAlways(cable) {
      usualPick = cable
      pick = cable
    },
    restartBrowser() {
      for (const cable of cables.values()) {
        if (cable.connection !== null) end(cable.connection, 'discarded')
        if (!outlives(cable)) cable.isGranted = false
      }
      tabs.clear()
    },
  }
}
