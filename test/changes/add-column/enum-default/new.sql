UPDATE users SET mood = 'sad' WHERE id = 1;
