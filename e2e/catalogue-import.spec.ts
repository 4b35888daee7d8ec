// Issue 2, "Catalogue from real files": good files change what customers see at once; a bad one is told in one sentence
// and changes nothing, whatever good things stood in it. What the good ones brought is ordered, and accepted at the desk.

import { importXml, offersXml, utf8, windows1251, type Goods } from './catalogue-files.ts'
import { expect, test } from './fixtures.ts'
import { Desk } from './pages/desk.ts'
import { Office } from './pages/office.ts'
import { Shop } from './pages/shop.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'

const plain: Goods = { key: 'journey-1', name: 'Вода «Ключ № 7», 12 л', price: '512.40' }
const old: Goods = { key: 'journey-2', name: 'Ёмкость под воду, 12 л', price: '90.05' }
const buyer = { name: 'Фома Новинкин', phone: '+7 912 000-44-01', address: 'г. Родниковск, ул. Загрузочная, 12' }

test('the office drops 1C files: UTF-8 and windows-1251 reach an open shop, spoiled ones are explained and change nothing', async ({
  company,
  device,
}) => {
  test.setTimeout(480_000)
  const accountant = await device()
  await enrolAndSignIn(accountant.page, company, 'Марина Белова', '/office')
  const office = new Office(accountant.page)
  await office.openSection('Загрузка')
  const customer = await device({ size: 'phone' })
  const shop = new Shop(customer.page)
  await shop.open(company.rodnik.url)
  await shop.expectPrice(plain.name, null)

  await test.step('two files at once, UTF-8 with a byte order mark', async () => {
    const outcome = await office.dropCatalogue([
      { name: 'offers0_1.xml', bytes: utf8(offersXml(plain)) },
      { name: 'import0_1.xml', bytes: utf8(`\ufeff${importXml(plain)}`) },
    ])
    await expect(outcome).toContainText('Каталог загружен')
    await expect(outcome.getByRole('row').filter({ hasText: 'import0_1.xml' })).toContainText('нет')
    await shop.expectPrice(plain.name, '512,40')
  })

  await test.step('windows-1251', async () => {
    const outcome = await office.dropCatalogue([
      { name: 'import.xml', bytes: windows1251(importXml(old, 'windows-1251')) },
      { name: 'offers.xml', bytes: windows1251(offersXml(old, 'windows-1251')) },
    ])
    await expect(outcome).toContainText('Каталог загружен')
    await shop.expectPrice(old.name, '90,05')
  })

  await test.step('what is not what it claims ends in one sentence', async () => {
    const dearer = { ...plain, price: '999.99' }
    const offers = offersXml(dearer)
    const spoiled: [name: string, bytes: Uint8Array, sentence: RegExp][] = [
      ['cut.xml', utf8(offers.slice(0, offers.indexOf('</Предложения>'))), /обрывается на строке \d+: конца нет/],
      ['order.xml', utf8('<?xml version="1.0"?><Заказы><Заказ/></Заказы>'), /не выгрузка 1С: начинается с <Заказы>/],
      ['bytes.xml', windows1251(offers), /Текст не соответствует кодировке/],
      [
        'bomb.xml',
        utf8(offers.replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaa">]>')),
        /объявлен DOCTYPE .* файл не принят/,
      ],
      ['empty.xml', new Uint8Array(), /Файл пустой/],
      ['tags.xml', utf8(offers.replace('</Цена>', '</Цены>')), /не правильный XML: ошибка в строке \d+/],
    ]
    for (const [name, bytes, sentence] of spoiled) {
      // A good file beside it does not go in alone.
      const beside = { name: 'offers_good.xml', bytes: utf8(offers) }
      const outcome = await office.dropCatalogue([beside, { name, bytes }])
      await expect(outcome, name).toContainText('Каталог не загружен')
      await expect(outcome, name).toContainText(sentence)
      await expect(outcome, name).toContainText(name)
      await expect(outcome, name).toContainText('Ничего не изменилось: прежний каталог на месте.')
    }
    const outcome = await office.dropCatalogue([{ name: 'catalogue.pdf', bytes: utf8('%PDF-1.7') }])
    await expect(outcome).toContainText('Это не файлы выгрузки: catalogue.pdf. Нужны файлы .xml.')
  })

  await test.step('nothing changed: not on the open phone, and not for one that opens now', async () => {
    await shop.expectPrice(plain.name, '512,40')
    const newcomer = new Shop((await device({ size: 'phone' })).page)
    await newcomer.open(company.rodnik.url)
    await newcomer.expectPrice(plain.name, '512,40')
    await office.openSection('Журнал')
    await expect(office.rowsAbout('Загружен каталог').filter({ hasText: 'Марина Белова' })).toHaveCount(2)
  })

  const operator = await device()
  await enrolAndSignIn(operator.page, company, 'Ольга Крылова', '/desk')
  const desk = new Desk(operator.page)

  const number = await test.step('a customer orders what both encodings brought, at its price', async () => {
    await shop.putIntoCart(plain.name)
    await shop.putIntoCart(old.name)
    await shop.openCart()
    await shop.signIn(buyer.phone, buyer.name, (phone) => desk.codeFor(phone))
    await shop.fillCheckout({ address: buyer.address, note: '' })
    await shop.placeOrder()
    const given = await shop.orderNumber()
    await expect.poll(() => shop.sum('Итого')).toBe(602_45)
    return given
  })

  await test.step('the desk sees it under these names and prices, and accepts it', async () => {
    await expect(desk.acceptFromPanel(number)).toBeVisible()
    await desk.open(number)
    for (const [goods, price] of [
      [plain, '512,40'],
      [old, '90,05'],
    ] as const)
      await expect(desk.order.getByRole('listitem').filter({ hasText: goods.name })).toContainText(price)
    await expect.poll(() => desk.sum('Итого')).toBe(602_45)
    await desk.matchCustomer()
    await desk.open(number)
    await desk.act('Принять').click()
    await desk.expectState('Принят')
    await shop.expectOrder('Принят')
  })
})
