// better-sqlite3 with its addon found from where the program is installed, so that the bundle needs no search of its own.
import { createRequire } from 'node:module';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

/**
 * All that the addon makes, for good: compiled with the headers of Node 24.19 to 24.21 it ends the program when one of
 * its objects is collected while no JavaScript runs (nodejs/node#65446). They are few, since each text is prepared once.
 */
const kept: object[] = [];

let addonPath: string | undefined;

/** Opens a database file with the lock wait set before anything else can meet a lock. */
export function openNative(root: string, file: string, waitMs: number): BetterSqlite3.Database {
  addonPath ??= path.join(
    path.dirname(createRequire(path.join(root, 'package.json')).resolve('better-sqlite3/package.json')),
    'build/Release/better_sqlite3.node',
  );
  const database = new BetterSqlite3(file, { nativeBinding: addonPath, timeout: waitMs });
  kept.push(database);
  keepMade(database);
  return database;
}

/** Statements (those of pragmas too) and copies come out of the inner object that the addon made; iterators of statements. */
function keepMade(database: BetterSqlite3.Database): void {
  for (const symbol of Object.getOwnPropertySymbols(database)) {
    const inner = (database as unknown as Record<symbol, unknown>)[symbol] as Maker | undefined;
    keepResults(inner, 'prepare', (statement) => keepResults(statement as Maker, 'iterate'));
    keepResults(inner, 'backup');
  }
}

type Maker = Partial<Record<string, (...given: unknown[]) => object>>;

function keepResults(maker: Maker | undefined, method: string, then?: (made: object) => void): void {
  const make = maker?.[method]?.bind(maker);
  if (!maker || !make) return;
  maker[method] = (...given) => {
    const made = make(...given);
    kept.push(made);
    then?.(made);
    return made;
  };
}
