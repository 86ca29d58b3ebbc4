import { evaluated, type Extractor } from './extracted.ts';
import { installPython, load, python } from './python.ts';

const script = `
${load}
steps = []
yoyo = types.ModuleType('yoyo')
yoyo.step = lambda apply, rollback=None: steps.append((apply, rollback))
sys.modules['yoyo'] = yoyo
found = []
for path in sys.argv[1:]:
    steps.clear()
    module = load(path)
    found.append({
        'up': [apply for apply, _ in steps if apply],
        'down': [rollback for _, rollback in reversed(steps) if rollback],
        'transaction': getattr(module, '__transactional__', True),
    })
print(json.dumps(found))
`;

/** Loaded by Python; yoyo itself is not needed. */
export const extractor: Extractor = {
  missing: python === null ? installPython : null,
  extract: async (files) => evaluated(files, python ?? 'python3', ['-c', script]),
};
