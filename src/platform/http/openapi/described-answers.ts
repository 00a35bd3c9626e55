import { type OpenAPIObject } from '@nestjs/swagger';
import { type ContractExamples } from './contract-examples';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** What each operation answers, as JSON Schema: `contract/http/answers.json`, read from the controllers' types. */
export interface DescribedAnswers {
  readonly operations: Readonly<Record<string, object>>;
  readonly schemas: Schemas;
}

/** An installation without the folder describes no answers. */
export function readDescribedAnswers(examples: ContractExamples): DescribedAnswers {
  const described = examples.get('http/answers') as DescribedAnswers | undefined;
  return described ?? { operations: {}, schemas: {} };
}
