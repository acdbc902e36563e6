import { createHandler } from '../../core/host/http.ts';
import { contractSuite } from './suite.ts';

contractSuite(async (engine) => createHandler(engine, 'no page here'));
