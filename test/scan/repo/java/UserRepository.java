public interface UserRepository extends JpaRepository<User, Long> {
    List<User> findByFullNameAndEmail(String fullName, String email);

    @Query("select u from User u where u.fullName = :fullName")
    List<User> named(String fullName);
}
