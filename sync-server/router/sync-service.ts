/** What the sync procedures need of the room `sync`. `registerApi` builds it. */
import type {
  CompareInput,
  CompareOutput,
  PullInput,
  PullOutput,
  PushInput,
  PushOutput,
} from '../../lib/protocol/sync.ts'

export type Caller = { org: string; deviceId: string }

export interface SyncService {
  push(caller: Caller, input: PushInput): Promise<PushOutput>
  /** `scopes`: all that is granted now; null when the session is missing or over. */
  pull(caller: Caller & { scopes: string[] | null }, input: PullInput): Promise<PullOutput>
  compare(caller: Caller & { scopes: string[] | null }, input: CompareInput): Promise<CompareOutput>
}
