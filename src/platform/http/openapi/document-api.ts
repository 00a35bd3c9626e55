import { type NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { PRODUCT_VERSION } from '../../product-version';
import { completeDocument } from './complete-document';
import { readContractExamples } from './contract-examples';

/** Serves the description of the API: `/docs` for people, `/docs-json` and `/docs-yaml` for programs. */
export function documentApi(app: NestExpressApplication): void {
  // Made when somebody first asks for it: a start does not wait for it.
  SwaggerModule.setup('docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'docs-json',
    yamlDocumentUrl: 'docs-yaml',
    customSiteTitle: 'Rubi Studio API',
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true, tagsSorter: 'alpha' },
  });
}

/** The whole API as OpenAPI 3.1. */
export function describeApi(app: NestExpressApplication): OpenAPIObject {
  const outline = new DocumentBuilder()
    .setTitle('Rubi Studio')
    .setDescription(
      'Takes trading signals in, sizes and checks them, hands orders to MetaTrader 5 and follows them. ' +
        'Every refusal is an `application/problem+json` with a stable `code`, which the header `X-Error-Code` repeats.',
    )
    .setVersion(PRODUCT_VERSION)
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An access token or an API token' })
    .build();
  const document = SwaggerModule.createDocument(app, outline, { operationIdFactory });
  return completeDocument(document, readContractExamples());
}

/** `SignalsController.receive` is `signals_receive`: generated clients keep their names while paths move. */
function operationIdFactory(controller: string, method: string): string {
  const room = controller.replace(/Controller$/, '');
  return `${room.charAt(0).toLowerCase()}${room.slice(1)}_${method}`;
}
