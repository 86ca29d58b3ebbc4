CREATE TABLE base (id int, note text NOT NULL DEFAULT 'x');
CREATE TABLE kid (extra int) INHERITS (base);
CREATE TABLE own_kid (note text NOT NULL DEFAULT 'y') INHERITS (base);
CREATE INDEX ON kid (note);
