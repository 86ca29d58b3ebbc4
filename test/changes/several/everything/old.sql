UPDATE orders SET total = total + 1, note = note || '!' WHERE id = 7; SELECT total, note, fax FROM orders WHERE id = 7;
