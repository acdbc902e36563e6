import { createHandler } from '../../core/http.ts';
import { contractSuite } from './suite.ts';

contractSuite(async (engine) => createHandler(engine, 'no page here'));
