import type { Sql } from './value.ts';

/**
 * The statement shapes of `templates/sql` and the values each takes. A test compares this with the files: a template
 * that is missing here, or a value that is missing there, fails it.
 */
export interface Templates {
  readonly 'add-column': { readonly table: Sql; readonly column: Sql; readonly type: Sql; readonly collate: Sql };
  readonly 'add-constraint': { readonly table: Sql; readonly constraint: Sql; readonly definition: Sql };
  readonly 'add-not-null': {
    readonly table: Sql;
    readonly constraint: Sql;
    readonly column: Sql;
    readonly options: Sql;
  };
  readonly 'add-parity': { readonly table: Sql; readonly constraint: Sql; readonly expression: Sql };
  readonly 'add-unique-using-index': {
    readonly table: Sql;
    readonly constraint: Sql;
    readonly index: Sql;
    readonly timing: Sql;
  };
  readonly 'alter-policy': { readonly policy: Sql; readonly table: Sql; readonly using: Sql; readonly check: Sql };
  readonly analyze: { readonly table: Sql };
  readonly 'as-replica': { readonly allowed: Sql };
  readonly 'batch-settings': Record<never, Sql>;
  readonly 'begin-end': { readonly statements: Sql };
  readonly 'cancel-autovacuum': { readonly allowed: Sql; readonly deadlockTimeout: Sql };
  readonly cast: { readonly expression: Sql; readonly type: Sql };
  readonly 'cluster-on': { readonly table: Sql; readonly index: Sql };
  readonly 'column-exists': { readonly table: Sql; readonly column: Sql };
  readonly 'comment-on-column': { readonly table: Sql; readonly column: Sql; readonly text: Sql };
  readonly 'comment-on-table-object': {
    readonly kind: Sql;
    readonly name: Sql;
    readonly table: Sql;
    readonly text: Sql;
  };
  readonly 'comment-on': { readonly kind: Sql; readonly name: Sql; readonly text: Sql };
  readonly commit: Record<never, Sql>;
  readonly 'constraint-exists': { readonly table: Sql; readonly constraint: Sql };
  readonly 'constraint-validated': { readonly table: Sql; readonly constraint: Sql };
  readonly copy: {
    readonly title: Sql;
    readonly pages: Sql;
    readonly replica: Sql;
    readonly relation: Sql;
    readonly local: Sql;
    readonly table: Sql;
    readonly differs: Sql;
    readonly settings: Sql;
    readonly new: Sql;
    readonly old: Sql;
    readonly stop: Sql;
    readonly locked: Sql;
    readonly lockedHint: Sql;
  };
  readonly definition: { readonly definition: Sql };
  readonly 'do-block': { readonly body: Sql };
  readonly 'drop-column-if-exists': { readonly table: Sql; readonly column: Sql };
  readonly 'drop-column': { readonly table: Sql; readonly column: Sql };
  readonly 'drop-constraint': { readonly table: Sql; readonly constraint: Sql };
  readonly 'drop-function': { readonly function: Sql };
  readonly 'drop-index': { readonly index: Sql };
  readonly 'drop-rule': { readonly rule: Sql; readonly table: Sql };
  readonly 'drop-statistics': { readonly statistics: Sql };
  readonly 'drop-trigger': { readonly trigger: Sql; readonly table: Sql };
  readonly 'enable-always-trigger': { readonly table: Sql; readonly trigger: Sql };
  readonly 'fill-all': { readonly table: Sql; readonly new: Sql; readonly old: Sql; readonly differs: Sql };
  readonly 'grant-column': {
    readonly privilege: Sql;
    readonly column: Sql;
    readonly table: Sql;
    readonly grantee: Sql;
    readonly option: Sql;
  };
  readonly 'guard-done': { readonly condition: Sql; readonly message: Sql };
  readonly 'guard-not-ready': { readonly condition: Sql; readonly message: Sql; readonly hint: Sql };
  readonly 'has-other-triggers': { readonly table: Sql; readonly own: Sql };
  readonly 'if-block': { readonly condition: Sql; readonly statements: Sql };
  readonly 'images-differ': { readonly left: Sql; readonly right: Sql };
  readonly 'images-same': { readonly left: Sql; readonly right: Sql };
  readonly 'index-depends-on-extension': { readonly index: Sql; readonly extension: Sql };
  readonly 'index-invalid': { readonly index: Sql };
  readonly 'index-usable': { readonly index: Sql; readonly table: Sql };
  readonly 'interval-seconds': { readonly seconds: Sql };
  readonly 'is-not-null': { readonly value: Sql };
  readonly 'is-superuser': Record<never, Sql>;
  readonly 'lock-budget': Record<never, Sql>;
  readonly 'lock-table': { readonly table: Sql; readonly mode: Sql };
  readonly 'may-set-parameter': { readonly parameter: Sql };
  readonly 'no-body-checks': Record<never, Sql>;
  readonly 'no-lock-timeout': Record<never, Sql>;
  readonly 'not-null-and': { readonly column: Sql; readonly expression: Sql };
  readonly 'nothing-else-depends': {
    readonly table: Sql;
    readonly column: Sql;
    readonly indexes: Sql;
    readonly constraints: Sql;
    readonly statistics: Sql;
    readonly message: Sql;
    readonly hint: Sql;
  };
  readonly 'ok-query': { readonly condition: Sql };
  readonly 'old-snapshot-warning': Record<never, Sql>;
  readonly 'outlast-autovacuum': { readonly timeout: Sql; readonly allowed: Sql; readonly table: Sql };
  readonly 'publication-add-table': {
    readonly publication: Sql;
    readonly table: Sql;
    readonly columns: Sql;
    readonly filter: Sql;
  };
  readonly 'publication-drop-table': { readonly publication: Sql; readonly table: Sql };
  readonly 'record-field': { readonly record: Sql; readonly field: Sql };
  readonly 'rename-column': { readonly table: Sql; readonly column: Sql; readonly name: Sql };
  readonly 'rename-constraint': { readonly table: Sql; readonly constraint: Sql; readonly name: Sql };
  readonly 'rename-index': { readonly index: Sql; readonly name: Sql };
  readonly 'rename-statistics': { readonly statistics: Sql; readonly name: Sql };
  readonly 'rename-trigger': { readonly trigger: Sql; readonly table: Sql; readonly name: Sql };
  readonly 'replace-view': { readonly view: Sql; readonly options: Sql; readonly query: Sql };
  readonly 'replica-identity': { readonly table: Sql; readonly index: Sql };
  readonly 'restore-others-body': { readonly new: Sql; readonly old: Sql };
  readonly 'restore-others-trigger': { readonly trigger: Sql; readonly table: Sql; readonly function: Sql };
  readonly retry: {
    readonly title: Sql;
    readonly timeout: Sql;
    readonly cancelAutovacuum: Sql;
    readonly statements: Sql;
    readonly attempts: Sql;
    readonly gaveUp: Sql;
    readonly hint: Sql;
    readonly busy: Sql;
    readonly patience: Sql;
  };
  readonly 'row-security-off': Record<never, Sql>;
  readonly 'security-label': { readonly provider: Sql; readonly table: Sql; readonly column: Sql; readonly label: Sql };
  readonly 'serialize-again': { readonly locks: Sql };
  readonly 'serialize-by-keys': { readonly keys: Sql; readonly seed: Sql; readonly distinct: Sql };
  readonly 'serialize-by-text': { readonly value: Sql; readonly seed: Sql };
  readonly 'serialize-by-value': { readonly value: Sql; readonly seed: Sql };
  readonly 'serialize-inserts': Record<never, Sql>;
  readonly 'serialize-when-not-null': { readonly keys: Sql };
  readonly 'set-column-options': { readonly table: Sql; readonly column: Sql; readonly options: Sql };
  readonly 'set-compression': { readonly table: Sql; readonly column: Sql; readonly method: Sql };
  readonly 'set-default': { readonly table: Sql; readonly column: Sql; readonly expression: Sql };
  readonly 'set-index-statistics': { readonly index: Sql; readonly position: Sql; readonly target: Sql };
  readonly 'set-not-null': { readonly table: Sql; readonly column: Sql };
  readonly 'set-rule-state': { readonly table: Sql; readonly state: Sql; readonly rule: Sql };
  readonly 'set-statistics-target': { readonly statistics: Sql; readonly target: Sql };
  readonly 'set-statistics': { readonly table: Sql; readonly column: Sql; readonly target: Sql };
  readonly 'set-storage': { readonly table: Sql; readonly column: Sql; readonly storage: Sql };
  readonly 'set-trigger-state': { readonly table: Sql; readonly state: Sql; readonly trigger: Sql };
  readonly 'statement-timeout-guard': Record<never, Sql>;
  readonly 'stop-after': { readonly limit: Sql; readonly message: Sql; readonly hint: Sql };
  readonly 'sync-body': {
    readonly directive: Sql;
    readonly newGiven: Sql;
    readonly old: Sql;
    readonly new: Sql;
    readonly serialize: Sql;
    readonly newChanged: Sql;
  };
  readonly 'sync-function': { readonly function: Sql; readonly body: Sql };
  readonly 'sync-last-body': { readonly directive: Sql; readonly new: Sql; readonly old: Sql; readonly serialize: Sql };
  readonly 'sync-trigger': {
    readonly trigger: Sql;
    readonly table: Sql;
    readonly differs: Sql;
    readonly function: Sql;
  };
  readonly 'table-missing': { readonly table: Sql };
  readonly 'trigger-exists': { readonly table: Sql; readonly trigger: Sql };
  readonly 'validate-constraint': { readonly table: Sql; readonly constraint: Sql };
  readonly 'values-differ': { readonly left: Sql; readonly right: Sql };
  readonly 'values-same': { readonly left: Sql; readonly right: Sql };
  readonly violates: { readonly table: Sql; readonly expression: Sql };
}
