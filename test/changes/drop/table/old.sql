INSERT INTO audit (user_id) VALUES (3); SELECT * FROM audit; UPDATE audit SET what = 'q' WHERE id = 3;
