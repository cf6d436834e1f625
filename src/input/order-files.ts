// Several files of orders opened together: those that come in two halves find each other.
import { OmsError } from '../domain/error.ts';
import type { OrderFile } from '../domain/import/order.ts';
import type { Bytes } from './bytes.ts';
import { Joined } from './joined.ts';
import { openOrderFile } from './order-file.ts';
import type { ShopFacts } from './order-reader.ts';
import type { Join, OrderProfile } from './profile.ts';
import { recognise } from './recognise.ts';

/** How a file will be opened; opening it may refuse. */
export type Opening = () => OrderFile;

/**
 * The files, in their order, a second half together with its first. Opening one refuses what `openOrderFile` refuses,
 * and `file-half` where the other half of a format is not among the files.
 */
export function openingsOf(files: readonly Bytes[], profiles: readonly OrderProfile[], shop: ShopFacts): Opening[] {
  if (profiles.every(({ join }) => join === undefined)) return files.map((bytes) => () => openOrderFile(bytes, profiles, shop));
  const halves = profiles.flatMap((profile) => (profile.join ? [asHalf(profile)] : []));
  const found = files.map((bytes) => halfOf(bytes, profiles, halves));
  const joined = new Map<OrderProfile, Joined>();
  return files.flatMap((bytes, index): Opening[] => {
    const half = found[index];
    if (half instanceof OmsError) return [refusing(half)];
    if (half?.isSecond) return hasFirst(found, half.profile) ? [] : [openingAlone(bytes, half.profile, profiles, shop)];
    if (!half?.profile.join) return [() => openOrderFile(bytes, profiles, shop)];
    const seconds = files.filter((_, other) => isSecondOf(found[other], half.profile));
    if (seconds.length === 0)
      return [half.profile.join.isNeeded ? refusing(missingHalf(bytes, half.profile)) : () => openOrderFile(bytes, profiles, shop)];
    const isLast = !found.slice(index + 1).some((other) => isFirstOf(other, half.profile));
    return [() => openOrderFile(bytes, [half.profile], shop, { joined: joinedOf(joined, half.profile, seconds), isLast })];
  });
}

/** A second half without its first: by a profile that it fits as a whole, where there is one. */
function openingAlone(bytes: Bytes, profile: OrderProfile, profiles: readonly OrderProfile[], shop: ShopFacts): Opening {
  const whole = profiles.filter(({ join }) => join === undefined);
  const found = halfOf(bytes, whole, []);
  return found && !(found instanceof OmsError) ? () => openOrderFile(bytes, whole, shop) : refusing(missingHalf(bytes, profile));
}

/** Opened once for all first halves. */
function joinedOf(known: Map<OrderProfile, Joined>, profile: OrderProfile, files: readonly Bytes[]): Joined {
  let joined = known.get(profile);
  if (!joined) known.set(profile, (joined = new Joined(profile, profile.join as Join, files)));
  return joined;
}

/** What a file is of a format that comes in two. */
interface Half {
  readonly profile: OrderProfile;
  readonly isSecond: boolean;
}
type Found = Half | OmsError | undefined;

/** The second half of a format, as a format of its own that can be recognised. */
function asHalf(profile: OrderProfile): OrderProfile & { readonly first: OrderProfile } {
  const { match } = profile.join as Join;
  return { ...profile, match, first: profile };
}

/** The format that a file is one half of, by its name; undefined for a file that is whole by itself. */
export function halfIn(bytes: Bytes, profiles: readonly OrderProfile[]): string | undefined {
  const half = halfOf(
    bytes,
    profiles,
    profiles.flatMap((profile) => (profile.join ? [asHalf(profile)] : [])),
  );
  return half === undefined || half instanceof OmsError || !half.profile.join ? undefined : half.profile.name;
}

/** The formats that a file is of already, whole or one half; none where only such as give way fit it. */
export function readersOf(bytes: Bytes, profiles: readonly OrderProfile[]): readonly string[] {
  const firm = profiles.filter(({ match }) => !match.givesWay);
  const found = halfOf(
    bytes,
    firm,
    firm.flatMap((profile) => (profile.join ? [asHalf(profile)] : [])),
  );
  if (found instanceof OmsError) return [...new Set(found.details.profiles as readonly string[])];
  return found ? [found.profile.name] : [];
}

/** Undefined: it is no known file, which opening it will tell. */
function halfOf(bytes: Bytes, profiles: readonly OrderProfile[], halves: readonly OrderProfile[]): Found {
  try {
    const { profile } = recognise(bytes, [...profiles, ...halves]);
    return 'first' in profile ? { profile: profile.first as OrderProfile, isSecond: true } : { profile, isSecond: false };
  } catch (error) {
    if (error instanceof OmsError && error.code === 'file-ambiguous') return error;
    return undefined;
  }
}

function isFirstOf(found: Found, profile: OrderProfile): boolean {
  return found !== undefined && !(found instanceof OmsError) && !found.isSecond && found.profile === profile;
}

function isSecondOf(found: Found, profile: OrderProfile): boolean {
  return found !== undefined && !(found instanceof OmsError) && found.isSecond && found.profile === profile;
}

function hasFirst(all: readonly Found[], profile: OrderProfile): boolean {
  return all.some((found) => isFirstOf(found, profile));
}

function refusing(error: OmsError): Opening {
  return () => {
    throw error;
  };
}

function missingHalf({ name }: Bytes, profile: OrderProfile): OmsError {
  const columns = [...profile.match.columns, ...(profile.join?.match.columns ?? [])];
  return new OmsError('file-half', { path: name, profile: profile.name, columns: [...new Set(columns)] });
}
