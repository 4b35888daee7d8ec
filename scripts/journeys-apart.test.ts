/**
 * Journeys of one run share one company: what one leaves behind, the next one sees. So a telephone number, an e-mail, a
 * customer and a till belong to one file of journeys; two that took the same number have met in one card before.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { demoPeople } from '../sync-server/demo/demo-people.ts'

const journeysDir = path.resolve(import.meta.dirname, '../e2e')
/** Everybody works beside the company's own people, and in its name. */
const everybodys = new Set(['Родник Демо', ...Object.values(demoPeople).map(({ name }) => name)])

const phone = /(?<![\p{L}\d])(?:\+7|[78])?[ (-]{0,2}9\d{2}[ )-]{0,2}\d{3}[ -]?\d{2}[ -]?\d{2}(?!\d)/gu
const email = /[\p{L}\d._+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu
/** A whole text and nothing beside it: «Савва Рублёв», «Касса Север», «Касса 2». Sentences have small letters. */
const personOrTill = /^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+$|^Касса [\p{Lu}\d]\S*$/u

it('takes what names somebody out of texts, however it is written, and nothing else', () => {
  const source = `
    // not of a comment: '+7 912 000-99-99'
    const caller = { customer: 'Савва Рублёв', phone: '+7 912 000-33-44', note: \`почта savva@rodnik.example\` }
    await till.scan('2000000000008'); scanner.read(']C101046000000000153103001234'); fill('99999999999999')
    choose('Ирина Власова', 'Касса закрыта на ПИН', 'Новая продажа', /Пётр Первый/, 'Касса 2', 'Касса Юг', '89120003345')
    fill('(912) 000-33-46'); fill('9120003347'); say('ЧЕК № 1-0001'); fill('4812345678901')
  `
  expect(ownNames(source)).toEqual([
    '+79120003344',
    '+79120003345',
    '+79120003346',
    '+79120003347',
    'savva@rodnik.example',
    'Касса 2',
    'Касса Юг',
    'Савва Рублёв',
  ])
  const both = new Map([
    ['one.spec.ts', source],
    ['two.spec.ts', `fill('8 912 000 33 44', 'Другой Человек', 'Касса 22')`],
  ])
  expect(metTwice(both)).toEqual(['+79120003344: one.spec.ts, two.spec.ts'])
})

it('no two journeys call from one telephone, and none takes another’s customer, e-mail or till', () => {
  const names = readdirSync(journeysDir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const sources = new Map(names.map((name) => [name, readFileSync(path.join(journeysDir, name), 'utf8')]))
  const named = new Set([...sources.values()].flatMap(ownNames))
  expect(named.size, 'the journeys name people and telephones').toBeGreaterThan(20)
  expect(metTwice(sources)).toEqual([])
})

/** Telephones as the server writes them, e-mails, people and tills that these journeys bring along; sorted. */
function ownNames(source: string): string[] {
  const texts: string[] = []
  const walk = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) texts.push(node.text)
    ts.forEachChild(node, walk)
  }
  walk(ts.createSourceFile('journey.ts', source, ts.ScriptTarget.Latest))
  const found = texts.flatMap((text) => [
    ...(text.match(phone) ?? []).map((written) => `+7${written.replace(/\D/g, '').slice(-10)}`),
    ...(text.match(email) ?? []),
    ...(personOrTill.test(text) && !everybodys.has(text) ? [text] : []),
  ])
  return [...new Set(found)].toSorted()
}

function metTwice(sources: ReadonlyMap<string, string>): string[] {
  const files = new Map<string, string[]>()
  for (const [file, source] of sources)
    for (const name of ownNames(source)) files.set(name, [...(files.get(name) ?? []), file])
  return [...files].flatMap(([name, all]) => (all.length > 1 ? [`${name}: ${all.join(', ')}`] : []))
}
