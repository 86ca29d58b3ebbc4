package store

// FullName is sent to the client as it is.
type User struct {
	ID       int64
	FullName string `db:"full_name" json:"full_name"`
}

func (s *Store) Rename(ctx context.Context, id int64, fullName string) error {
	_, err := s.db.ExecContext(ctx, `UPDATE users SET full_name = $2, changed = full_name <> $2 WHERE id = $1`, id, fullName)
	return err
}

func (s *Store) Customer(ctx context.Context, id int64) (name string, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT full_name FROM customers WHERE id = $1", id).Scan(&name)
	return
}

func (s *Store) Upsert(ctx context.Context, u User) error {
	const query = "INSERT INTO users (id, full_name) " +
		"VALUES (:id, :full_name) " +
		"ON CONFLICT (id) DO UPDATE SET full_name = excluded.full_name"
	_, err := s.db.NamedExecContext(ctx, query, u)
	return err
}
