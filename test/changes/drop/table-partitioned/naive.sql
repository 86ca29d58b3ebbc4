DROP VIEW of_january; DROP TABLE events;
