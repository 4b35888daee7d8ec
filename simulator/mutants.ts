/**
 * Faults that somebody could build in, each in one place. The simulator must find every one of them within its number
 * of seeds: a check that never fails proves nothing. (Faults that need a very rare coincidence, or that the kernel mends by itself soon after, have unit tests.) `find` must stand in the file exactly once.
 */
export type Mutant = { name: string; file: string; find: string; replace: string; seeds: number }

const kernel = (name: string) => `lib/sync/${name}.ts`
const server = (name: string) => `sync-server/${name}.ts`

export const mutants: Mutant[] = [
  {
    name: 'the cursor is written before the page (S7)',
    file: kernel('pull'),
    find: '    const arrivals = arrivalsOf(pages)',
    replace: `    await store.notes.setCursors(Object.fromEntries(pages.map((page) => [page.scope, page.to])))
    const arrivals = arrivalsOf(pages)`,
    seeds: 100,
  },
  {
    name: 'an accepted operation leaves the view without its documents (S8)',
    file: kernel('verdicts'),
    find: 'wasSettled || clock <= completeAsOf',
    replace: 'wasSettled || clock <= Infinity',
    seeds: 30,
  },
  {
    name: 'operations settle with every page, not with the last (S8)',
    file: kernel('pull'),
    find: '    for (const page of pages) {\n      const seen = refills.get(page.scope)',
    replace:
      '    await verdicts.settleUpTo(reply.asOf)\n    for (const page of pages) {\n      const seen = refills.get(page.scope)',
    seeds: 150,
  },
  {
    name: 'an append that failed but landed is done again (S1)',
    file: kernel('act'),
    find: "    if (there !== undefined && contentOf(there) === contentOf(operation)) return 'stored'\n    throw error",
    replace: '    return operations.append({ ...operation, seq: operation.seq + 1 })',
    seeds: 150,
  },
  {
    name: 'an append that failed but landed is told as failed (S1)',
    file: kernel('act'),
    find: "    if (there !== undefined && contentOf(there) === contentOf(operation)) return 'stored'",
    replace: '    void there',
    seeds: 150,
  },
  {
    name: 'numbers are not asked from the store (S2)',
    file: kernel('act'),
    find: "while ((await append(store, operation)) === 'taken')",
    replace:
      "operation = { ...operation, seq: operation.seq + 1 }\n        while ((await append(store, operation)) === 'taken')",
    seeds: 10,
  },
  {
    name: 'a refused operation counts as seen at once (S6)',
    file: kernel('verdicts'),
    find: 'changed.map(({ seq, state, verdict, clock, settled }) => ({ seq, state, verdict, clock, settled }))',
    replace:
      'changed.map(({ seq, state, verdict, clock, settled }) => ({ seq, state, verdict, clock, settled, seen: true }))',
    seeds: 30,
  },
  {
    name: 'what the document holds already is applied again (S8)',
    file: kernel('views'),
    find: ': operation.seq <= row.upTo',
    replace: ': false',
    seeds: 10,
  },
  {
    name: 'only a verdict tells what the document holds, a lost reply does not count (S8)',
    file: kernel('views'),
    find: ': operation.seq <= row.upTo',
    replace: ": operation.state !== 'waiting' && operation.seq <= row.upTo",
    seeds: 60,
  },
  {
    name: 'a held operation is not shown (S22)',
    file: kernel('views'),
    find: "state === 'waiting' || state === 'accepted' || state === 'held'",
    replace: "state === 'waiting' || state === 'accepted'",
    seeds: 60,
  },
  {
    name: 'late verdicts are not heard (S22)',
    file: kernel('pull'),
    find: '    if (outcomes.length === 0) return\n',
    replace: '    if (outcomes.length >= 0) return\n',
    seeds: 60,
  },
  {
    name: 'a write that may have happened is taken for one that did not',
    file: kernel('kernel'),
    find: 'isDoubtful ||= !(error instanceof TransportError)',
    replace: '',
    seeds: 150,
  },
  {
    name: 'positions in memory stay ahead of a page that was not written (S7)',
    file: kernel('pull'),
    find: 'if (!(error instanceof TransportError)) forgetPositions()',
    replace: '',
    seeds: 60,
  },
  {
    name: 'a document that left its scope stays (S9, S26)',
    file: kernel('page'),
    find: "  if ('gone' in change) {\n",
    replace: "  if ('gone' in change) {\n    if (change.seq > 0) return\n",
    seeds: 150,
  },
  {
    name: 'a withdrawn scope is not dropped (S26)',
    file: kernel('pull'),
    find: '      await scopes.drop(scope)\n',
    replace: '',
    seeds: 20,
  },
  {
    name: 'a scope filled again keeps what did not come again (S29)',
    file: kernel('pull'),
    find: '      await scopes.sweep(page.scope, seen)\n',
    replace: '',
    seeds: 300,
  },
  {
    name: 'scopes are never compared (S29)',
    file: kernel('compare'),
    find: "if (result === 'different') refilling =",
    replace: "if (result !== 'different' && result === 'different') refilling =",
    seeds: 300,
  },
  {
    name: 'missing numbers are not sent as lost (S21)',
    file: kernel('wire'),
    find: '    while (first + run.length < row.seq) run.push(lostOnWire(first + run.length))\n',
    replace: '',
    seeds: 300,
  },
  {
    name: 'a server restored from a backup does not get back what it lost',
    file: kernel('pull'),
    find: '    await verdicts.reopenAfter(isOtherEpoch(present) ? 0 : deviceSeq)\n',
    replace: '',
    seeds: 800,
  },
  {
    name: 'work under a number that was taken by other work keeps it (S21)',
    file: kernel('push'),
    find: '      await numbering.moveFrom(first, expected)\n',
    replace: '',
    seeds: 300,
  },
  {
    name: 'server: a number known already is decided again (S5)',
    file: server('sync/take'),
    find: 'arrival.operations.filter((operation) => operation.seq <= lastSeq)',
    replace: 'arrival.operations.filter((operation) => operation.seq <= lastSeq && lastSeq < 0)',
    seeds: 20,
  },
  {
    name: 'server: a number that is not the next is taken (S21)',
    file: server('sync/take'),
    find: 'if (first > lastSeq + 1) return',
    replace: 'if (first > lastSeq + 1 && first < 0) return',
    seeds: 300,
  },
  {
    name: 'server: other content under a known number gets the old verdict (S21)',
    file: server('sync/take'),
    find: "if ('lost' in operation || isSameContent(stored.operation, operation)) continue",
    replace: "if ('lost' in operation || isSameContent(stored.operation, operation) || operation.seq > 0) continue",
    seeds: 300,
  },
  {
    name: 'server: the device’s number is not kept with the effect (S20)',
    file: server('sync/take'),
    find: 'lastSeq: lastSeq + fresh.length',
    replace: 'lastSeq: lastSeq + Math.min(1, fresh.length)',
    seeds: 100,
  },
  {
    name: 'server: the reply counts operations that its snapshot does not hold (S8)',
    file: server('store/memory-organisation'),
    find: 'deviceSeq: this.devices.get(input.deviceId) ?? 0,',
    replace: 'deviceSeq: (this.devices.get(input.deviceId) ?? 0) + 1,',
    seeds: 60,
  },
  {
    name: 'server: nobody is told that a document left a scope (S26)',
    file: server('store/memory-organisation'),
    find: 'new Set([...scopes, ...left])',
    replace: 'new Set([...scopes, ...left.slice(left.length)])',
    seeds: 100,
  },
  {
    name: 'server: a held operation is not published (S22)',
    file: server('sync/take'),
    find: '...held.map(({ arrival, operation, verdict }) => outcomeDocument(arrival.deviceId, operation, verdict)),',
    replace: '',
    seeds: 600,
  },
  {
    name: 'server: postings of an operation are lost when the batch holds another one (S20)',
    file: server('sync/workspace'),
    find: 'for (const posting of postings) this.#work.postings.push(',
    replace: 'if (this.#work.postings.length < 4) for (const posting of postings) this.#work.postings.push(',
    seeds: 150,
  },
  {
    name: 'a second sale under the number of another takes its place (users.md 5)',
    file: 'lib/domain/till/close-receipt.ts',
    find: "  if (body) return body.saleId === payload.saleId ? accepted(body) : refused('alreadyExists')\n",
    replace: '',
    seeds: 300,
  },
  {
    name: 'what came back counts as sold in the books of the office (users.md 11)',
    file: 'lib/domain/till/till-accounts.ts',
    find: '    register(side, Math.abs(receipt.totalMinor)),\n',
    replace: '    register(side, receipt.totalMinor),\n',
    seeds: 60,
  },
]
