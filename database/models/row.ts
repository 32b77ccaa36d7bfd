import { Model, snakeCaseMappers } from 'objection';

/** A row of a table: its columns are snake_case in SQL, camelCase here. Storage only, no rule of the contract. */
export class Row extends Model {
  static override columnNameMappers = snakeCaseMappers();
}
