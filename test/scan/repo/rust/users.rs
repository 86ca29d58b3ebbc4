pub struct User {
    pub full_name: String,
}

pub async fn get<'a>(pool: &'a PgPool, id: i64) -> Result<User> {
    sqlx::query_as!(User, "SELECT full_name FROM users WHERE id = $1", id).fetch_one(pool).await
}
