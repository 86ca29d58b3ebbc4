import { db, sql } from './db';

export const byName = (fullName: string) => db('users').where('full_name', fullName).first();

export const rename = (id: number, name: string) => db('users').where({ id }).update({ full_name: name });

export const search = (term: string) =>
  sql`SELECT id, "full_name" FROM ${sql.raw('users')} WHERE full_name ILIKE ${term}`;

export const joined = () => db.raw('SELECT c.id, u.full_name FROM customers c JOIN users u USING (id) WHERE c.full_name IS NULL');

export const label = (currentUser: { fullName: string }) => currentUser.fullName;

export const title = (book: { fullName: string }) => book.fullName.trim();
