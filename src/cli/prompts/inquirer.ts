// inquirer, in a bundle of its own: loaded only when a question is asked. Questions go to stderr; stdout is the answer.

export interface Prompts {
  confirm(message: string): Promise<boolean>;
  input(message: string, initial?: string, check?: (value: string) => true | string): Promise<string>;
  select(message: string, choices: readonly Choice[], initial?: string): Promise<string>;
}

export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** Loads inquirer. It reads NO_COLOR when it is loaded, so that has to stand before. */
export async function openPrompts(colors: boolean): Promise<Prompts> {
  if (!colors) process.env.NO_COLOR = '1';
  const { default: inquirer } = await import('inquirer');
  const prompt = inquirer.createPromptModule({ output: process.stderr });
  return {
    async confirm(message) {
      return (await prompt([{ type: 'confirm', name: 'value', message, default: false }])).value as boolean;
    },
    async input(message, initial, check) {
      const validate = (value: string) => (check ? check(value) : true);
      return (await prompt([{ type: 'input', name: 'value', message, default: initial, validate }])).value as string;
    },
    async select(message, choices, initial) {
      return (await prompt([{ type: 'select', name: 'value', message, choices: [...choices], default: initial }])).value as string;
    },
  };
}
