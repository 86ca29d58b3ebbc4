import { evaluated, type Extractor, has } from './extracted.ts';

const script = `
require 'json'
module ActiveRecord
  class Migration
    def self.[](version) = self
    def self.inherited(child) = ($last = child)
    def self.disable_ddl_transaction! = ($transaction = false)
    def execute(sql) = $into << sql
    def safety_assured = yield
  end
end
all = ARGV.map do |path|
  $transaction = true
  load File.join(Dir.pwd, path)
  wanted = File.basename(path, '.rb').sub(/^\\d+_/, '').split('_').map(&:capitalize).join
  raise "#{path} has the class #{$last}" unless $last.name.casecmp?(wanted)
  up = ($into = [])
  $last.new.up
  down = ($into = [])
  $last.new.down
  { up: up, down: down, transaction: $transaction }
end
puts JSON.generate(all)
`;

/** Loaded by ruby; ActiveRecord itself is not needed. */
export const extractor: Extractor = {
  missing: has('ruby', '-e', 'require "json"') ? null : 'apt-get install -y --no-install-recommends ruby',
  extract: async (files) => evaluated(files, 'ruby', ['-e', script, '--']),
};
