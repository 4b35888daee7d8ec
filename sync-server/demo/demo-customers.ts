/** Customers of the demonstration company. Names, phones and streets are invented. */

export type DemoCustomer = {
  id: string
  name: string
  phone: string
  /** A firm buys at wholesale prices. */
  isFirm: boolean
  note: string | null
  address: {
    raw: string
    verified: string | null
    note: string | null
    autoAccept: boolean
    neverAutoAccept: boolean
  } | null
}

/** name | phone | firm | address | entrance and door | a: accepted by itself, n: never, v: verified only | note */
const rows = `
Смирнова Елена Павловна | 0001 | | ул. Ключевая, 12, кв. 45 | подъезд 2, этаж 5, домофон 45 | a |
Кузнецов Игорь Олегович | 0002 | | ул. Родниковая, 3, кв. 8 | подъезд 1, код 18К | a |
Попова Татьяна | 0003 | | пр. Озёрный, 27, кв. 112 | этаж 9, лифт | a |
Васильев Андрей | 0004 | | ул. Колодезная, 5 | частный дом, синие ворота | n | Просит звонить до выезда
ООО «Северный ветер» | 0005 | firm | ул. Заводская, 41, офис 310 | пропуск на проходной | a | Оплата по счёту, бухгалтер Нина
Кафе «Листва» | 0006 | firm | ул. Садовая, 2 | вход со двора | v | Принимают до 11:00
Стоматология «Ясно» | 0007 | firm | бул. Речной, 18 | 1 этаж, ресепшен | v |
Петрова Светлана Игоревна | 0008 | | ул. Ключевая, 30, кв. 3 | подъезд 1 | v |
Соколов Михаил | 0009 | | ул. Лесная, 77, кв. 19 | собака, звонить в калитку | n | Долг погашает в конце месяца
Новикова Дарья | 0010 | | пр. Озёрный, 4, кв. 56 | подъезд 3, этаж 12 | a |
Детский сад «Капелька» | 0011 | firm | ул. Школьная, 9 | служебный вход | v | Привозить с 7:00 до 9:00
Морозов Виктор Иванович | 0012 | | ул. Луговая, 14 | | v |
Фитнес-клуб «Пульс» | 0013 | firm | ул. Спортивная, 1 | администратор на входе | a |
Волкова Ирина | 0014 | | ул. Береговая, 21, кв. 90 | | v |
Павлов Степан | 0015 | | | | |
`

export const demoCustomers: readonly DemoCustomer[] = rows
  .trim()
  .split('\n')
  .map((row, index) => {
    const [name = '', phone = '', firm = '', street = '', door = '', rule = '', note = ''] = row
      .split('|')
      .map((cell) => cell.trim())
    const raw = `г. Родниковск, ${street}`
    return {
      id: `demo-customer-${index + 1}`,
      name,
      phone: `+7900000${phone}`,
      isFirm: firm === 'firm',
      note: note || null,
      address:
        street === ''
          ? null
          : {
              raw,
              verified: raw,
              note: door || null,
              autoAccept: rule === 'a',
              neverAutoAccept: rule === 'n',
            },
    }
  })

/** Somebody who found the shop alone and is not matched with a customer of the books yet (GA5). */
export const demoStranger = { id: 'demo-customer-app', name: 'Гость из приложения', phone: '+79000000099' }
