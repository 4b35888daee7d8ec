import { createVirtualTime } from '../../lib/sync/testing/virtual-time.ts'
import { createRandom } from '../random.ts'
import { describeSerial } from './conformance.ts'
import { createEchoBench } from './echo-scene.ts'
import { FakeSerial } from './fake-serial.ts'

describeSerial('navigator.serial, the fake in Node', async () => {
  const time = createVirtualTime()
  const { bench, cables, received } = createEchoBench({ clock: time, random: createRandom(1) })
  let isActive = false
  const serial = new FakeSerial({ host: bench.openTab(), isActive: () => isActive })
  const all = Object.values(cables)
  return {
    serial,
    async touch() {
      isActive = true
    },
    async pick(what) {
      bench.pickNext(what === 'nothing' ? null : cables[what])
    },
    async unplug() {
      for (const cable of all) cable.unplug()
      await time.settle()
    },
    async plug() {
      for (const cable of all) cable.plug()
      await time.settle()
    },
    async hold(isHeld) {
      for (const cable of all) cable.hold(isHeld)
    },
    async occupy(isOccupied) {
      for (const cable of all) cable.occupy(isOccupied)
    },
    async failRead(name) {
      for (const cable of all) cable.failRead(name)
    },
    received: async () => [...received],
    pass: (ms) => time.pass(ms),
    dispose: async () => undefined,
  }
})
