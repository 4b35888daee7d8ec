/**
 * Группа holds its subgroups, so the tree cannot be one record: each group leaves when its element ends, children before
 * parents, and only the open ones are held. Subgroups that end before their parent's Ид is known (nothing promises an
 * order of elements) wait in the parent.
 */
import { CommerceMLError } from './commerceml-error.ts'
import { deletion, idOf, lineOf } from './fields.ts'
import type { GroupRecord } from './records.ts'
import type { Warn } from './warnings.ts'
import type { XmlNode } from './xml-node.ts'
import { childText } from './xml-node.ts'

type OpenGroup = { node: XmlNode; waiting: GroupRecord[] }

export class GroupTree {
  readonly #open: OpenGroup[] = []
  readonly #mostWaiting: number
  readonly #warn: Warn

  constructor(mostWaiting: number, warn: Warn) {
    this.#mostWaiting = mostWaiting
    this.#warn = warn
  }

  get depth(): number {
    return this.#open.length
  }

  open(node: XmlNode): void {
    this.#open.push({ node, waiting: [] })
  }

  /** A small element of the innermost open group: Ид, Наименование, a deletion mark. */
  field(node: XmlNode): void {
    this.#open.at(-1)?.node.children.push(node)
  }

  /** The innermost group ended: what can be given out now. */
  close(): GroupRecord[] {
    const group = this.#open.pop()
    if (!group) return []
    const { node, waiting } = group
    const id = idOf(node, this.#warn)
    for (const each of waiting) each.parentId = id
    if (id === null) return waiting
    const name = lineOf(node, 'Наименование', this.#warn) ?? null
    if (name === null) this.#warn('missingName', node.line, { element: node.name, id })
    const record: GroupRecord = { kind: 'group', line: node.line, id, parentId: null, name, ...deletion(node) }
    const parent = this.#open.at(-1)
    if (!parent) return [...waiting, record]
    const parentId = childText(parent.node, 'Ид')
    if (parentId) return [...waiting, { ...record, parentId }]
    parent.waiting.push(record)
    if (parent.waiting.length > this.#mostWaiting) {
      throw new CommerceMLError('recordTooLarge', { element: parent.node.name, line: parent.node.line })
    }
    return waiting
  }
}
