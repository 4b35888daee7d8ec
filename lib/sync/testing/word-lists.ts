/**
 * The smallest trade that has everything the kernel must cope with: documents that are made, changed, refused and
 * moved between scopes. A list keeps every word in order and twice if it was said twice, so that nothing hides.
 */
import { accepted, refused, type Decision, type Operation, type Ref } from '../../domain/operation.ts'
import type { Trade } from '../../domain/trade.ts'

export type List = { id: string; words: string[]; scopes: string[]; closed: boolean; rules?: string | null }

export const listRef = (id: string): Ref => ({ kind: 'list', id })

type Payload = { word?: string; scopes?: string[]; rules?: string }

function decide(
  body: List | null,
  { kind, target, payload }: Operation,
  rulesOf: (id: string) => unknown,
  isDone: boolean,
): Decision {
  const { word = '', scopes = [], rules } = (payload ?? {}) as Payload
  if (kind === 'list.make') {
    if (body) return refused('alreadyExists')
    return accepted({ id: target.id, words: [], scopes, closed: false, rules: rules ?? null })
  }
  if (kind === 'list.fault') throw new Error('The rules are broken')
  if (!body) return refused('notFound')
  if (body.closed) return refused('alreadyFinished')
  switch (kind) {
    case 'list.add':
    case 'list.keep': {
      const book = body.rules ? (rulesOf(body.rules) as List | undefined) : undefined
      // What was kept here stands, also when a book that arrives later forbids it.
      const stands = kind === 'list.keep' && isDone
      if (book?.words.includes(word) && !stands) return refused('notOrderable', { word })
      return accepted({ ...body, words: [...body.words, word] })
    }
    case 'list.close':
      return accepted({ ...body, closed: true })
    case 'list.move':
      return accepted({ ...body, scopes })
    default:
      return refused('unknownOperation')
  }
}

export const wordLists: Trade = {
  needs: (_operation, body) => {
    const rules = (body as List | null)?.rules
    return { documents: rules ? [listRef(rules)] : [], accounts: [] }
  },
  decide: (body, operation, facts) =>
    decide(body as List | null, operation, (id) => facts.document(listRef(id)), facts.isDone === true),
  hasHappened: () => false,
  scopesOf: (_ref, body) => (body as List).scopes,
  sortKeyOf: (ref) => ref.id,
}
