/**
 * Turns the parser's events into records. Only one record's tree exists at a time; everything that is no part of a
 * catalogue record is passed over as it streams by.
 *
 *     КоммерческаяИнформация
 *       Классификатор │ Каталог │ ПакетПредложений │ ИзмененияПакетаПредложений     sections, told by name only
 *         Ид, Наименование …                                                        fields of the section
 *         Группы, ТипыЦен, Склады, ЕдиницыИзмерения, Товары, Предложения            lists, looked through
 *           Группа, ТипЦены, Склад, ЕдиницаИзмерения, Товар, Предложение            records
 */
import { CommerceMLError } from './commerceml-error.ts'
import { longestLine, oneLine, parseFlag } from './fields.ts'
import { GroupTree } from './group-tree.ts'
import type { ReadLimits } from './read-limits.ts'
import { readOfferWithPricesAndStock } from './read-offer.ts'
import { readProduct } from './read-goods.ts'
import { readPriceType, readUnit, readWarehouse } from './read-reference.ts'
import type { CatalogueRecord, SectionRecord } from './records.ts'
import type { Warn } from './warnings.ts'
import { warning } from './warnings.ts'
import type { XmlNode } from './xml-node.ts'

type Attributes = Readonly<Record<string, string>>
type Reader = (node: XmlNode, warn: Warn) => CatalogueRecord | CatalogueRecord[] | null

const rootName = 'КоммерческаяИнформация'
const sections = new Map<string, SectionRecord['section']>([
  ['Классификатор', 'classifier'],
  ['Каталог', 'catalogue'],
  ['ПакетПредложений', 'offers'],
  ['ИзмененияПакетаПредложений', 'offers'],
])
const sectionFields = new Map<string, 'id' | 'name' | 'classifierId' | 'catalogueId'>([
  ['Ид', 'id'],
  ['Наименование', 'name'],
  ['ИдКлассификатора', 'classifierId'],
  ['ИдКаталога', 'catalogueId'],
])
const lists = new Set(['Группы', 'ТипыЦен', 'Склады', 'ЕдиницыИзмерения', 'Товары', 'Предложения'])
const readers = new Map<string, Reader>([
  ['ТипЦены', readPriceType],
  ['Склад', readWarehouse],
  ['ЕдиницаИзмерения', readUnit],
  ['Товар', readProduct],
  ['Предложение', readOfferWithPricesAndStock],
])
const groupFields = new Set(['Ид', 'Наименование', 'ПометкаУдаления', 'Статус'])
/** Inside a record: often long, never used. */
const unread = new Set(['Картинка', 'ЗначенияСвойств', 'Владелец', 'Адрес', 'Контакты', 'Представление'])

export class CatalogueAssembler {
  readonly #limits: ReadLimits
  readonly #encoding: () => string
  readonly #groups: GroupTree
  readonly #foreign = new Set<string>()
  readonly #unknownCurrencies = new Set<string>()
  #records: CatalogueRecord[] = []
  #depth = 0
  /** Depth of the element whose whole contents are passed over; 0: none. */
  #skipping = 0
  #section: SectionRecord | null = null
  #announced = false
  #sawSection = false
  /** From the record's element down to the innermost open one. */
  #path: XmlNode[] = []
  #chars = 0
  #elements = 0

  constructor(limits: ReadLimits, encoding: () => string) {
    this.#limits = limits
    this.#encoding = encoding
    this.#groups = new GroupTree(limits.recordElements, this.#warn)
  }

  /** Records completed since the last call. */
  take(): CatalogueRecord[] {
    const taken = this.#records
    if (taken.length > 0) this.#records = []
    return taken
  }

  open(name: string, attributes: Attributes, line: number): void {
    this.#depth++
    if (this.#skipping > 0) return
    if (this.#depth === 1) this.#openRoot(name, attributes, line)
    else if (this.#depth === 2) this.#openSection(name, attributes, line)
    else if (this.#path.length > 0) this.#openInside(name, attributes, line)
    else this.#openInSection(name, attributes, line)
  }

  text(text: string): void {
    const node = this.#path.at(-1)
    if (!node || this.#skipping > 0) return
    this.#spend(text.length)
    node.text += text
  }

  close(name: string): void {
    const depth = this.#depth--
    if (this.#skipping > 0) {
      if (this.#skipping === depth) this.#skipping = 0
    } else if (this.#path.length > 0) this.#closeNode()
    else if (depth === 2) this.#closeSection()
    else if (depth > 2 && name === 'Группа') this.#emit(this.#groups.close())
  }

  /** The file ended well. A file without any section of a catalogue is not one. */
  finish(): void {
    if (!this.#sawSection) throw new CommerceMLError('noCatalogue', { found: [...this.#foreign].join('>, <') })
  }

  #openRoot(name: string, attributes: Attributes, line: number): void {
    if (name !== rootName) throw new CommerceMLError('wrongRoot', { root: name.slice(0, 60) })
    this.#records.push({
      kind: 'file',
      line,
      version: header(attributes['ВерсияСхемы']),
      formedAt: header(attributes['ДатаФормирования']),
      encoding: this.#encoding(),
    })
  }

  #openSection(name: string, attributes: Attributes, line: number): void {
    const section = sections.get(name)
    if (section === undefined) {
      this.#skipping = this.#depth
      // Orders come by the thousand; one word about them is enough.
      if (this.#foreign.has(name) || this.#foreign.size >= 10) return
      this.#foreign.add(name.slice(0, 60))
      this.#warn('notRead', line, { element: name })
      return
    }
    this.#sawSection = true
    this.#announced = false
    const changesOnly = name === 'ИзмененияПакетаПредложений' ? true : parseFlag(attributes['СодержитТолькоИзменения'])
    this.#section = {
      kind: 'section',
      line,
      section,
      id: null,
      name: null,
      classifierId: null,
      catalogueId: null,
      changesOnly,
    }
  }

  #openInSection(name: string, attributes: Attributes, line: number): void {
    const isGroupField = this.#groups.depth > 0 && groupFields.has(name)
    if (name === 'Группа') {
      this.#announceSection()
      this.#groups.open({ name, attributes, line, text: '', children: [] })
    } else if (lists.has(name)) this.#announceSection()
    else if (isGroupField || (this.#groups.depth === 0 && (readers.has(name) || sectionFields.has(name)))) {
      this.#chars = 0
      this.#elements = 0
      this.#openInside(name, attributes, line)
    } else this.#skipping = this.#depth
  }

  #openInside(name: string, attributes: Attributes, line: number): void {
    const parent = this.#path.at(-1)
    if (parent && unread.has(name)) {
      this.#skipping = this.#depth
      return
    }
    const node: XmlNode = { name, attributes, line, text: '', children: [] }
    parent?.children.push(node)
    this.#path.push(node)
    this.#elements++
    let attributeChars = 0
    for (const attribute in attributes) attributeChars += attribute.length + (attributes[attribute]?.length ?? 0)
    this.#spend(attributeChars)
  }

  #closeNode(): void {
    const node = this.#path.pop()
    if (!node || this.#path.length > 0) return
    if (this.#groups.depth > 0) {
      this.#groups.field(node)
      return
    }
    const field = sectionFields.get(node.name)
    if (field !== undefined) {
      if (this.#section) this.#section[field] = oneLine(node.text).slice(0, longestLine) || null
      return
    }
    this.#announceSection()
    const read = readers.get(node.name)?.(node, this.#warn) ?? []
    this.#emit(Array.isArray(read) ? read : [read])
  }

  #closeSection(): void {
    this.#announceSection()
    this.#section = null
  }

  #announceSection(): void {
    if (!this.#section || this.#announced) return
    this.#announced = true
    this.#records.push(this.#section)
  }

  #emit(records: CatalogueRecord[]): void {
    for (const record of records) this.#records.push(record)
  }

  #spend(chars: number): void {
    this.#chars += chars
    if (this.#chars <= this.#limits.recordChars && this.#elements <= this.#limits.recordElements) return
    const record = this.#path[0]
    throw new CommerceMLError('recordTooLarge', { element: record?.name ?? '', line: record?.line ?? 0 })
  }

  readonly #warn: Warn = (code, line, params) => {
    if (code === 'unknownCurrency' && this.#isKnownToBeUnknown(String(params?.['given']))) return
    this.#records.push(warning(code, line, params))
  }

  // One line per spelling: every price of the file may carry it.
  #isKnownToBeUnknown(currency: string): boolean {
    if (this.#unknownCurrencies.has(currency)) return true
    if (this.#unknownCurrencies.size < 100) this.#unknownCurrencies.add(currency)
    return false
  }
}

function header(value: string | undefined): string | null {
  return value === undefined ? null : oneLine(value).slice(0, 60) || null
}
