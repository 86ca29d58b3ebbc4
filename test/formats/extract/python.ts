import { has } from './extracted.ts';

/** A Python that runs here; Debian's own first, because that is where its packages are. */
export const python = ['/usr/bin/python3', 'python3'].find((program) => has(program, '-c', 'import json')) ?? null;

/** The line that installs one. */
export const installPython = 'apt-get install -y --no-install-recommends python3';

/** Loads the module at a path, given `sys`, `importlib.util` and `os`. */
export const load = `
import importlib.util, json, os, sys, types
def load(path):
    spec = importlib.util.spec_from_file_location('migration', os.path.join(os.getcwd(), path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
`;
