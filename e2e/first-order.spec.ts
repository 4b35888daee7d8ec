// The main job, whole, with the two ways of being cut off: the browser's network, and the server's process.

import { test } from './fixtures.ts'
import { doMainJob } from './main-job.ts'

test('the first order goes from a phone to the office, each on the way without a network', async ({
  company,
  device,
}) => {
  test.setTimeout(480_000)
  await doMainJob({
    company,
    device,
    cutOff: {
      words: /Нет сети/,
      async cut(who) {
        await who.cutNetwork()
        return () => who.restoreNetwork()
      },
    },
    customer: { name: 'Пётр Первый', phone: '+7 912 000-55-66', address: 'г. Родниковск, ул. Первая, 1, кв. 7' },
  })
})

test('the first order goes from a phone to the office, with the server stopped at every step', async ({
  company,
  device,
}) => {
  test.setTimeout(600_000)
  const { rodnik } = company
  await doMainJob({
    company,
    device,
    cutOff: {
      words: /Сервер не отвечает/,
      async cut(_, everybody) {
        for (const one of everybody) one.expectServerAway()
        await rodnik.stop()
        return () => rodnik.start()
      },
    },
    customer: { name: 'Павел Вторый', phone: '+7 912 000-55-67', address: 'г. Родниковск, ул. Другая, 2, кв. 8' },
  })
})
