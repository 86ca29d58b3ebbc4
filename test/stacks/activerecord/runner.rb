# Runs the snippets of one version: each line of stdin is a question, each line of stdout its answer.
require 'json'
require 'active_record'

folder = ARGV.fetch(0)
VIEW = JSON.parse(File.read(File.join(folder, 'view.json')))
ActiveRecord::Base.establish_connection(ENV.fetch('DATABASE_URL'))
# As Rails has it since 7.0.
ActiveRecord::Base.partial_writes = false if ENV['PARTIAL_WRITES'] == 'off'

class ApplicationRecord < ActiveRecord::Base
  self.abstract_class = true
end

Dir[File.join(folder, '*.ruby')].sort.each { |file| load file }

def fields(key)
  row = read(key)
  VIEW['fields'].to_h { |field| [field, row.public_send(field)] }
end

def answer(question)
  row = create(*question['create'])
  return { key: nil } if row.nil?

  result = { key: row.id.to_s, created: fields(row.id) }
  if Object.private_method_defined?(:update)
    update(row.id, *question['update'])
    result[:updated] = fields(row.id)
  end
  result.merge(others: question['read'].map { |key| fields(key) })
end

$stdout.sync = true
$stdin.each_line do |line|
  said = begin
    answer(JSON.parse(line))
  rescue StandardError => error
    { error: "#{error.class}: #{error.message}" }
  end
  puts JSON.generate(said)
end
