-- Referenced in two ways, the longer one later in the alphabet.
CREATE TABLE film (film_id integer PRIMARY KEY, title text);
CREATE TABLE z_actor (actor_id integer, film_id integer NOT NULL REFERENCES film, PRIMARY KEY (film_id, actor_id));
CREATE TABLE award (id integer PRIMARY KEY, actor_id integer, film_id integer REFERENCES film, FOREIGN KEY (film_id, actor_id) REFERENCES z_actor);
INSERT INTO film SELECT g FROM generate_series(1, 50) AS g;
INSERT INTO z_actor SELECT g % 5, g FROM generate_series(1, 50) AS g;
INSERT INTO award SELECT g, g % 5, g FROM generate_series(1, 40) AS g;
