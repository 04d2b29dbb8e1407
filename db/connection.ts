import Database from "better-sqlite3";
import { AppError } from "../core/errors.ts";
import { toAppError } from "./sqlite-error.ts";

/** A value that SQLite takes and gives back. Whole numbers come back as numbers. */
export type SqlValue = string | number | bigint | Buffer | null;

/** A prepared statement whose failures are AppErrors. */
export interface Statement<Row> {
  run(...values: SqlValue[]): { readonly changes: number };
  get(...values: SqlValue[]): Row | undefined;
  /** For RETURNING: the row that was stored. Throws where what was to be changed is no longer there. */
  one(...values: SqlValue[]): Row;
  all(...values: SqlValue[]): Row[];
}

/**
 * One open workspace file. Every statement of the house passes through here, so that what SQLite says about full
 * disks, locks and damage becomes an AppError in one place (`sqlite-error.ts`), in early reads and late writes alike.
 */
export interface Connection {
  readonly path: string;
  prepare<Row>(sql: string): Statement<Row>;
  exec(sql: string): void;
  /** The first value of the pragma's answer. */
  pragma(pragma: string): unknown;
  /** Makes a function known to SQL; for TEMP triggers only, since the schema must be readable without the app. */
  defineFunction(name: string, implementation: () => string): void;
  /** All or nothing; takes the write lock at once, so that it cannot fail half-way for want of it. May be nested. */
  transaction<Result>(work: () => Result): Result;
  inTransaction(): boolean;
  close(): void;
}

/** Opens the file and nothing more. Throws AppError where it cannot be opened. */
export function connect(
  path: string,
  options: { readonly mustExist: boolean; readonly busyTimeout: number },
): Connection {
  const guard = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw toAppError(error, path);
    }
  };
  const database = guard(() => new Database(path, { fileMustExist: options.mustExist, timeout: options.busyTimeout }));

  return {
    path,
    prepare<Row>(sql: string): Statement<Row> {
      const statement = guard(() => database.prepare<SqlValue[], Row>(sql));
      return {
        run: (...values) => guard(() => statement.run(...values)),
        get: (...values) => guard(() => statement.get(...values)),
        one: (...values) => guard(() => statement.get(...values) ?? gone()),
        all: (...values) => guard(() => statement.all(...values)),
      };
    },
    exec: (sql) => guard(() => void database.exec(sql)),
    pragma: (pragma) => guard(() => database.pragma(pragma, { simple: true })),
    defineFunction: (name, implementation) => void database.function(name, implementation),
    transaction: (work) => guard(() => database.transaction(work).immediate()),
    inTransaction: () => database.inTransaction,
    close: () => guard(() => void database.close()),
  };
}

function gone(): never {
  throw new AppError("internal", { reason: "det, der skulle ændres, findes ikke længere" });
}
