-- Rows for the pagila schema: as many customers and films as rehearsal.rows says (20,000 unless told), with what hangs on them.
SELECT set_config('rehearsal.rows', coalesce(nullif(current_setting('rehearsal.rows', true), ''), '20000'), false);
SET session_replication_role = origin;
INSERT INTO language (language_id, name) SELECT g, 'Language ' || g FROM generate_series(1, 6) g;
INSERT INTO country (country_id, country) SELECT g, 'Country ' || g FROM generate_series(1, 20) g;
INSERT INTO city (city_id, city, country_id) SELECT g, 'City ' || g, 1 + g % 20 FROM generate_series(1, 200) g;
INSERT INTO address (address_id, address, address2, district, city_id, phone)
  SELECT g, g || ' Street', CASE WHEN g % 3 = 0 THEN 'Flat ' || g END, 'District ' || g % 50, 1 + g % 200, '555-' || g
  FROM generate_series(1, greatest(2000, current_setting('rehearsal.rows')::int)) g;
SET session_replication_role = replica; -- store and staff refer to each other
INSERT INTO store (store_id, manager_staff_id, address_id) SELECT g, g, g FROM generate_series(1, 40) g;
INSERT INTO staff (staff_id, first_name, last_name, address_id, store_id, username)
  SELECT g, 'First ' || g, 'Last ' || g, g, g, 'user' || g FROM generate_series(1, 40) g;
SET session_replication_role = origin;
INSERT INTO customer (customer_id, store_id, first_name, last_name, email, address_id)
  SELECT g, 1 + g % 2, 'First ' || g, 'Last ' || g % 500, CASE WHEN g % 17 = 0 THEN NULL ELSE 'customer' || g || '@example.com' END, 1 + g % 2000
  FROM generate_series(1, current_setting('rehearsal.rows')::int) g;
INSERT INTO category (category_id, name) SELECT g, 'Category ' || g FROM generate_series(1, 16) g;
INSERT INTO actor (actor_id, first_name, last_name) SELECT g, 'First ' || g, 'Last ' || g FROM generate_series(1, 200) g;
INSERT INTO film (film_id, title, description, language_id, length)
  SELECT g, 'Film number' || g, 'A tale of ' || g, 1 + g % 6, 60 + g % 120 FROM generate_series(1, current_setting('rehearsal.rows')::int) g;
INSERT INTO film_category (film_id, category_id) SELECT g, 1 + g % 16 FROM generate_series(1, current_setting('rehearsal.rows')::int) g;
INSERT INTO film_actor (actor_id, film_id) SELECT 1 + g % 200, g FROM generate_series(1, current_setting('rehearsal.rows')::int) g;
INSERT INTO inventory (inventory_id, film_id, store_id) SELECT g, g, 1 + g % 2 FROM generate_series(1, current_setting('rehearsal.rows')::int) g;
INSERT INTO rental (rental_id, rental_date, inventory_id, customer_id, staff_id, return_date)
  SELECT g, timestamptz '2024-01-01' + g * interval '1 minute', g, g, 1 + g % 2, CASE WHEN g % 5 > 0 THEN timestamptz '2024-03-01' END
  FROM generate_series(1, current_setting('rehearsal.rows')::int) g;
INSERT INTO payment (payment_id, customer_id, staff_id, rental_id, amount, payment_date)
  SELECT g, g, 1 + g % 2, g, g % 9 + 0.99, timestamptz '2024-01-01' + g % 300 * interval '1 day'
  FROM generate_series(1, current_setting('rehearsal.rows')::int) g;
DO $$
DECLARE
  sequence regclass;
BEGIN
  FOR sequence IN SELECT oid FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace LOOP
    PERFORM setval(sequence, 100000);
  END LOOP;
END $$;
ANALYZE;
