import { RecordNotFoundError, type AgentContext, type BaseRecord, type BaseRecordConstructor } from '@credo-ts/core';

type AnyRecord = BaseRecord;
type Query = { readonly $or?: readonly Query[]; readonly $and?: readonly Query[] } & Readonly<Record<string, unknown>>;

/** Where Credo keeps its records: its own storages need native code, a wallet that lives for one test needs none. */
export class MemoryStorage {
  readonly supportsCursorPagination = false;
  readonly #records = new Map<string, AnyRecord>();

  async save(_context: AgentContext, record: AnyRecord) {
    this.#records.set(record.id, record);
  }
  async update(context: AgentContext, record: AnyRecord) {
    await this.save(context, record);
  }
  async delete(_context: AgentContext, { id }: AnyRecord) {
    this.#records.delete(id);
  }
  async deleteById(_context: AgentContext, _class: unknown, id: string) {
    this.#records.delete(id);
  }
  async getById(_context: AgentContext, { type }: BaseRecordConstructor<AnyRecord>, id: string) {
    const record = this.#records.get(id);
    if (record?.type !== type) throw new RecordNotFoundError(`no ${type} ${id}`, { recordType: type });
    return record;
  }
  async getAll(_context: AgentContext, { type }: BaseRecordConstructor<AnyRecord>) {
    return [...this.#records.values()].filter((record) => record.type === type);
  }
  async findByQuery(context: AgentContext, recordClass: BaseRecordConstructor<AnyRecord>, query: Query) {
    return (await this.getAll(context, recordClass)).filter((record) => matches(record.getTags(), query));
  }
}

/** An empty `$or` says nothing; a list asks for each of its members (Credo's own storages do so). */
function matches(tags: Record<string, unknown>, { $or = [], $and = [], ...wanted }: Query): boolean {
  return (
    ($or.length === 0 || $or.some((query) => matches(tags, query))) &&
    $and.every((query) => matches(tags, query)) &&
    Object.entries(wanted).every(([name, value]) => {
      if (value === undefined) return true;
      if (!Array.isArray(value)) return tags[name] === value;
      const found: unknown = tags[name];
      return Array.isArray(found) && value.every((member) => found.includes(member));
    })
  );
}
