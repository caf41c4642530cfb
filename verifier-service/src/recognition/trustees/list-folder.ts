import {
  agesOf,
  headOf,
  parseFreshness,
  parseRecognitionList,
  VerificationError,
  type Freshness,
  type JcsProof,
  type ParsedList,
  type RecognitionList,
} from '@coop-credentials/core';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../../cli/command.ts';

/**
 * A federation's folder, kept under version control: `draft.json`, the next list; `signatures/`, a proof a trustee of
 * exactly that draft; `public/`, what its web server serves.
 */
export function openFolder(path: string) {
  const draftFile = join(path, 'draft.json');
  const signaturesFolder = join(path, 'signatures');
  const publicFolder = join(path, 'public');
  const publicFile = (name: string) => join(publicFolder, name);

  const readPublished = (seq: number): ParsedList => parseList(readJson(publicFile(`${seq}.json`)), `${seq}.json`);
  const newestSeq = (): number => {
    if (!existsSync(publicFolder)) return 0;
    const numbers = readdirSync(publicFolder).flatMap((name) => /^(\d+)\.json$/.exec(name)?.[1] ?? []);
    return Math.max(0, ...numbers.map(Number));
  };

  return {
    path,
    publicFile,
    newestSeq,
    readPublished,
    newest: (): ParsedList | undefined => (newestSeq() > 0 ? readPublished(newestSeq()) : undefined),
    publishedFile: (name: string): unknown => readJson(publicFile(name)),

    hasDraft: () => existsSync(draftFile),
    /** As it is written, which may not be a whole list yet. */
    readDraft: (): RecognitionList => readJson(draftFile) as RecognitionList,
    /** Whoever has signed what was the draft before has not signed this. */
    writeDraft: (list: object): void => {
      mkdirSync(path, { recursive: true });
      writeFileSync(draftFile, `${JSON.stringify(list, undefined, 2)}\n`);
      rmSync(signaturesFolder, { recursive: true, force: true });
    },

    signatures: (): readonly JcsProof[] =>
      existsSync(signaturesFolder)
        ? readdirSync(signaturesFolder)
            .filter((name) => name.endsWith('.json'))
            .sort()
            .map((name) => readJson(join(signaturesFolder, name)) as JcsProof)
        : [],
    /** A file for each key: a trustee with a new one signs by both, for the quorum of before and for the one to come. */
    addSignature: (proof: JcsProof): string => {
      mkdirSync(signaturesFolder, { recursive: true });
      const file = join(signaturesFolder, `${proof.verificationMethod.replaceAll(/[^\w.-]/g, '_')}.json`);
      writeFileSync(file, `${JSON.stringify(proof, undefined, 2)}\n`);
      return file;
    },

    writePublic: (name: string, content: object | string): void => {
      mkdirSync(publicFolder, { recursive: true });
      writeFileSync(publicFile(name), typeof content === 'string' ? content : `${JSON.stringify(content)}\n`);
    },
    /** What was a draft is a list now. */
    endDraft: (): void => {
      rmSync(draftFile, { force: true });
      rmSync(signaturesFolder, { recursive: true, force: true });
    },

    freshness: (): Freshness | undefined =>
      existsSync(publicFile('fresh.json')) ? parseFreshness(readJson(publicFile('fresh.json'))).freshness : undefined,
  };
}

export type ListFolder = ReturnType<typeof openFolder>;

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new CommandError('file_unreadable', `${file} cannot be read as JSON.`, [String((cause as Error).message)]);
  }
}

/** A list that a person wrote, or what is wrong with it in words. */
export function parseList(input: unknown, name: string): ParsedList {
  try {
    return parseRecognitionList(input);
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    throw new CommandError(error.code, `${name} is not a recognition list: ${error.problem.detail ?? ''}`);
  }
}

/** Until when what is published is fresh, and used, in milliseconds. */
export const agesOfPublished = (freshness: Freshness, { list }: ParsedList): ReturnType<typeof agesOf> =>
  agesOf({ freshness, list: headOf(list) });
