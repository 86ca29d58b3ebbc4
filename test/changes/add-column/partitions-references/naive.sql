ALTER TABLE events ADD COLUMN team int REFERENCES teams(id);
