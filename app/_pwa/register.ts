// The page's side of installing and updating, without any framework.
//
//   installing → offline ready (once)          a new version → waits → a person agrees → this page reloads into it
//
// A new version never replaces a running app by itself. When a person agrees, work that is being written down comes first:
// applyUpdate answers 'busy' and changes nothing. Other open tabs get the new version from underneath; each reloads at once
// if it is hidden and idle, and otherwise is told like here and reloads when its person agrees.

import { applyUpdateMessage } from './messages.ts'

export type OfflineState =
  /** Being fetched for the first time. */
  | 'installing'
  /** The app starts without a network. */
  | 'ready'
  /** This browser, or a connection without HTTPS, cannot keep the app; everything else works. */
  | 'unsupported'
  /** Fetching failed (no space, no network); tried again at the next start and contact. */
  | 'failed'

export interface Pwa {
  offlineState(): OfflineState
  /** Called once when the app can start offline, at once if it already can. Returns how to stop listening. */
  onOfflineReady(callback: () => void): () => void
  /** Called when a new version is there and waits for a person, at once if it already does. Returns how to stop listening. */
  onUpdateReady(callback: () => void): () => void
  /** Replaces the running app after a person agreed. 'busy': work is being written, ask again. 'none': nothing waits. */
  applyUpdate(): Promise<'applied' | 'busy' | 'none'>
  /** Asks the server for a new version; done by itself on an interval, when the app comes to the front and on contact. */
  checkForUpdate(): Promise<void>
}

export interface PwaOptions {
  /** True while something that a person was or will be told is done is not yet on disk. */
  isBusy: () => boolean | Promise<boolean>
  onFailure: (error: unknown) => void
  browser?: PwaBrowser
}

/** What is used of the browser, so that a test can stand in for it. */
export interface PwaBrowser {
  serviceWorker: ServiceWorkerContainer | undefined
  reload: () => void
  isHidden: () => boolean
  /** Calls back on an interval, when the page comes to the front, and when the network is back. */
  onOccasion: (callback: () => void) => void
}

export function registerPwa(options: PwaOptions): Pwa {
  const browser = options.browser ?? realBrowser()
  const container = browser.serviceWorker
  const offlineReady = createSignal()
  const updateReady = createSignal()
  let state: OfflineState = container ? 'installing' : 'unsupported'
  let registration: ServiceWorkerRegistration | undefined
  /** The running version was replaced from another tab; only a reload is left to do here. */
  let isReplaced = false
  let isReloading = false
  let isAgreed = false

  const pwa: Pwa = {
    offlineState: () => state,
    onOfflineReady: (callback) => offlineReady.listen(callback),
    onUpdateReady: (callback) => updateReady.listen(callback),
    async applyUpdate() {
      const { waiting } = registration ?? {}
      if (!waiting && !isReplaced) return 'none'
      if (await options.isBusy()) return 'busy'
      isAgreed = true
      if (isReplaced) reload()
      else waiting?.postMessage(applyUpdateMessage) // reloads on "controllerchange"
      return 'applied'
    },
    async checkForUpdate() {
      try {
        await registration?.update()
      } catch (error) {
        // No network, or a server that is being restarted: the next occasion comes.
        if (!(error instanceof TypeError)) options.onFailure(error)
      }
    },
  }
  if (!container) return pwa

  const hadController = container.controller !== null
  container.addEventListener('controllerchange', () => {
    if (!hadController && !isAgreed) return // the first version took over the page that installed it
    void replaced().catch(options.onFailure)
  })
  browser.onOccasion(() => void pwa.checkForUpdate())
  void start(container).catch((error: unknown) => {
    state = 'failed'
    options.onFailure(error)
  })
  return pwa

  async function start(workers: ServiceWorkerContainer): Promise<void> {
    const registered = await workers.register('/sw.js', { scope: '/', updateViaCache: 'none' })
    registration = registered
    if (registered.active) becameReady()
    if (registered.waiting && registered.active) updateReady.fire()
    if (registered.installing) follow(registered.installing)
    registered.addEventListener('updatefound', () => {
      if (registered.installing) follow(registered.installing)
    })
  }

  function follow(worker: ServiceWorker): void {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'installed' && registration?.active) updateReady.fire()
      if (worker.state === 'activated') becameReady()
      if (worker.state === 'redundant' && state === 'installing') state = 'failed'
    })
  }

  function becameReady(): void {
    state = 'ready'
    offlineReady.fire()
  }

  async function replaced(): Promise<void> {
    isReplaced = true
    // Between the person's yes and this moment something new may have begun; it is finished first.
    while (isAgreed && (await options.isBusy())) await new Promise((resolve) => setTimeout(resolve, 100))
    if (isAgreed || (browser.isHidden() && !(await options.isBusy()))) reload()
    else updateReady.fire()
  }

  function reload(): void {
    if (isReloading) return
    isReloading = true
    browser.reload()
  }
}

const checkEveryMs = 30 * 60_000

function realBrowser(): PwaBrowser {
  return {
    // Absent without HTTPS; Chrome then has no such property at all.
    serviceWorker: 'serviceWorker' in navigator ? navigator.serviceWorker : undefined,
    reload: () => window.location.reload(),
    isHidden: () => document.visibilityState === 'hidden',
    onOccasion(callback) {
      setInterval(callback, checkEveryMs)
      window.addEventListener('online', callback)
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') callback()
      })
    },
  }
}

/** Fires once; whoever listens afterwards is called at once. */
function createSignal() {
  const listeners = new Set<() => void>()
  let hasFired = false
  return {
    fire() {
      hasFired = true
      for (const listener of [...listeners]) listener()
    },
    listen(listener: () => void) {
      if (hasFired) listener()
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
