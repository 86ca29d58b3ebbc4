class User < ApplicationRecord
  # full_name is what the invoice shows
  validates :full_name, presence: true
  scope :named, ->(name) { where("full_name = ?", name) }
  scope :by_name, -> { order(:full_name) }

  def initials
    full_name.split.map(&:first).join
  end

  def rename!(value)
    self.full_name = value
    save! if full_name_changed?
  end

  def self.report
    connection.select_all(<<~SQL)
      SELECT u.id, u.full_name
      FROM users u
      ORDER BY u.full_name
    SQL
  end
end
