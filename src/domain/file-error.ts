// A failure of the file system as a refusal that names the file.
import { OmsError } from './error.ts';

const REFUSING = new Set(['EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG', 'ELOOP', 'ENXIO']);
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO']);

/** What `error` says of `file` in the shop's words; an error that is none of the file system's as it is. */
export function fileError(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FULL.has(code)) return new OmsError('disk-full', { path: file, cause: code });
  if (code === 'ENOENT') return new OmsError('file-not-found', { path: file });
  if (REFUSING.has(code)) return new OmsError('file-unreadable', { path: file, cause: code });
  return error;
}
