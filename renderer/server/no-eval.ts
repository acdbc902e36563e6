import { z } from 'zod';

// zod would otherwise try to compile its checks with `new Function`, which the Content-Security-Policy refuses and reports.
z.config({ jitless: true });
