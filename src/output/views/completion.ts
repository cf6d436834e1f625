// The completion script of a shell.
import { bashScript } from '../completion/bash.ts';
import { fishScript } from '../completion/fish.ts';
import type { CompletionTree } from '../completion/tree.ts';
import { zshScript } from '../completion/zsh.ts';
import type { View } from '../view.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

const scripts: Readonly<Record<Shell, (tree: CompletionTree) => string>> = { bash: bashScript, zsh: zshScript, fish: fishScript };

export interface Completion {
  readonly shell: Shell;
  readonly tree: CompletionTree;
}

export const completionView: View<Completion> = {
  text: ({ shell, tree }) => scripts[shell](tree).trimEnd(),
  json: ({ shell, tree }) => ({ shell, script: scripts[shell](tree) }),
};
