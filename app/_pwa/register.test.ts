import { describe, expect, it, vi } from 'vitest'
import { applyUpdateMessage } from './messages.ts'
import { registerPwa, type PwaBrowser } from './register.ts'

/** A service worker as the browser shows it to a page; the test moves it through its life. */
class FakeWorker extends EventTarget {
  state: ServiceWorkerState
  readonly received: unknown[] = []
  constructor(state: ServiceWorkerState) {
    super()
    this.state = state
  }
  postMessage(message: unknown) {
    this.received.push(message)
  }
  become(state: ServiceWorkerState) {
    this.state = state
    this.dispatchEvent(new Event('statechange'))
  }
}

class FakeRegistration extends EventTarget {
  installing: FakeWorker | null = null
  waiting: FakeWorker | null = null
  active: FakeWorker | null = null
  update = vi.fn(async () => undefined)
  find(): FakeWorker {
    this.installing = new FakeWorker('installing')
    this.dispatchEvent(new Event('updatefound'))
    return this.installing
  }
  installed() {
    this.waiting = this.installing
    this.installing = null
    this.waiting?.become('installed')
  }
  activated() {
    this.active = this.waiting
    this.waiting = null
    this.active?.become('activated')
  }
}

class FakeContainer extends EventTarget {
  controller: FakeWorker | null = null
  registration = new FakeRegistration()
  register = vi.fn(async () => this.registration)
}

async function open(setup: (container: FakeContainer) => void = () => undefined) {
  const container = new FakeContainer()
  setup(container)
  const page = {
    isBusy: false,
    isHidden: false,
    occasion: () => undefined as void,
    reload: vi.fn(),
    failures: [] as unknown[],
  }
  const browser: PwaBrowser = {
    serviceWorker: container as unknown as ServiceWorkerContainer,
    reload: page.reload,
    isHidden: () => page.isHidden,
    onOccasion: (callback) => (page.occasion = callback),
  }
  const pwa = registerPwa({ isBusy: async () => page.isBusy, onFailure: (error) => page.failures.push(error), browser })
  const updateReady = vi.fn()
  const offlineReady = vi.fn()
  pwa.onUpdateReady(updateReady)
  pwa.onOfflineReady(offlineReady)
  await settle()
  return { container, registration: container.registration, page, pwa, updateReady, offlineReady }
}

const settle = () => new Promise((resolve) => setTimeout(resolve))
const running = (container: FakeContainer) => {
  container.registration.active = container.controller = new FakeWorker('activated')
}

describe('the first visit', () => {
  it('ends in an app that starts offline, without asking or reloading', async () => {
    const { registration, container, page, pwa, updateReady, offlineReady } = await open()
    expect(pwa.offlineState()).toBe('installing')
    registration.find()
    registration.installed()
    expect(offlineReady).not.toHaveBeenCalled()
    registration.activated()
    container.dispatchEvent(new Event('controllerchange'))
    await settle()
    expect(pwa.offlineState()).toBe('ready')
    expect(offlineReady).toHaveBeenCalledOnce()
    expect(updateReady).not.toHaveBeenCalled()
    expect(page.reload).not.toHaveBeenCalled()
  })

  it('says so when the app could not be fetched whole', async () => {
    const { registration, pwa } = await open()
    registration.find().become('redundant')
    expect(pwa.offlineState()).toBe('failed')
  })

  it('works without service workers, for instance without HTTPS', () => {
    const browser = {
      serviceWorker: undefined,
      reload: () => undefined,
      isHidden: () => false,
      onOccasion: () => undefined,
    }
    const pwa = registerPwa({ isBusy: () => false, onFailure: () => undefined, browser })
    expect(pwa.offlineState()).toBe('unsupported')
  })

  it('reports a registration that fails', async () => {
    const { pwa, page } = await open((container) => container.register.mockRejectedValue(new Error('certificate')))
    expect(pwa.offlineState()).toBe('failed')
    expect(page.failures).toHaveLength(1)
  })
})

describe('a new version', () => {
  it('is told, and changes nothing until a person agrees', async () => {
    const { registration, page, updateReady } = await open(running)
    const next = registration.find()
    expect(updateReady).not.toHaveBeenCalled()
    registration.installed()
    expect(updateReady).toHaveBeenCalledOnce()
    expect(next.received).toEqual([])
    expect(page.reload).not.toHaveBeenCalled()
  })

  it('that already waited when the app was opened is told too, also to one who listens late', async () => {
    const { pwa, updateReady } = await open((container) => {
      running(container)
      container.registration.waiting = new FakeWorker('installed')
    })
    expect(updateReady).toHaveBeenCalledOnce()
    const late = vi.fn()
    pwa.onUpdateReady(late)
    expect(late).toHaveBeenCalledOnce()
  })

  it('takes over after a person agreed, and the page reloads into it once', async () => {
    const { registration, container, page, pwa } = await open(running)
    const next = registration.find()
    registration.installed()
    expect(await pwa.applyUpdate()).toBe('applied')
    expect(next.received).toEqual([applyUpdateMessage])
    expect(page.reload).not.toHaveBeenCalled()
    registration.activated()
    container.dispatchEvent(new Event('controllerchange'))
    container.dispatchEvent(new Event('controllerchange'))
    await settle()
    expect(page.reload).toHaveBeenCalledOnce()
  })

  it('does not take over while work is being written down', async () => {
    const { registration, page, pwa } = await open(running)
    const next = registration.find()
    registration.installed()
    page.isBusy = true
    expect(await pwa.applyUpdate()).toBe('busy')
    expect(next.received).toEqual([])
    page.isBusy = false
    expect(await pwa.applyUpdate()).toBe('applied')
  })

  it('lets work that began after the yes be written down before it reloads', async () => {
    const { registration, container, page, pwa } = await open(running)
    registration.find()
    registration.installed()
    await pwa.applyUpdate()
    page.isBusy = true
    registration.activated()
    container.dispatchEvent(new Event('controllerchange'))
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(page.reload).not.toHaveBeenCalled()
    page.isBusy = false
    await expect.poll(() => page.reload.mock.calls.length).toBe(1)
  })

  it('is "none" when there is none', async () => {
    const { pwa } = await open(running)
    expect(await pwa.applyUpdate()).toBe('none')
  })
})

describe('a new version that was agreed to in another tab', () => {
  it('is told here, and the person of this tab reloads when ready', async () => {
    const { container, page, pwa, updateReady } = await open(running)
    container.dispatchEvent(new Event('controllerchange'))
    await settle()
    expect(page.reload).not.toHaveBeenCalled()
    expect(updateReady).toHaveBeenCalledOnce()
    page.isBusy = true
    expect(await pwa.applyUpdate()).toBe('busy')
    page.isBusy = false
    expect(await pwa.applyUpdate()).toBe('applied')
    expect(page.reload).toHaveBeenCalledOnce()
  })

  it('reloads a hidden tab by itself, unless it is writing', async () => {
    for (const isBusy of [false, true]) {
      const { container, page } = await open(running)
      page.isHidden = true
      page.isBusy = isBusy
      container.dispatchEvent(new Event('controllerchange'))
      await settle()
      expect(page.reload).toHaveBeenCalledTimes(isBusy ? 0 : 1)
    }
  })
})

describe('looking for a new version', () => {
  it('happens on every occasion, and no network is no failure', async () => {
    const { page, registration } = await open(running)
    page.occasion()
    registration.update.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    page.occasion()
    await settle()
    expect(registration.update).toHaveBeenCalledTimes(2)
    expect(page.failures).toEqual([])
  })
})
