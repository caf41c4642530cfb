import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { listJsonSchema } from '../src/recognition/list-json-schema.ts';
import { credentialSchemas } from '../src/profile/schemas/index.ts';
import { contextModule } from './generate/context-module.ts';
import { recognitionListPage } from './generate/recognition-list-page.ts';
import { schemaFile } from './generate/schema-file.ts';
import { vocabularyPage } from './generate/vocabulary-page.ts';

const core = resolve(import.meta.dirname, '..');

/** Every file that follows from the profile's context and schemas; paths from the root of the repository. */
export function generateVocabulary(): { readonly path: string; readonly text: string }[] {
  const context = JSON.parse(readFileSync(resolve(core, 'src/contexts/coop-credentials-v1.jsonld'), 'utf8'));
  return [
    { path: 'core/src/contexts/generated/coop-credentials-v1.ts', text: contextModule(context) },
    { path: 'core/docs/vocabulary.md', text: vocabularyPage(context, credentialSchemas) },
    { path: 'core/docs/recognition-list.md', text: recognitionListPage() },
    {
      path: 'core/docs/schemas/CoopRecognitionList.json',
      text: `${JSON.stringify(listJsonSchema, null, 2)}\n`,
    },
    ...Object.entries(credentialSchemas).map(([type, schema]) => ({
      path: `core/docs/schemas/${type}.json`,
      text: schemaFile(schema),
    })),
  ];
}
