import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { readCatalogue } from './read-catalogue.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** What is still alive after everything that can go has gone. */
function heapMiB(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed / 1024 / 1024
}

const goods = 200_000
const milestone = 50_000

/** Made while it is read: 200,000 goods of a full export, some 60 MB, never in memory at once. */
async function* largeExport(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('<КоммерческаяИнформация ВерсияСхемы="2.07"><Каталог><Товары>')
  let text = ''
  for (let i = 0; i < goods; i++) {
    text += `<Товар><Ид>${String(i).padStart(8, '0')}-55bc-11d9-848a-00112f43529a</Ид><Артикул>W-${i}</Артикул><Наименование>Вода питьевая, партия ${i}</Наименование><Группы><Ид>g${i % 50}</Ид></Группы></Товар>\n`
    if (text.length < 60_000) continue
    yield Buffer.from(text)
    text = ''
  }
  yield Buffer.from(`${text}</Товары></Каталог></КоммерческаяИнформация>`)
}

it('memory does not grow with the file', async () => {
  const heaps: number[] = []
  let read = 0
  for await (const record of readCatalogue(largeExport())) {
    if (record.kind === 'product' && ++read % milestone === 0) heaps.push(heapMiB())
  }
  expect(read).toBe(goods)
  const [early = 0] = heaps
  // One megabyte is what 200,000 records would cost at five bytes each.
  expect(Math.max(...heaps) - early).toBeLessThan(1)
})
